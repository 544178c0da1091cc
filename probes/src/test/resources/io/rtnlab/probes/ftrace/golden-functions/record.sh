#!/bin/sh
# Records calls of the mutex functions in the three ways of FunctionsProbe, raw and as the kernel
# prints them. Run as root on a kernel that is not locked down; the load runs in a network namespace
# of its own, nothing is left.
#
#   vagrant/boot --kernel stock-6.18 --cpus 1 --out /tmp/golden -- \
#     sh -c 'probes/src/test/resources/io/rtnlab/probes/ftrace/golden-functions/record.sh $RTNLAB_JOB/6.18'
#
# symbols         addresses of rtnl_mutex and of the functions, from /proc/kallsyms
# header_page     layout of a sub-buffer
# WAY/*.format    function; funcgraph_entry, funcgraph_exit; one for each probe event
# WAY/cpu0.raw    sub-buffers of CPU 0 one after the other
# WAY/trace.txt   the same as the kernel's own text
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --mount --net "$(realpath "$0")" "$@"
fi
to=$1
mkdir -p "$to"
grep -q ' /sys/kernel/tracing tracefs' /proc/mounts || mount -t tracefs tracefs /sys/kernel/tracing
cd /sys/kernel/tracing
functions='mutex_lock mutex_lock_interruptible mutex_lock_killable mutex_trylock mutex_unlock'
for name in rtnl_mutex $functions; do grep " $name$" /proc/kallsyms; done |
  awk '{ print $1, $3 }' > "$to/symbols"
cat events/header_page > "$to/header_page"
mutex=$(awk '$2 == "rtnl_mutex" { print "0x" $1 }' "$to/symbols")

instance() {
  mkdir instances/golden
  cd instances/golden
  echo 0 > tracing_on
  echo mono > trace_clock
  echo 0 > options/hash-ptr
}

record() {
  mkdir -p "$1"
  ip link set lo up
  for route in 1 2 3 4 5 6; do echo "route add 10.1.$route.0/24 dev lo"; done > "$1/batch"
  echo 1 > tracing_on
  ip -batch "$1/batch"
  echo 0 > tracing_on
  ip route flush root 10.1.0.0/16
  rm "$1/batch"
  cat trace > "$1/trace.txt"
  timeout 2 cat per_cpu/cpu0/trace_pipe_raw > "$1/cpu0.raw" || true
}

leave() {
  echo nop > current_tracer
  echo 0 > events/enable
  cd ../..
  rmdir instances/golden
}

instance
echo "$functions" > set_ftrace_filter
echo function > current_tracer
echo 1 > options/func-args
record "$to/function-args"
cat events/ftrace/function/format > "$to/function-args/function.format"
leave

instance
echo "$functions" > set_ftrace_filter
echo function_graph > current_tracer
echo 1 > options/funcgraph-args
echo 1 > options/funcgraph-proc
record "$to/function-graph"
for event in funcgraph_entry funcgraph_exit; do
  cat events/ftrace/$event/format > "$to/function-graph/$event.format"
done
leave

echo 'r:golden/mutex_lock mutex_lock lock=$arg1:x64' >> kprobe_events
echo 'r:golden/mutex_trylock mutex_trylock lock=$arg1:x64 result=$retval:s32' >> kprobe_events
echo 'p:golden/mutex_unlock mutex_unlock lock=$arg1:x64' >> kprobe_events
instance
for event in mutex_lock mutex_trylock mutex_unlock; do
  echo "lock == $mutex" > events/golden/$event/filter
  echo 1 > events/golden/$event/enable
done
record "$to/kprobe"
for event in mutex_lock mutex_trylock mutex_unlock; do
  cat events/golden/$event/format > "$to/kprobe/$event.format"
done
leave
for event in mutex_lock mutex_trylock mutex_unlock; do echo "-:golden/$event" >> kprobe_events; done
ls -l "$to"/*
