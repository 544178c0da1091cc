# SPDX-License-Identifier: Apache-2.0
# Sourced: what a libvirtd of our own takes.
# shellcheck shell=bash

# need_libvirt: all of it, asked before anything that takes minutes.
need_libvirt() {
  ((EUID == 0)) || die "a libvirtd of our own needs root: use sudo, or use vagrant/boot with a kernel that we build"
  need libvirtd libvirt-daemon
  need virsh libvirt-clients
  need dnsmasq dnsmasq-base
  need qemu-system-x86_64 qemu-system-x86
  need unshare util-linux
  [[ -e /usr/lib/libvirt/connection-driver || -n $(find /usr/lib -name libvirt_driver_qemu.so -print -quit) ]] ||
    die "needs libvirt's qemu driver: run apt-get install libvirt-daemon-driver-qemu"
  [[ -e /etc/libvirt/qemu.conf ]] || die "needs libvirt's settings: run apt-get install libvirt-daemon-system"
}
