# Sourced by rtnlab: builds once, and finds the jars of that build.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # here and jdk are rtnlab's

find_sources() {
  find "$here/pom.xml" "$here/native" "$here/java-bindings" "$here/probes" "$here/bench" \
    \( -name target -o -path '*/src/test' \) -prune -o -type f "$@"
}

# Whether the build that file $1 stamps is older than a source, or lacks a jar that it lists.
is_stale() {
  local jar
  [[ -s $1 && -z $(find_sources -newer "$1" -print -quit) ]] || return 0
  [[ -r $1 ]] || die "cannot read $1: let its owner run  chmod a+r '$1'"
  while read -r jar; do
    [[ -e ${1%/*}/$jar ]] || return 0
  done <"$1"
  return 1
}

require_maven() {
  command -v mvn >/dev/null || die "Maven is missing: apt-get install maven (3.8 or newer)."
  local said version
  said=$(JAVA_HOME=$jdk mvn --version 2>&1) || die "Maven does not start: ${said%%$'\n'*}"
  [[ $said =~ Maven\ ([0-9]+)\.([0-9]+)[^[:space:]]* ]] || die "Maven does not say its version: ${said%%$'\n'*}"
  version=${BASH_REMATCH[0]%$'\e'*}
  ((BASH_REMATCH[1] > 3 || BASH_REMATCH[1] == 3 && BASH_REMATCH[2] >= 8)) ||
    die "$version is too old: install Maven 3.8 or newer (Debian 12 and newer have it: apt-get install maven)."
}

# -C: a library whose checksum is wrong ends the build instead of a warning.
maven() { JAVA_HOME=$jdk mvn -B -C -f "$here/pom.xml" "$@"; }

require_writable() {
  local folder
  for folder in "$here" "$here"/*/ "$here"/*/*/ "$here"/*/*/target/ "$here"/*/*/target/app/ "$here"/.build.lock; do
    [[ ! -e $folder || -w $folder || $folder == */.*/ ]] ||
      die "cannot build here: $(id -un) may not write to $folder. Let its owner run ./rtnlab once, or work in a
  checkout of your own."
  done
}

# take_build_lock: one build of this checkout at a time.
take_build_lock() {
  { exec 9>"$here/.build.lock"; } 2>/dev/null || die "cannot write to $here (no space left, or read-only): see  df '$here'"
  flock -n 9 && return
  say "another rtnlab is building this checkout; waiting for its end …"
  flock 9
}

# Why Maven failed, as its log $1 shows, in a sentence that says what to do.
explain_failure() {
  if grep -q 'No space left on device' "$1"; then
    die "the build failed: no space left on a disk; make room in $here or ${HOME:-~}/.m2 (df shows where)."
  elif grep -q 'Could not create local repository\|not writable\|Permission denied\|AccessDenied' "$1"; then
    grep -m 3 'Could not create local repository\|not writable\|Permission denied\|AccessDenied' "$1" >&2
    die "the build failed: $(id -un) may not write there. All of it is in $1"
  elif grep -q 'Checksum validation failed' "$1"; then
    grep -m 3 'Checksum validation failed' "$1" >&2
    die "the build failed: what Maven fetched is not what its checksum says; try again, or see $1"
  elif grep -q 'Could not transfer\|Unknown host\|Could not find artifact\|Network is unreachable\|resolution of' "$1"; then
    grep '^\[ERROR\]' "$1" | head -n 3 | cut -c1-400 >&2
    die "the build failed: Maven could not fetch the libraries that it needs. Is there a network? Where one goes
  through a proxy or mirror, ~/.m2/settings.xml names it. All of it is in $1"
  fi
  grep '^\[ERROR\]' "$1" | head -n 20 >&2 || tail -n 5 "$1" >&2
  die "the build failed; all of it is in $1"
}

# stamp_build STAMP: lists the jars of this build, and dates it at its start. Sources that are dated in the future
# would make it stale for ever: then it gets the date of the newest.
stamp_build() {
  local stamp=$1 future
  { (cd "${stamp%/*}" && printf '%s\n' *.jar >"$stamp.new") && touch "$stamp.now"; } 2>/dev/null ||
    die "cannot write to ${stamp%/*}: no space left (df '$here' shows it)"
  future=$(find_sources -newer "$stamp.now" -printf '%T@ %p\n' | sort -n | tail -n 1)
  if [[ -n $future ]]; then
    future=${future#* }
    say "$future is dated in the future; until then changes of other files may go unnoticed: touch it"
    touch -r "$future" "$stamp.new"
  else
    touch -r "$stamp.started" "$stamp.new"
  fi
  mv -f "$stamp.new" "$stamp"
  rm -f "$stamp.started" "$stamp.now"
}

# build_once MODULE: builds it and what it needs, when a source is newer than its last build.
build_once() {
  local module=$1 stamp=$here/$1/target/app/.built log=$here/$1/target/build.log
  is_stale "$stamp" || return 0
  require_writable
  require_maven
  take_build_lock
  if is_stale "$stamp"; then
    say "building (once; the first time Maven also fetches libraries, some minutes) …"
    { mkdir -p "${stamp%/*}" && rm -f "${stamp%/*}"/*.jar && touch "$stamp.started" && : >"$log"; } 2>/dev/null ||
      die "cannot write to ${stamp%/*}: no space left, or not allowed (df '$here' shows which)"
    maven -q -DskipTests -Dspotless.check.skip -Djacoco.skip package -pl "$module" -am >"$log" 2>&1 </dev/null ||
      explain_failure "$log"
    stamp_build "$stamp"
  fi
  exec 9>&-
}

# Sets class_path to the jars that the build in folder $1 lists: others that lie there are not its own.
class_path_of() {
  local IFS=: jars
  mapfile -t jars <"$1/.built"
  class_path=${jars[*]/#/$1/}
}
