# Sourced by rtnlab: makes a bundle, an archive that runs without JDK, Maven and a checkout.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # here, jdk, app, short and class_path are rtnlab's

bundle_usage='package makes rtnlab-VERSION-linux-MACHINE.tar.gz, which runs without JDK, Maven and a checkout:
  --out FOLDER   where it goes (default: this folder)
The same sources and JDK give the same bytes. Run as root it also learns the start of who and watch.'

# What BPF commands need beside libc, in the order in which they need each other; Libbpf.java has the same list.
bundled_libraries=(libz.so.1 libzstd.so.1 libelf.so.1 libbpf.so.1)

# make_bundle [--out FOLDER]
make_bundle() {
  local out=. name work
  while (($#)); do
    case $1 in
      --out) [[ -d ${2:-} ]] || die "--out needs a folder that exists" 2; out=$2; shift 2 ;;
      -h | --help) echo "$bundle_usage"; return ;;
      *) die "package has no option $1
$bundle_usage" 2 ;;
    esac
  done
  [[ -w $out ]] || die "cannot write to $out: name another folder with --out"
  [[ -x $jdk/bin/jlink ]] || die "$jdk has no jlink: install the whole JDK (openjdk-25-jdk-headless has it)"
  name=rtnlab-$(bundle_version)-linux-$(uname -m)
  work=$(mktemp -d "$out/.$name.XXXXXX")
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
  cp "$app/.built" "$to/app/jars"
  cp "$here/launcher/bundle" "$to/rtnlab"
  cp "$here"/launcher/{owner,limits,start,verdict}.sh "$to/launcher/"
  cp "$here"/launcher/jvm/* "$to/launcher/jvm/"
  cp -r "$here/vagrant" "$here"/{README.md,LICENSE,NOTICE,CHANGELOG.md} "$to/"
  cp -r "$here/docs" "$to/docs"
  copy_libraries "$to/lib"
  chmod -R u=rwX,go=rX "$to"
  find "$to" -exec touch -h -d "$(bundle_date)" {} +
  train_bundle "$to"
}

# copy_libraries FOLDER: this machine's, for hosts that have no libbpf; each with what its package says of its licence.
copy_libraries() {
  local library file package
  for library in "${bundled_libraries[@]}"; do
    file=$(ldconfig -p | awk -v name="$library" '$1 == name { print $NF; exit }')
    [[ -n $file ]] || continue
    cp -L "$file" "$1/$library"
    package=$(dpkg -S "$(readlink -f "$file")" 2>/dev/null | cut -d: -f1) || true
    [[ ! -r /usr/share/doc/$package/copyright ]] || cp -L "/usr/share/doc/$package/copyright" "$1/$library.copyright"
  done
  [[ -e $1/libbpf.so.1 ]] || say "package: this machine has no libbpf.so.1 to bundle; BPF will need the host's own"
}

# train_bundle FOLDER: an AOT cache for exactly these files.
train_bundle() {
  local to=$1 jar path=()
  say "package: an AOT cache …"
  while read -r jar; do path+=("$to/app/$jar"); done <"$to/app/jars"
  ahead_of_time "$to" "$(IFS=:; echo "${path[*]}")" ||
    die "no AOT cache could be made: $(tail -n 1 "$to.log")"
  touch -d "$(bundle_date)" "$to/app/rtnlab.aot" "$to/app"
}

# ahead_of_time FOLDER CLASS_PATH
ahead_of_time() {
  local java=("$1/runtime/bin/java" "@$1/launcher/jvm/common.args" "@$1/launcher/jvm/short.args" "-Drtnlab.libraries=$1/lib")
  "${java[@]}" -XX:AOTMode=record -XX:AOTConfiguration="$1.config" -cp "$2" io.rtnlab.lab.Training \
    "$here/launcher/training.txt" >"$1.log" 2>&1 </dev/null &&
    "${java[@]}" -XX:AOTMode=create -XX:AOTConfiguration="$1.config" -XX:AOTCache="$1/app/rtnlab.aot" \
      -cp "$2" >>"$1.log" 2>&1 </dev/null && [[ -s $1/app/rtnlab.aot ]]
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
