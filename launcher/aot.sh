# Sourced by rtnlab: a short command starts in half the time from an AOT cache.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # here, app, jdk, jvm, class_path and short are rtnlab's

# The seal of a cache: what it was made from and itself, by size and dates. A cache that was cut or overwritten since
# would crash the virtual machine.
aot_seal() {
  stat -c '%s %y %z' "$app/.built" "$jdk/release" "$jvm/common.args" "$jvm/short.args" "$1" 2>/dev/null || true
}

# Sets aot to the option for the cache, which is made anew after each build and for each JDK by a run of its own: it
# attributes a small recording, compares small runs, and touches nothing of the machine. Without a cache everything just
# starts slower.
aot_cache() {
  local file=$app/aot${jdk//\//_} sealed=''
  [[ ! -r $file || ! -r $file.seal ]] || sealed=$(<"$file.seal")
  if [[ -z $sealed || $sealed != "$(aot_seal "$file")" ]]; then
    [[ -w $app ]] || return 0
    train_aot "$file" || return 0
  fi
  aot=("-XX:AOTCache=$file")
}

train_aot() {
  { exec 8>"$here/.build.lock"; } 2>/dev/null && flock -n 8 || return 1 # another one is at it
  rm -f "$1" "$1".*
  "$jdk/bin/java" -XX:AOTCacheOutput="$1.new" "${short[@]}" -cp "$class_path" io.rtnlab.lab.Training \
    "$here/launcher/training.txt" "$here"/launcher/training/{before,after} >/dev/null 2>&1 </dev/null || true
  rm -f "$1.new.config"
  if [[ ! -s $1.new ]] || ! { mv -f "$1.new" "$1" && aot_seal "$1" >"$1.seal"; } 2>/dev/null; then
    rm -f "$1" "$1".*
    say "no AOT cache could be made in $app (is there space?): commands start slower"
    return 1
  fi
  exec 8>&-
}
