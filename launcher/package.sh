# Sourced by rtnlab: makes a bundle, an archive that runs without JDK, Maven and a checkout.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # here, jdk, app, short and class_path are rtnlab's

bundle_usage='package makes rtnlab-VERSION-linux-MACHINE.tar.gz, which runs without JDK, Maven and a checkout:
  --out FOLDER   where it goes (default: this folder)
  --learn        first notes anew which classes who, watch and others load (launcher/classes.txt); as root
The same sources, JDK and libraries give the same bytes.'

# What BPF commands need beside libc, in the order in which they need each other; Libbpf.java has the same list.
bundled_libraries=(libz.so.1 libzstd.so.1 libelf.so.1 libbpf.so.1)

# make_bundle [--out FOLDER]
make_bundle() {
  local out=. name work learn=''
  while (($#)); do
    case $1 in
      --out) [[ -d ${2:-} ]] || die "--out needs a folder that exists" 2; out=$2; shift 2 ;;
      --learn) learn=1; shift ;;
      -h | --help) echo "$bundle_usage"; return ;;
      *) die "package has no option $1
$bundle_usage" 2 ;;
    esac
  done
  [[ -w $out ]] || die "cannot write to $out: name another folder with --out"
  [[ -x $jdk/bin/jlink ]] || die "$jdk has no jlink: install the whole JDK (openjdk-25-jdk-headless has it)"
  name=rtnlab-$(bundle_version)-linux-$(uname -m)
  # The archive of classes holds the path that it was made in: always the same one.
  work=/tmp/rtnlab-package
  mkdir -m 700 "$work" 2>/dev/null ||
    die "$work exists: another package is being made, or one was killed; then  rm -r $work"
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf --one-file-system '$work'" EXIT
  trap 'exit 130' INT TERM HUP
  fill_bundle "$work/$name"
  seal_bundle "$work" "$name" "$out"
}

bundle_version() { sed -n 's:^  <version>\(.*\)</version>:\1:p' "$here/pom.xml"; }

# Every file of a bundle has this date, so that the same sources give the same bytes.
bundle_date() {
  local date
  date=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.*:\1:p' "$here/pom.xml")
  [[ -z ${SOURCE_DATE_EPOCH:-} ]] || date=@$SOURCE_DATE_EPOCH
  echo "$date"
}

# fill_bundle FOLDER
fill_bundle() {
  local to=$1 modules
  mkdir -p "$to/app" "$to/launcher/jvm" "$to/lib"
  say "package: a Java runtime …"
  modules=$(grep -v '^#' "$here/launcher/jvm/runtime.modules" | paste -sd,)
  "$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress zip-0 \
    --output "$to/runtime" >"$to.log" 2>&1 || die "jlink failed: $(tail -n 1 "$to.log")"
  (cd "$app" && xargs -d '\n' cp -t "$to/app") <"$app/.built"
  # In the order of the class path: first what a short command reads a file from.
  { grep '^rtnlab-probes-' "$app/.built" && grep -v '^rtnlab-probes-' "$app/.built"; } >"$to/app/jars"
  cp "$here/launcher/bundle" "$to/rtnlab"
  cp "$here"/launcher/{owner,limits,start,verdict}.sh "$here/launcher/training.txt" "$to/launcher/"
  cp "$here"/launcher/jvm/* "$to/launcher/jvm/"
  cp -r "$here/vagrant" "$here"/{README.md,LICENSE,NOTICE,CHANGELOG.md} "$to/"
  cp -r "$here/docs" "$to/docs"
  copy_libraries "$to/lib"
  cp "$here/native/bpf/tasks.loader" "$to/lib/"
  chmod -R u=rwX,go=rX "$to"
  find "$to" -exec touch -h -d "$(bundle_date)" {} +
  archive_classes "$to"
}

# copy_libraries FOLDER: this machine's, for hosts that have no libbpf; each with what its package says of its licence.
copy_libraries() {
  local library file package
  for library in "${bundled_libraries[@]}"; do
    file=$(ldconfig -p | awk -v name="$library" '$1 == name && !found { print $NF; found = 1 }')
    [[ -n $file ]] || continue
    cp -L "$file" "$1/$library"
    package=$(dpkg -S "$(readlink -f "$file")" 2>/dev/null | cut -d: -f1) || true
    [[ ! -r /usr/share/doc/$package/copyright ]] || cp -L "/usr/share/doc/$package/copyright" "$1/$library.copyright"
  done
  [[ -e $1/libbpf.so.1 ]] || say "package: this machine has no libbpf.so.1 to bundle; BPF will need the host's own"
}

# archive_classes FOLDER: an archive of the classes that short commands load (class data sharing), for exactly these
# files. An AOT cache with profiles starts no faster and differs each time; this one has the same bytes, where the
# addresses of the virtual machine that writes it are not random.
archive_classes() {
  local to=$1 jar path=() java fixed=(setarch -R)
  say "package: an archive of classes …"
  while read -r jar; do path+=("$to/app/$jar"); done <"$to/app/jars"
  java=("$to/runtime/bin/java" "@$to/launcher/jvm/common.args" "@$to/launcher/jvm/short.args"
    "-Drtnlab.libraries=$to/lib" -cp "$(IFS=:; echo "${path[*]}")")
  "${fixed[@]}" true 2>/dev/null || { fixed=() && say "package: addresses cannot be fixed here (setarch -R): other bytes each time"; }
  [[ -z $learn ]] || learn_classes "$to" "${java[@]}"
  grep -v '^#' "$here/launcher/classes.txt" >"$to.classes"
  if ! ${fixed[@]+"${fixed[@]}"} "${java[@]}" -Xshare:dump -XX:SharedClassListFile="$to.classes" \
    -XX:SharedArchiveFile="$to/app/rtnlab.jsa" >"$to.log" 2>&1 </dev/null || [[ ! -s $to/app/rtnlab.jsa ]]; then
    die "no archive of classes could be made: $(tail -n 1 "$to.log")"
  fi
  touch -d "$(bundle_date)" "$to/app/rtnlab.jsa" "$to/app"
}

# learn_classes FOLDER JAVA…: writes launcher/classes.txt. Which class came first is chance, so is what was resolved.
learn_classes() {
  local to=$1
  shift
  "$@" -Xshare:off -XX:DumpLoadedClassList="$to.loaded" io.rtnlab.lab.Training "$here/launcher/training.txt" \
    >"$to.log" 2>&1 </dev/null || die "the commands cannot be tried: $(tail -n 1 "$to.log")"
  {
    echo '# SPDX-License-Identifier: Apache-2.0'
    echo '# Classes in the archive of a bundle; made by  rtnlab package --learn  as root.'
    grep -v -e '^@cp' -e '^#' -e ' source: ' "$to.loaded" | sed 's/ id: [0-9]*//' | LC_ALL=C sort -u
  } >"$here/launcher/classes.txt"
}

# seal_bundle WORK NAME OUT: the archive, and what it is.
seal_bundle() {
  local archive=$3/$2.tar.gz files=("$1/$2/runtime" "$1/$2/lib")
  say "package: the archive …"
  tar --create --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="$(bundle_date)" \
    --directory "$1" "$2" | gzip -n -9 >"$1/$2.tar.gz"
  mv -f "$1/$2.tar.gz" "$archive"
  printf '%s: %s, unpacked %s\n' "$archive" "$(in_mb "$(stat -c %s "$archive")")" \
    "$(in_mb "$(du -sb "$1/$2" | cut -f1)")"
  printf 'sha256   %s\n' "$(sha256sum "$archive" | cut -d' ' -f1)"
  printf 'runtime  glibc %s, Linux 4.19, bash, coreutils, findutils\n' "$(glibc_of "${files[0]}")"
  [[ ! -e $1/$2/lib/libbpf.so.1 ]] ||
    printf 'libbpf   the host'\''s; where it has none, the one here (glibc %s)\n' "$(glibc_of "${files[1]}")"
}

in_mb() { awk -v bytes="$1" 'BEGIN { printf "%.1f MB", bytes / 1e6 }'; }

# glibc_of FOLDER: the newest version of glibc's symbols that the files there want.
glibc_of() { grep -rahoE 'GLIBC_2\.[0-9]+' "$1" | sort -uV | tail -n 1 | cut -d_ -f2; }
