# Sourced: the small initramfs that our guests start from.
# shellcheck shell=bash

guest_files=$(cd "$(dirname "${BASH_SOURCE[0]}")/../guest" && pwd)

# make_initramfs KERNEL FILE: busybox, guest/init and, where the kernel has them as modules, what reaching the
# host's files takes, in loading order.
make_initramfs() {
  local kernel=$1 file=$2 tree module release path
  tree=$(mktemp -d)
  mkdir -p "$tree"/{bin,dev,proc,sys,root,modules}
  cp /bin/busybox "$tree/bin/busybox"
  cp "$guest_files/init" "$tree/init"
  : >"$tree/modules/order"
  if [[ -d $kernel/lib/modules ]]; then
    release=$(<"$kernel/release")
    for module in virtio_pci virtiofs 9pnet_virtio 9p virtio_blk ext4; do
      # A kernel may lack one of them altogether.
      { modprobe -d "$kernel" -S "$release" --show-depends "$module" 2>/dev/null || true; } | sed -n 's/^insmod \([^ ]*\).*/\1/p'
    done | awk '!seen[$0]++' | while read -r path; do
      module=$(basename "$path")
      module=${module%.xz}
      case $path in
      *.xz) xz -dc "$path" >"$tree/modules/$module" ;;
      *) cp "$path" "$tree/modules/$module" ;;
      esac
      echo "$module" >>"$tree/modules/order"
    done
  fi
  (cd "$tree" && find . | cpio --quiet -o -H newc | gzip -1) >"$file"
  rm -r "$tree"
}
