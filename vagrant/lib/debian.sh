# SPDX-License-Identifier: Apache-2.0
# Sourced: Debian packages from suites that this machine need not have in its own sources.
#
# apt gets a state folder of its own in the cache, so the machine's package lists stay as they are and no root is
# needed. The mirror is the one that this machine's apt already uses; packages are checked with Debian's own keys.
# shellcheck shell=bash disable=SC2154 # cache is common.sh's

# Kernels 6.1 and 6.12 are in bookworm's suites, 6.16 and newer in trixie-backports.
debian_suites=(bookworm bookworm-backports trixie-backports)
debian_security_suites=(bookworm-security)

debian_apt=$cache/apt
debian_keys=/usr/share/keyrings/debian-archive-keyring.gpg

# debian_mirror ENDING: the address, ending so, that apt here fetches packages from.
debian_mirror() {
  # shellcheck disable=SC2016 # apt's own variable
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 -- "/$1/\$" || true
}

# debian_update: reads the package lists, at most once an hour.
debian_update() {
  need apt-get apt
  [[ -r $debian_keys ]] || die "needs Debian's archive keys: run apt-get install debian-archive-keyring"
  local mirror security suite
  mirror=${DEBIAN_MIRROR:-$(debian_mirror debian)}
  security=${DEBIAN_SECURITY_MIRROR:-$(debian_mirror debian-security)}
  [[ -n $mirror ]] || die "apt on this machine names no Debian mirror: set DEBIAN_MIRROR to the address of one"

  mkdir -p "$debian_apt"/{lists/partial,archives/partial}
  need_space "$debian_apt" 300
  touch "$debian_apt/status"
  {
    for suite in "${debian_suites[@]}"; do echo "deb [signed-by=$debian_keys] $mirror $suite main"; done
    if [[ -n $security ]]; then
      for suite in "${debian_security_suites[@]}"; do echo "deb [signed-by=$debian_keys] $security $suite main"; done
    fi
  } >"$debian_apt/sources.list"
  cat >"$debian_apt/apt.conf" <<CONF
Dir::State "$debian_apt";
Dir::State::status "$debian_apt/status";
Dir::Cache "$debian_apt";
Dir::Etc::SourceList "$debian_apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Acquire::Languages "none";
CONF
  # As root apt fetches as the account _apt, which must get at these folders; where a folder above is closed to it,
  # for example in root's home, apt says so and fetches as root.
  if ((EUID == 0)) && id -u _apt >/dev/null 2>&1; then
    chown _apt "$debian_apt"/{lists,archives}/partial
    setpriv --reuid=_apt --clear-groups test -x "$debian_apt/archives/partial" 2>/dev/null ||
      echo 'APT::Sandbox::User "root";' >>"$debian_apt/apt.conf"
  fi
  export APT_CONFIG=$debian_apt/apt.conf
  if [[ -z $(find "$debian_apt/updated" -mmin -60 2>/dev/null) ]]; then
    say "reading Debian's package lists (${debian_suites[*]} ${debian_security_suites[*]})"
    apt-get -qq update >&2 || die "apt could not read the package lists: is the mirror $mirror within reach?"
    touch "$debian_apt/updated"
  fi
}

# debian_newest PATTERN: the newest package whose whole name matches the shell pattern, as "name version".
debian_newest() {
  local name
  name=$(apt-cache pkgnames linux- | while read -r name; do
    # shellcheck disable=SC2053 # the right side is meant as a pattern
    [[ $name != $1 || $name == *-dbg || $name == *-unsigned ]] || echo "$name"
  done | sort -V | tail -n 1)
  [[ -n $name ]] || die "no package matches $1 in ${debian_suites[*]} ${debian_security_suites[*]}"
  echo "$name $(apt-cache madison "$name" | awk '{ print $3 }' | sort -V | tail -n 1)"
}

# debian_unpack NAME VERSION DIRECTORY: downloads a package and unpacks it there, without installing anything.
debian_unpack() {
  local archive
  archive=$(mktemp -d "$debian_apt/archives/XXXXXX")
  ((EUID != 0)) || chown _apt "$archive" 2>/dev/null || true # apt fetches as that account
  (cd "$archive" && apt-get -qq download "$1=$2" >&2) || die "apt could not download $1 $2"
  dpkg -x "$archive"/*.deb "$3"
  rm -r "$archive"
}
