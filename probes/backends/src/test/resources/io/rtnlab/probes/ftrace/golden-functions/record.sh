#!/bin/sh
# Records calls of the mutex functions in the three ways of FunctionsProbe, raw and as the kernel
# prints them. Run as root on a kernel that is not locked down, with one CPU; the load runs in a
# network namespace of its own, nothing is left.
#
#   sudo ./record.sh FOLDER                      on this kernel
#   probes/record-golden stock-6.18              on another one
#
# Each kernel gives what it has. From 6.15 on the function tracers give arguments; before, their
# calls do not say for which mutex they are, and only function_graph is recorded, from 6.11 on, where
# an instance can have it. From 6.9 on a return probe has arguments; before, it stands at the entry.
#
# symbols         addresses of rtnl_mutex and of the functions, from /proc/kallsyms
# header_page     layout of a sub-buffer
# kernel
# WAY/*.format    function; funcgraph_entry, funcgraph_exit; one for each probe event
# WAY/cpu0.raw    sub-buffers of CPU 0 one after the other
# WAY/trace.txt   the same as the kernel's own text
set -eu
if [ "${RTNLAB_INSIDE:-}" != yes ]; then
  exec env RTNLAB_INSIDE=yes unshare --mount --net "$(realpath "$0")" "$@"
fi
to=$1
mkdir -p "$to"
uname -srvm > "$to/kernel"
grep -q ' /sys/kernel/tracing tracefs' /proc/mounts || mount -t tracefs tracefs /sys/kernel/tracing
cd /sys/kernel/tracing
# With lock debugging the functions have other names.
awk '$3 ~ /^(rtnl_mutex|mutex_(trylock|unlock|lock(_(interruptible|killable))?(_nested)?))$/ { print $1, $3 }' \
  /proc/kallsyms > "$to/symbols"
cat events/header_page > "$to/header_page"
mutex=$(awk '$2 == "rtnl_mutex" { print "0x" $1 }' "$to/symbols")
functions=$(awk '$2 != "rtnl_mutex" { print $2 }' "$to/symbols" | tr '\n' ' ')

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
if [ -e options/func-args ]; then
  echo 1 > options/func-args
  record "$to/function-args"
  cat events/ftrace/function/format > "$to/function-args/function.format"
fi
leave

instance
echo "$functions" > set_ftrace_filter
if echo function_graph > current_tracer; then
  [ ! -e options/funcgraph-args ] || echo 1 > options/funcgraph-args
  echo 1 > options/funcgraph-proc
  echo 1 > options/funcgraph-abstime
  record "$to/function-graph"
  for event in funcgraph_entry funcgraph_exit; do
    cat events/ftrace/$event/format > "$to/function-graph/$event.format"
  done
fi
leave

probes=
probe() {
  { echo "$1:golden/$2 $2 lock=\$arg1:x64${3:-}" >> kprobe_events; } 2> /dev/null || return
  probes="$probes $2"
}
for function in $functions; do
  case $function in
    mutex_unlock) probe p "$function" ;;
    mutex_lock | mutex_lock_nested) probe r "$function" || probe p "$function" ;;
    *) probe r "$function" " result=\$retval:s32" || true ;;
  esac
done
instance
for event in $probes; do
  echo "lock == $mutex" > "events/golden/$event/filter"
  echo 1 > "events/golden/$event/enable"
done
record "$to/kprobe"
for event in $probes; do
  cat "events/golden/$event/format" > "$to/kprobe/$event.format"
done
leave
for event in $probes; do echo "-:golden/$event" >> kprobe_events; done
