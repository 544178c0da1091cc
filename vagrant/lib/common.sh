# SPDX-License-Identifier: Apache-2.0
# Sourced by every script here: what they all say and where they all keep things.
# shellcheck shell=bash

# The program's name for messages; a script may set its own before it sources this file.
program=${program:-${0##*/}}

say() { printf '%s: %s\n' "$program" "$*" >&2; }

# die MESSAGE: one sentence that says what is wrong and what to do.
die() {
  say "$*"
  exit 1
}

# need COMMAND PACKAGE: every tool that a script needs comes from a Debian package, and the message names it.
need() {
  command -v "$1" >/dev/null || die "needs $1: run apt-get install $2"
}

# need_space DIRECTORY MEGABYTES: better one sentence now than a half-written kernel later.
need_space() {
  local free
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  ((free >= $2)) || die "needs $2 MB in $1, only $free MB are free: make room, or name another folder (--out, RTNLAB_CACHE)"
}

# Kernels, packages and boxes are kept here, so that they are fetched and built once.
# shellcheck disable=SC2034 # for the scripts that source this
cache=${RTNLAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rtnlab}

# need_cache: the cache is there and can be written.
need_cache() {
  { mkdir -p "$cache" && [[ -w $cache ]]; } 2>/dev/null ||
    die "cannot write to the cache $cache: make it writable, or name another folder with RTNLAB_CACHE"
}

# hash_of FILE...: twelve characters are enough to distinguish one configuration from another.
hash_of() { cat -- "$@" | sha256sum | cut -c1-12; }

# work_folder NAME: a folder for this process alone; what processes that were killed left behind goes.
work_folder() {
  local left pid
  for left in "/tmp/rtnlab-$1".*.*; do
    pid=${left#"/tmp/rtnlab-$1".}
    kill -0 "${pid%%.*}" 2>/dev/null || rm -rf "$left"
  done
  mktemp -d "/tmp/rtnlab-$1.$$.XXXXXX"
}
