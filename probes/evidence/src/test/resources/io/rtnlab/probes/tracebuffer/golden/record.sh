#!/bin/sh
# Records contention of mutexes, raw and as the kernel prints it. Run as root. tracefs is mounted in
# a mount namespace of our own, the load runs in a network namespace of its own, nothing is left.
#
#   sudo ./record.sh FOLDER                      on this kernel
#   probes/record-golden stock-6.12              on another one
#
# cpuN.raw      sub-buffers of CPU N one after the other, from per_cpu/cpuN/trace_pipe_raw
# trace.txt     the same events as the kernel's own text, with true addresses (hash-ptr off)
# cpuN.stats    per_cpu/cpuN/stats before they were read
# symbols       address of rtnl_mutex from /proc/kallsyms; empty without CONFIG_KALLSYMS_ALL
# *.format, header_page, kernel
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --mount --net "$(realpath "$0")" "$@"
fi
to=$1
mkdir -p "$to"

tracefs=$(mktemp -d)
mount -t tracefs none "$tracefs"
instance=$tracefs/instances/rtnlab-golden
mkdir "$instance"
trap 'echo 0 > "$instance/tracing_on"; rmdir "$instance"; umount "$tracefs"; rmdir "$tracefs"' EXIT
echo 0 > "$instance/tracing_on"
echo mono > "$instance/trace_clock"
echo 12 > "$instance/buffer_size_kb" # small, so that the load overruns it
echo 0 > "$instance/options/hash-ptr"
echo 'flags & 32' > "$instance/events/lock/contention_begin/filter"
echo 1 > "$instance/events/lock/contention_begin/enable"
echo 1 > "$instance/events/lock/contention_end/enable"
echo 1 > "$instance/tracing_on"
for worker in 1 2 3 4 5 6; do
  (
    round=0
    while [ $((round += 1)) -le 40 ]; do
      ip link add "golden$worker" type veth peer name "peer$worker"
      ip link del "golden$worker"
    done
  ) &
done
wait
echo 0 > "$instance/tracing_on"

for event in contention_begin contention_end; do
  cat "$instance/events/lock/$event/format" > "$to/$event.format"
done
cat "$instance/events/header_page" > "$to/header_page"
cat "$instance/trace" > "$to/trace.txt" # does not consume, so it comes first
for cpu in "$instance"/per_cpu/cpu*; do
  name=${cpu##*/}
  cat "$cpu/stats" > "$to/$name.stats"
  dd if="$cpu/trace_pipe_raw" of="$to/$name.raw" bs=4096 iflag=nonblock 2> /dev/null || true
done
awk '$3 == "rtnl_mutex" { print $1, $3 }' /proc/kallsyms > "$to/symbols"
uname -srvm > "$to/kernel"
