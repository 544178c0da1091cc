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

# Sets foreign to find's test for a file that another account owns or may write to.
foreign_file() {
  local gid group=(-gid 0)
  trusted_owner
  for gid in ${SUDO_GID:-} ${RTNLAB_TRUSTED_UID:-}; do group+=(-o -gid "$gid"); done
  foreign=(! -type l \( ! \( "${owner[@]}" \) -o -perm -002 ! -perm -1000 -o -perm -020 ! -perm -1000 ! \( "${group[@]}" \) \))
}

# require_own PATH...: every file there belongs to root, to the account that called sudo, or to RTNLAB_TRUSTED_UID,
# and no other user may write to it.
require_own() {
  local owner foreign found
  foreign_file
  found=$(find -H "$@" \( -name .git -o -name rtnlab-runs \) -prune -o "${foreign[@]}" -printf '%U %u %p\n' -quit)
  [[ -z $found ]] || refuse_foreign "$found"
}

# refuse_foreign 'UID NAME PATH'
refuse_foreign() {
  local uid name path hint=''
  read -r uid name path <<<"$1"
  [[ $uid == 0 ]] || hint=1
  die "$path ($name's) belongs to another user or others may write to it, who could so run anything as root.
  Use a checkout of root's own, or make this one root's:  chown -R 0:0 '$here' && chmod -R go-w '$here'${hint:+
  If you trust that user:  RTNLAB_TRUSTED_UID=$uid ./rtnlab …}"
}

# require_own_here: the same of this checkout, and a warning where the owner of a folder above it can put another in its
# place: many machines are laid out so. One process looks at all.
require_own_here() {
  local owner foreign found folder=$here pattern parents=() above=(-false) warned=''
  foreign_file
  while folder=${folder%/*}; [[ -n $folder ]]; do
    pattern=${folder//\\/\\\\} pattern=${pattern//\*/\\*} pattern=${pattern//\?/\\?} pattern=${pattern//\[/\\[}
    parents+=("$folder") above+=(-o -path "$pattern")
  done
  while read -r found; do
    case $found in
      'above '*) warned=${warned:-${found#above }} ;;
      *) refuse_foreign "$found" ;;
    esac
  done < <(find -H ${parents[@]+"${parents[@]}"} "$here" \
    \( "${above[@]}" \) -prune \( \( ! \( "${owner[@]}" \) -o -perm -002 ! -perm -1000 \) -printf 'above %U %u %p\n' -o -true \) -o \
    \( -name .git -o -name rtnlab-runs \) -prune -o "${foreign[@]}" -printf '%U %u %p\n' -quit)
  [[ -z $warned ]] || warn_of_folder "$warned"
}

# warn_of_folder 'UID NAME PATH'
warn_of_folder() {
  local uid name path hint=''
  read -r uid name path <<<"$1"
  [[ $uid == 0 ]] || hint=1
  say "the folder $path ($name's), above this checkout, belongs to another user or others may write to it, who could
  so put another checkout here, and run anything as root${hint:+ (RTNLAB_TRUSTED_UID=$uid trusts that user)}."
}
