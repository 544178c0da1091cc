#!/bin/sh
# Records contention of the RTNL with the recorders that rtnlab reads. Run as root, with trace-cmd
# and perf installed. tracefs is mounted in a mount namespace of our own, the load runs in a network
# namespace of its own, nothing is left.
#
#   sudo ./record.sh FOLDER                      on this kernel
#   probes/record-golden stock-6.12              on another one
#
# perf.txt      perf script
# vN.dat        trace-cmd record, file version N
# vN.txt        the same events by trace-cmd report: thread, CPU, time, name
# symbols       address of rtnl_mutex from /proc/kallsyms; empty without CONFIG_KALLSYMS_ALL
# kernel
#
# The recorders save all of /proc/kallsyms, many megabytes; to keep the files small they are shown
# one with the two lines that matter. trace-cmd sets up function tracing even where none is asked for
# and gives up where a locked-down kernel refuses that; so it is shown files that take everything.
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --mount --net "$(realpath "$0")" "$@"
fi
to=$1
mkdir -p "$to"
uname -srvm > "$to/kernel"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -q ' /sys/kernel/tracing tracefs' /proc/mounts || mount -t tracefs tracefs /sys/kernel/tracing

cat > "$work/load" <<'LOAD'
ip link set lo up
ip route flush root 10.0.0.0/8
for thread in 1 2 3; do
  for route in 1 2 3 4; do echo "route add 10.$thread.$route.0/24 dev lo"; done > "$1/batch$thread"
  (for _ in 1 2 3; do ip link add v$thread type veth peer name w$thread; ip link del v$thread; done) &
  ip -batch "$1/batch$thread" &
done
wait
LOAD
begin=lock:contention_begin end=lock:contention_end waking=sched:sched_waking
awk '$3 == "rtnl_mutex" { print $1, $3 }' /proc/kallsyms > "$to/symbols"
begins='flags & 32' ends='lock_addr != 0' wakings='comm == "ip"'
if [ -e /proc/lockdep ]; then
  # Every acquisition shows there, also those by which a recorder reads what it recorded.
  begins="lock_addr == 0x$(cut -d ' ' -f 1 "$to/symbols")" ends=$begins
fi

perf record -q -a -k CLOCK_MONOTONIC -o "$work/perf.data" \
  -e $begin/call-graph=fp/ --filter "$begins" -e $end --filter "$ends" \
  -e $waking --filter "$wakings" -- sh "$work/load" "$work"
perf script -i "$work/perf.data" --header --show-lost-events --ns \
  -F comm,pid,tid,cpu,time,event,trace,ip,sym 2> /dev/null |
  grep -E '^# (os release|perf version|clockid:)|^[^#]|^$' > "$to/perf.txt"

grep -E ' (rtnl_mutex|mutex_unlock)$' /proc/kallsyms > "$work/kallsyms"
mount --bind "$work/kallsyms" /proc/kallsyms
: > "$work/ignored"
for file in /proc/sys/kernel/ftrace_enabled /sys/kernel/tracing/set_ftrace_* /sys/kernel/tracing/set_graph_*; do
  [ ! -e "$file" ] || mount --bind "$work/ignored" "$file"
done
cd "$work"
for version in 6 7; do
  compression=
  [ $version = 6 ] || compression='--compression none'
  # shellcheck disable=SC2086  # a list of words on purpose
  trace-cmd record -q -C mono --file-version $version $compression \
    -e $begin -f "$begins" -e $end -f "$ends" -e $waking -f "$wakings" \
    -o "$to/v$version.dat" sh "$work/load" "$work"
  trace-cmd reset 2> /dev/null
  trace-cmd report -t -R "$to/v$version.dat" 2> /dev/null |
    sed -nE 's/^ *(.*(contention_begin|contention_end|sched_waking):).*/\1/p' \
      > "$to/v$version.txt"
done
