# SPDX-License-Identifier: Apache-2.0
# Sourced by boot: qemu's options, its helpers, and how a guest's end is distinguished from its death.
# shellcheck shell=bash disable=SC2154 # the options are boot's

guest_processes=()

# The host's own TSC frequency in kHz, or nothing: a guest that calibrates on a busy host gets it wrong.
host_tsc_khz() {
  local mhz
  mhz=$(dmesg 2>/dev/null | sed -n 's/.*tsc: Detected \([0-9.]*\) MHz.*/\1/p' | head -n 1)
  [[ -z $mhz ]] || awk -v mhz="$mhz" 'BEGIN { printf "%d\n", mhz * 1000 }'
}

# A helper dies with this script, however the script dies.
keep() {
  setpriv --pdeathsig KILL "$@" &
  guest_processes+=($!)
}

# share_by_virtiofs TAG FOLDER rw|ro: this virtiofsd knows no read-only, so it gets a mount namespace that is.
share_by_virtiofs() {
  local socket=$work/$1.socket
  ((EUID == 0)) || die "a kernel without 9p reaches the host's files by virtiofsd, which needs root: use sudo, or a kernel that we build"
  [[ -x /usr/lib/qemu/virtiofsd ]] || die "needs virtiofsd: run apt-get install qemu-system-x86"
  keep unshare --mount --propagation private "$here/lib/virtiofsd" "$2" "$3" "$socket" >"$work/$1.log" 2>&1
  for _ in {1..100}; do
    [[ ! -S $socket ]] || break
    sleep 0.1
  done
  [[ -S $socket ]] || die "virtiofsd did not start: $(tail -n 1 "$work/$1.log")"
  qemu_options+=(-chardev "socket,id=$1,path=$socket" -device "vhost-user-fs-pci,chardev=$1,tag=$1")
}

start_guest() {
  local khz words share=9p
  if [[ -r $configuration ]] && ! grep -q '^CONFIG_NET_9P_VIRTIO=' "$configuration"; then share=virtiofs; fi
  words="console=ttyS0 panic=-1 rtnlab.share=$share rtnlab.start=$here/guest/start rtnlab.job=$job rtnlab.accelerator=$accel"
  qemu_options=(-kernel "$image" -initrd "$initrd" -m "$memory" -display none -no-reboot -nodefaults
    -serial "file:$job/console" -object "rng-random,id=rng,filename=/dev/urandom" -device "virtio-rng-pci,rng=rng")
  if [[ $clock == instructions ]]; then
    # Without sleep: when all is idle the clock jumps to the next timer.
    qemu_options+=(-accel "tcg,thread=single" -icount "shift=0,sleep=off" -rtc clock=vm -smp 1
      -cpu "$emulated_cpu${features:+,$features}")
    words+=" tsc_early_khz=1000000 no_timer_check"
  elif [[ $accel == kvm ]]; then
    qemu_options+=(-accel kvm -cpu "host${features:+,$features}" -smp "$cpus")
  else
    qemu_options+=(-accel "tcg,thread=multi" -smp "$cpus" -cpu "$emulated_cpu${features:+,$features}")
    khz=$(host_tsc_khz)
    words+="${khz:+ tsc_early_khz=$khz} no_timer_check"
  fi
  case $share in
  9p)
    qemu_options+=(-virtfs "local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap"
      -virtfs "local,path=$job,mount_tag=job,security_model=none")
    ;;
  virtiofs)
    qemu_options+=(-object "memory-backend-memfd,id=memory,size=${memory}M,share=on" -machine memory-backend=memory)
    share_by_virtiofs root / ro
    share_by_virtiofs job "$job" rw
    ;;
  esac
  started_at=$SECONDS peak_kb=0
  keep qemu-system-x86_64 "${qemu_options[@]}" -append "$words $append" 2>"$work/qemu.log"
  qemu=$!
}

# All that the emulator knows but five-level page tables, which make every access slower.
emulated_cpu=max,la57=off

# wait_for_guest: the command's status; 124 after a deadline, 125 where the guest died.
wait_for_guest() {
  local age
  while kill -0 "$qemu" 2>/dev/null; do
    age=$((SECONDS - started_at))
    if ((age >= deadline)); then
      say "$kernel: still running after $deadline s, stopped; the console's last line: $(last_words)"
      return 124
    fi
    if ((age >= boot_deadline)) && [[ ! -s $job/started ]]; then
      say "$kernel: did not come up within $boot_deadline s, stopped; the console's last line: $(last_words)"
      return 124
    fi
    note_memory
    sleep 0.2
  done
  wait "$qemu" || true
  echo "$peak_kb" >"$job/host-memory-kb"
  if [[ -s $job/status ]]; then return "$(<"$job/status")"; fi
  if grep -q 'Kernel panic' "$job/console" 2>/dev/null; then
    say "$kernel: kernel panic: $(tr -d '\r' <"$job/console" | sed -n 's/.*Kernel panic - not syncing: //p' | head -n 1)"
  elif [[ -s $work/qemu.log ]]; then
    say "$kernel: qemu: $(tail -n 1 "$work/qemu.log")"
  else
    say "$kernel: ended without a status; the console's last line: $(last_words)"
  fi
  return 125
}

# The most memory that qemu ever held, the guest's included.
note_memory() {
  local key value
  while read -r key value _; do
    [[ $key != VmHWM: ]] || peak_kb=$value
  done 2>/dev/null <"/proc/$qemu/status" || true
}

last_words() { tr -d '\r' <"$job/console" 2>/dev/null | grep . | tail -n 1 || echo "(nothing)"; }

stop_guest() {
  ((${#guest_processes[@]})) || return 0
  kill "${guest_processes[@]}" 2>/dev/null || true
  wait "${guest_processes[@]}" 2>/dev/null || true
}
