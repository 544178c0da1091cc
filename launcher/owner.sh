# Sourced by rtnlab before all else: root runs what stands in a checkout, so no other user may be able to change it.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # here is rtnlab's

# Root of a user namespace or of a container without root's rights can do no more than the account behind it.
is_real_root() {
  local from to length
  ((EUID == 0)) && read -r from to length </proc/self/uid_map && ((from == 0 && to == 0 && length == 4294967295))
}

# Sets owner to find's test for an account that root trusts: root, the one that called sudo, RTNLAB_TRUSTED_UID.
trusted_owner() {
  local uid
  [[ ${RTNLAB_TRUSTED_UID:-0} =~ ^[0-9]+$ ]] || die "RTNLAB_TRUSTED_UID is a number (id -u), not $RTNLAB_TRUSTED_UID" 2
  owner=(-uid 0)
  for uid in ${SUDO_UID:-} ${RTNLAB_TRUSTED_UID:-}; do owner+=(-o -uid "$uid"); done
}

# require_own PATH...: every file there belongs to root, to the account that called sudo, or to RTNLAB_TRUSTED_UID,
# and no other user may write to it.
require_own() {
  local gid owner group=(-gid 0) found uid name path hint=''
  trusted_owner
  for gid in ${SUDO_GID:-} ${RTNLAB_TRUSTED_UID:-}; do group+=(-o -gid "$gid"); done
  found=$(find -H "$@" \( -name .git -o -name rtnlab-runs \) -prune -o ! -type l \
    \( ! \( "${owner[@]}" \) -o -perm -002 ! -perm -1000 -o -perm -020 ! -perm -1000 ! \( "${group[@]}" \) \) \
    -printf '%U %u %p\n' -quit)
  [[ -n $found ]] || return 0
  read -r uid name path <<<"$found"
  [[ $uid == 0 ]] || hint=1
  die "$path ($name's) belongs to another user or others may write to it, who could so run anything as root.
  Use a checkout of root's own, or make this one root's:  chown -R 0:0 '$here' && chmod -R go-w '$here'${hint:+
  If you trust that user:  RTNLAB_TRUSTED_UID=$uid ./rtnlab …}"
}

# The owner of a folder above the checkout can put another in its place: said, for many machines are laid out so.
warn_of_parents() {
  local folder=$here parents=()
  while folder=${folder%/*}; [[ -n $folder ]]; do parents+=("$folder"); done
  ((${#parents[@]} == 0)) || warn_of_folders "${parents[@]}"
}

warn_of_folders() {
  local owner found uid name path hint=''
  trusted_owner
  found=$(find -H "$@" -maxdepth 0 \( ! \( "${owner[@]}" \) -o -perm -002 ! -perm -1000 \) -printf '%U %u %p\n' -quit)
  [[ -n $found ]] || return 0
  read -r uid name path <<<"$found"
  [[ $uid == 0 ]] || hint=1
  say "the folder $path ($name's), above this checkout, belongs to another user or others may write to it, who could
  so put another checkout here, and run anything as root${hint:+ (RTNLAB_TRUSTED_UID=$uid trusts that user)}."
}
