#!/bin/sh
# Records contention of the RTNL with the recorders that rtnlab reads. Run as root, with trace-cmd
# and perf installed. tracefs is mounted in a mount namespace of our own, the load runs in a network
# namespace of its own, nothing is left.
#
#   sudo ./record.sh [FOLDER [perf]]      default: beside this script; perf: nothing but perf
#
# On another kernel, here 6.18 of Debian (trace-cmd needs one that is not locked down):
#
#   vagrant/boot --kernel stock-6.18 --out /tmp/golden -- \
#     sh -c 'probes/src/test/resources/io/rtnlab/probes/recording/golden/record.sh $RTNLAB_JOB'
#
# RELEASE-vN.dat        trace-cmd record, file version N
# RELEASE-vN.txt        the same events by trace-cmd report: thread, CPU, time, name
# RELEASE-perf.txt      perf script
#
# The recorders save all of /proc/kallsyms, many megabytes; to keep the files small they are shown
# one with the two lines that matter.
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --mount --net "$(realpath "$0")" "$@"
fi
to=${1:-$(dirname "$0")}
release=$(uname -r | cut -d+ -f1 | cut -d- -f1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -q ' /sys/kernel/tracing tracefs' /proc/mounts || mount -t tracefs tracefs /sys/kernel/tracing

cat > "$work/load" <<'LOAD'
ip link set lo up
ip route flush root 10.0.0.0/8
for thread in 1 2 3; do
  for route in 1 2 3 4; do echo "route add 10.$thread.$route.0/24 dev lo"; done > "$1/batch$thread"
  (ip link add v$thread type veth peer name w$thread; ip link del v$thread) &
  ip -batch "$1/batch$thread" &
done
wait
LOAD
begin=lock:contention_begin end=lock:contention_end waking=sched:sched_waking

perf record -q -a -k CLOCK_MONOTONIC -o "$work/perf.data" \
  -e $begin/call-graph=fp/ --filter 'flags & 32' -e $end -e $waking -- sh "$work/load" "$work"
perf script -i "$work/perf.data" --header --show-lost-events --ns \
  -F comm,pid,tid,cpu,time,event,trace,ip,sym 2> /dev/null |
  grep -E '^# (os release|perf version|clockid:)|^[^#]|^$' > "$to/$release-perf.txt"
[ "${2:-}" != perf ] || exit 0

grep -E ' (rtnl_mutex|mutex_unlock)$' /proc/kallsyms > "$work/kallsyms"
mount --bind "$work/kallsyms" /proc/kallsyms
cd "$work"
for version in 6 7; do
  compression=
  [ $version = 6 ] || compression='--compression none'
  # shellcheck disable=SC2086  # a list of words on purpose
  trace-cmd record -q -C mono --file-version $version $compression \
    -e $begin -f 'flags & 32' -e $end -e $waking -o "$to/$release-v$version.dat" sh "$work/load" "$work"
  trace-cmd reset
  trace-cmd report -t -R "$to/$release-v$version.dat" 2> /dev/null |
    sed -nE 's/^ *(.*(contention_begin|contention_end|sched_waking):).*/\1/p' \
      > "$to/$release-v$version.txt"
done
ls -l "$to"
