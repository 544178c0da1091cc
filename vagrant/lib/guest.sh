# SPDX-License-Identifier: Apache-2.0
# Sourced by boot and machine: their options, the kernel they name, and the job folder that a guest works in.
# shellcheck shell=bash
# shellcheck disable=SC2034 # the callers read what is set here
# shellcheck disable=SC2154 # here is the callers'

# The comment at a script's head is its help.
usage() {
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2
  exit 2
}

# parse_options DEADLINE ARGUMENT...: sets a variable for each option and command to what follows "--"; the deadline is
# that of a caller who names none.
parse_options() {
  kernel=stock-6.12 out='' deadline=$1 boot_deadline='' cpus='' memory='' append='' accel=auto clock=real prepare=''
  features=''
  shift
  while (($#)); do
    case $1 in
    --prepare)
      prepare=yes
      shift
      continue
      ;;
    --kernel) kernel=${2-} ;;
    --out) out=${2-} ;;
    --deadline) deadline=${2-} ;;
    --boot-deadline) boot_deadline=${2-} ;;
    --cpus) cpus=${2-} ;;
    --memory) memory=${2-} ;;
    --append) append=${2-} ;;
    --accel) accel=${2-} ;;
    --cpu-features) features=${2-} ;;
    --clock) clock=${2-} ;;
    --)
      shift
      break
      ;;
    *) usage ;;
    esac
    shift 2 || usage
  done
  [[ -n $prepare ]] || (($#)) || usage
  [[ $accel == @(auto|kvm|tcg) && $clock == @(real|instructions) ]] || usage
  # An emulator that counts instructions may share its CPU with others of its kind.
  [[ -n $boot_deadline ]] || boot_deadline=$([[ $clock == instructions ]] && echo "$deadline" || echo 180)
  command=("$@")
}

# resolve_kernel: from the name or file in kernel to image, folder (empty where there are no modules), configuration,
# initrd; cpus, memory and append take the kernel list's values where no option was given.
resolve_kernel() {
  folder='' initrd='' image=$kernel
  if [[ $kernel != */* ]]; then
    image=$(kernel_field "$kernel" kernel)
    initrd=$(kernel_field "$kernel" initrd)
    cpus=${cpus:-$(kernel_field "$kernel" cpus)}
    memory=${memory:-$(kernel_field "$kernel" memory)}
    append="$(kernel_field "$kernel" cmdline) $append"
    if [[ -z $image ]]; then
      folder=$("$here/kernels/get" "$kernel")
      image=$folder/bzImage
    fi
  fi
  cpus=${cpus:-2} memory=${memory:-1024}

  [[ -r $image ]] || die "no kernel at $image"
  # The boot protocol's magic at 0x202, or an ELF file, which PVH boots: qemu itself would hang on another.
  [[ $(dd if="$image" bs=1 skip=514 count=4 status=none | tr -d '\0') == HdrS ||
    $(dd if="$image" bs=1 skip=1 count=3 status=none | tr -d '\0') == ELF ]] ||
    die "$image is no x86 kernel image (bzImage or vmlinux)"
  image=$(realpath "$image")

  # A package and our cache have the configuration beside the image, a build tree has it three folders up.
  for configuration in "${image%/*}/config" "${image%/*}/../../../.config"; do
    [[ ! -r $configuration ]] || break
  done
  if [[ -z $initrd && -n $folder ]]; then
    initrd=$folder/initrd
  elif [[ -z $initrd ]]; then
    initrd=$work/initrd
    "$here/guest/initramfs" >"$initrd"
  fi
}

# choose_accelerator: from what was asked for in accel and clock to what will execute the guest: kvm, tcg or tcg,icount.
choose_accelerator() {
  local answer
  if [[ $clock == instructions ]]; then
    accel=tcg,icount
  elif [[ $accel != tcg ]]; then
    answer=$("$here/lib/accelerator" "$image" "$initrd")
    [[ $accel == auto || $answer == kvm ]] || die "no KVM: ${answer#*$'\n'}. --accel auto emulates where KVM cannot"
    accel=${answer%%$'\n'*}
  fi
}

# prepare_job: the folder that guest/job works in; job is its path.
prepare_job() {
  job=${out:-$work/job}
  mkdir -p "$job"
  job=$(realpath "$job")
  [[ $job != *[[:space:],]* ]] || die "the folder $job must not have blanks or commas in its name"
  need_space "$job" 50
  rm -f "$job"/{steps,started,status,stdout,stderr,dmesg,cmdline,console,config}
  {
    printf 'export RTNLAB_JOB=%q JAVA_HOME=%q\n' "$job" "${JAVA_HOME-}"
    printf 'cd %q && exec' "$PWD"
    printf ' %q' "${command[@]}"
    echo
  } >"$job/command"
  for visible in "$PWD" "$here/.." "$folder" "${RTNLAB_BUNDLE-}" "${JAVA_HOME-}"; do
    case $visible in /tmp/* | /var/tmp/* | /run/*) realpath "$visible" ;; esac
  done | sort -u >"$job/visible"
  echo "$folder" >"$job/modules"
  [[ ! -r $configuration ]] || cp "$configuration" "$job/config"
}

# finish_job STATUS: shows the output where it is not kept in a folder, and ends with the status.
finish_job() {
  if [[ -z $out ]]; then
    cat "$job/stdout" 2>/dev/null || true
    cat "$job/stderr" >&2 2>/dev/null || true
  fi
  exit "$1"
}
