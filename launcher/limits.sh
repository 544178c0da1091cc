# Sourced by rtnlab: limits of the account under which Java would end without saying what to do.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034 # heap_mib is for rtnlab

# Java reserves as much address space for its classes, code and heap; it uses little of it.
least_address_space_kib=4000000
least_open_files=64
least_processes=40

# Nothing here starts a process: a short command starts in the time of two or three.
require_limits() {
  local word limit address_space=unlimited open_files=unlimited processes=unlimited
  while read -ra word; do
    case "${word[*]:0:3}" in
      'Max address space') address_space=${word[3]} ;;
      'Max open files') open_files=${word[4]} ;;
      'Max processes '*) processes=${word[2]} ;;
    esac
  done </proc/self/limits
  [[ $address_space == unlimited ]] || ((address_space / 1024 >= least_address_space_kib)) ||
    die "the address space is limited to $((address_space / 1048576)) MiB (ulimit -v): Java reserves $((least_address_space_kib / 1024))."
  [[ $open_files == unlimited ]] || ((open_files >= least_open_files)) ||
    die "only $open_files open files are allowed (ulimit -n): rtnlab needs $least_open_files."
  ((EUID == 0)) || [[ $processes == unlimited ]] || ((processes >= least_processes)) ||
    die "only $processes processes are allowed (ulimit -u): Java alone needs $least_processes threads."
  if read_cgroup pids.max; then
    limit=$read
    [[ $limit == max ]] || { read_cgroup pids.current && ((limit - read >= least_processes)); } ||
      die "only $limit processes are allowed in this cgroup (pids.max): Java alone needs $least_processes threads."
  fi
}

# Sets read to what file $1 of this cgroup says.
read_cgroup() {
  local group
  IFS=: read -r _ _ group </proc/self/cgroup && [[ -r /sys/fs/cgroup$group/$1 ]] && read -r read <"/sys/fs/cgroup$group/$1"
}

# Sets heap_mib to what a long run may take: half of the memory that this machine and this cgroup have, at most 8 GiB
# (from 32 GiB on Java lays objects out otherwise, and the AOT cache would not fit).
find_heap() {
  local kib
  read -r _ kib _ </proc/meminfo
  heap_mib=$((kib / 2048))
  if read_cgroup memory.max; then
    [[ $read == max ]] || ((heap_mib <= read / 2097152)) || heap_mib=$((read / 2097152))
  fi
  ((heap_mib <= 8192)) || heap_mib=8192
  ((heap_mib >= 128)) || heap_mib=128
}
