# Sourced by rtnlab: finds a JDK to build and run with.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034 # jdk is for rtnlab

need_jdk=25

# Sets version to that of the JDK in folder $1, or to 0: read from its release file, which costs no JVM.
jdk_version() {
  version=0
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  local text=''
  read -r -d '' text <"$1/release" || true
  [[ ! $text =~ JAVA_VERSION=\"([0-9]+[^\"]*)\" ]] || version=${BASH_REMATCH[1]}
}

# Sets jdk to JAVA_HOME if that is one to build with, else to the newest that is installed.
find_jdk() {
  local dir newest=0 seen=''
  jdk=''
  for dir in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/*; do
    [[ -n $dir ]] || continue
    jdk_version "$dir"
    [[ $version == 0 ]] || seen+="${seen:+, }$version in $dir"
    ((${version%%[!0-9]*} >= need_jdk && ${version%%[!0-9]*} > newest)) || continue
    jdk=$dir newest=${version%%[!0-9]*}
    [[ $dir != "${JAVA_HOME:-}" ]] || break
  done
  if [[ -z $jdk ]] && dir=$(command -v javac); then
    dir=$(dirname -- "$(dirname -- "$(readlink -f -- "$dir")")")
    jdk_version "$dir"
    ((${version%%[!0-9]*} < need_jdk)) || jdk=$dir
  fi
  [[ -z $jdk ]] || return 0
  if [[ -z $seen ]] && command -v java >/dev/null; then seen='a Java runtime alone, without javac'; fi
  die "no JDK $need_jdk or newer in JAVA_HOME, /usr/lib/jvm or PATH${seen:+ (found: $seen)}.
  Debian 13 or newer, Ubuntu 25.10 or newer:  apt-get install openjdk-25-jdk-headless
  elsewhere: install Eclipse Temurin 25 (package temurin-25-jdk), or unpack any JDK $need_jdk
  and run  JAVA_HOME=/path/to/jdk ./rtnlab …"
}
