# Sourced by rtnlab: limits of the account under which Java would end without saying what to do.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034 # heap_mib is for rtnlab

# Java reserves as much address space for its classes, code and heap; it uses little of it.
least_address_space_kib=4000000
least_open_files=64
least_processes=40

require_limits() {
  local limit group
  limit=$(ulimit -v)
  [[ $limit == unlimited ]] || ((limit >= least_address_space_kib)) ||
    die "the address space is limited to $((limit / 1024)) MiB (ulimit -v): Java reserves $((least_address_space_kib / 1024))."
  limit=$(ulimit -Hn)
  [[ $limit == unlimited ]] || ((limit >= least_open_files)) ||
    die "only $limit open files are allowed (ulimit -n): rtnlab needs $least_open_files."
  limit=$(ulimit -u)
  ((EUID == 0)) || [[ $limit == unlimited ]] || ((limit >= least_processes)) ||
    die "only $limit processes are allowed (ulimit -u): Java alone needs $least_processes threads."
  if IFS=: read -r _ _ group </proc/self/cgroup && [[ -r /sys/fs/cgroup$group/pids.max ]]; then
    limit=$(<"/sys/fs/cgroup$group/pids.max")
    [[ $limit == max ]] || ((limit - $(<"/sys/fs/cgroup$group/pids.current") >= least_processes)) ||
      die "only $limit processes are allowed in this cgroup (pids.max): Java alone needs $least_processes threads."
  fi
}

# Sets heap_mib to what a long run may take: half of the memory that this machine and this cgroup have, at most 8 GiB
# (from 32 GiB on Java lays objects out otherwise, and the AOT cache would not fit).
find_heap() {
  local kib group limit
  read -r _ kib _ </proc/meminfo
  heap_mib=$((kib / 2048))
  if IFS=: read -r _ _ group </proc/self/cgroup && [[ -r /sys/fs/cgroup$group/memory.max ]]; then
    limit=$(<"/sys/fs/cgroup$group/memory.max")
    [[ $limit == max ]] || ((heap_mib <= limit / 2097152)) || heap_mib=$((limit / 2097152))
  fi
  ((heap_mib <= 8192)) || heap_mib=8192
  ((heap_mib >= 128)) || heap_mib=128
}
