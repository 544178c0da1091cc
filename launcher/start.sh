# Sourced by rtnlab, that of a checkout and that of a bundle: the virtual machine's options for each command.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # here, jdk, class_path and heap_mib are rtnlab's

# A file for each purpose: the guests of a matrix and the tests read the same ones.
jvm=$here/launcher/jvm
short=("@$jvm/common.args" "@$jvm/short.args")
measured=("@$jvm/common.args" "@$jvm/measured.args")
collected=("@$jvm/collected.args")
listened=("@$jvm/listened.args")
if [[ $EUID == 0 ]]; then
  collected+=("@$jvm/root.args")
  listened+=("@$jvm/root.args")
fi
find_heap
# Many threads and operations take hundreds of MiB: at most half of the memory, of which few take more than 256 MiB.
# shellcheck disable=SC2206  # RTNLAB_JAVA_OPTS is a list of words on purpose
long=("${measured[@]}" -Xmx"${heap_mib}m" "${collected[@]}" ${RTNLAB_JAVA_OPTS:-})
# An AOT cache, and what a bundle adds.
aot=() added=()

# What configures a network needs CAP_NET_ADMIN: an ordinary user gets it in a user namespace of their own, where the
# kernel still takes the machine's one RTNL.
enter_user_namespace() {
  ((EUID != 0)) && [[ -z ${RTNLAB_USERNS:-} ]] || return 0
  unshare -Urn true 2>/dev/null ||
    die "not root, and this machine forbids user namespaces (unshare -Urn): run it as root, or allow
  them: sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000
  (Ubuntu: also sysctl kernel.apparmor_restrict_unprivileged_userns=0)"
  export RTNLAB_USERNS=1
  prefix=(unshare -Urn --)
}

# start_rtnlab ARGS…: ends with its status.
# shellcheck disable=SC2206 # RTNLAB_JAVA_OPTS is a list of words on purpose
start_rtnlab() {
  local java prefix=() status=0 worse=201
  case ${1:-help} in
    run | dumpcheck)
      enter_user_namespace
      java=("${long[@]}")
      ;;
    doctor)
      java=("${short[@]}")
      # A calibration works through as many events as a run.
      [[ " $* " != *" --calibrate "* ]] || java=("${long[@]}")
      ;;
    # A recording may hold millions of lines; zstd's reader uses Unsafe, of which Java would warn.
    attribute) java=("@$jvm/common.args" -Xmx256m --sun-misc-unsafe-memory-access=allow ${RTNLAB_JAVA_OPTS:-}) ;;
    # It ends before anything that it compiles would pay.
    who) java=("${short[@]}" -Xint) ;;
    watch) java=("${short[@]}" "@$jvm/watch.args") ;;
    *) java=("${short[@]}") ;;
  esac
  # With options of another's choice, such as another heap, the cache may not fit, which Java would not survive.
  [[ -z ${RTNLAB_JAVA_OPTS:-} ]] || aot=()
  java=("$jdk/bin/java" ${aot[@]+"${aot[@]}"} "${java[@]}" ${added[@]+"${added[@]}"} -cp "$class_path")
  case ${1:-help} in
    compare | bisect)
      # A virtual machine that does not come up ends with 1 as well: "worse" is another status until here.
      "${java[@]}" -Drtnlab.statusOfWorse=$worse io.rtnlab.lab.Main "$@" || status=$?
      case $status in
        "$worse") status=1 ;;
        0 | 125) ;;
        *) ((status >= 128)) || status=128 ;;
      esac
      verdict=$status
      exit "$status"
      ;;
  esac
  exec ${prefix[@]+"${prefix[@]}"} "${java[@]}" io.rtnlab.lab.Main "$@"
}
