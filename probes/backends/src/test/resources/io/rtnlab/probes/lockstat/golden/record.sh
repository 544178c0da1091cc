#!/bin/sh
# Records /proc/lock_stat before and after a load that takes the RTNL, on a kernel with
# CONFIG_LOCK_STAT, as root. No distribution's kernel has it, and of our own only those with lock
# debugging (vagrant/kernels.yaml), so there are fewer captures of this format than of the others.
#
#   sudo ./record.sh FOLDER                      on this kernel
#   probes/record-golden tracing-6.12            on another one
#
# before.txt, after.txt   the file's head and what it says of rtnl_mutex
# kernel
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --net "$(realpath "$0")" "$@"
fi
to=$1
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
