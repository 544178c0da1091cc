#!/bin/sh
# Records /proc/lock_stat before and after a load that takes the RTNL, on a kernel with
# CONFIG_LOCK_STAT, as root:
#
#   vagrant/boot --kernel tracing-6.12 --out /tmp/golden -- \
#     sh -c 'probes/src/test/resources/io/rtnlab/probes/lockstat/record.sh $RTNLAB_JOB/6.12'
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --net "$(realpath "$0")" "$@"
fi
to=${1:-$(dirname "$0")/$(uname -r)}
mkdir -p "$to"
echo 1 > /proc/sys/kernel/lock_stat
ip link set lo up
# Only the classes whose names begin so, with their blocks of call sites: the file is long.
only_rtnl() {
  awk '/: +[0-9]+ +[0-9]+ +[0-9.]+ /{keep = /rtnl_mutex/} NR <= 4 || keep' /proc/lock_stat
}
only_rtnl > "$to/before.txt"
for worker in 1 2 3 4; do
  (
    round=0
    while [ $((round += 1)) -le 30 ]; do
      ip link add "golden$worker" type veth peer name "peer$worker"
      ip link del "golden$worker"
    done
  ) &
done
wait
only_rtnl > "$to/after.txt"
uname -srvm > "$to/kernel"
