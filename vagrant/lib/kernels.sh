# SPDX-License-Identifier: Apache-2.0
# Sourced: the kernel list, kernels.yaml. Another list: KERNELS=FILE.
# shellcheck shell=bash

kernel_list=${KERNELS:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/kernels.yaml}

# kernel_names: one a line.
kernel_names() { sed -n 's/^- name: *//p' "$kernel_list"; }

# kernel_field NAME FIELD: the value, or nothing.
kernel_field() {
  awk -v name="$1" -v field="$2:" '
    $1 == "-" && $2 == "name:" { here = ($3 == name) }
    here && $1 == field { sub(/^ *[^ ]+ +/, ""); print; exit }
  ' "$kernel_list"
}
