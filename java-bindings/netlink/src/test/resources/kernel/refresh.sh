#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Takes what the tests compare the attribute tables with out of a Linux source tree:
#
#   src/test/resources/kernel/refresh.sh /usr/src/linux-source-7.3
#
#   *.yaml         Documentation/netlink/specs, as they are
#   constants.tsv  every name in the uapi headers that an attribute or message may have, and its number,
#                  as the compiler sees it
#   structs.tsv    every member of every struct in them: offset, bytes, signed or not, byte order
#   policies.tsv   what the kernel's own checks (struct nla_policy) say of an attribute
#   VERSION        where all that came from
set -eu
tree=${1:?usage: $0 LINUX_SOURCE_TREE}
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for spec in rt-addr rt-link rt-neigh rt-route rt-rule tc; do
  cp "$tree/Documentation/netlink/specs/$spec.yaml" "$here/"
done

headers="rtnetlink if_link if_addr if_addrlabel if_bridge neighbour fib_rules nexthop netconf
  net_namespace veth lwtunnel mpls_iptunnel seg6 seg6_iptunnel seg6_local ila rpl rpl_iptunnel
  ioam6_iptunnel pkt_sched pkt_cls gen_stats if_tunnel netlink if_macsec if_team can/vxcan can/netlink
  dcbnl genetlink if_bonding mpls
  tc_act/tc_gact tc_act/tc_mirred tc_act/tc_vlan tc_act/tc_skbedit tc_act/tc_pedit tc_act/tc_ct
  tc_act/tc_tunnel_key tc_act/tc_bpf tc_act/tc_csum tc_act/tc_nat tc_act/tc_mpls tc_act/tc_connmark
  tc_act/tc_ctinfo tc_act/tc_gate tc_act/tc_ife tc_act/tc_sample tc_act/tc_defact tc_act/tc_skbmod amt wwan mroute"
prefixes='IFLA|VETH|VXCAN|RTA|RTAX|RTM|RTNLGRP|NDA|NDTA|NDTPA|NFEA|FRA|NHA|TCA|IFA|IFAL|NETNSA|NETCONFA'
prefixes="$prefixes|MDBA|MDBE|BRIDGE|BRIDGE_VLANDB|LWTUNNEL_IP6?|LWTUNNEL_ENCAP|LWT_BPF|LWT_XFRM"
prefixes="$prefixes|MPLS_IPTUNNEL|SEG6_IPTUNNEL|SEG6_LOCAL|ILA_ATTR|RPL_IPTUNNEL|IOAM6_IPTUNNEL"
prefixes="$prefixes|LINK_XSTATS_TYPE|BOND_XSTATS|BOND_3AD_STAT|MPLS_STATS|NDUSEROPT|PREFIX|VXLAN_VNIFILTER|NLMSGERR_ATTR|CTRL|CTRL_ATTR|DCB_ATTR|IPMRA"

mkdir -p "$tmp/include/linux"
cp -r "$tree/include/uapi/linux/." "$tmp/include/linux/"
touch "$tmp/include/linux/compiler.h" "$tmp/include/linux/compiler_types.h"
# The kernel's own words for its memory mean nothing to a program.
{
  echo '#include <stdio.h>'
  echo '#include <sys/socket.h>'
  echo '#include <netinet/in.h>'
  for header in $headers; do
    echo "#include <linux/$header.h>"
  done
  echo 'int main(void) {'
  for header in $headers; do
    sed -nE "s/^[[:space:]]*(($prefixes)_[A-Za-z0-9_]+)[[:space:]]*([,=\/].*)?$/\1/p" \
      "$tmp/include/linux/$header.h"
    sed -nE 's/^#define[[:space:]]+((RTNH_F|RTM_F)_[A-Z_]+)[[:space:]].*/\1/p' \
      "$tmp/include/linux/$header.h"
  done | sort -u | sed 's/.*/  printf("%s\\t%ld\\n", "&", (long) &);/'
  echo '  return 0;'
  echo '}'
} > "$tmp/constants.c"
${CC:-cc} -D__EXPORTED_HEADERS__ -D__user= -D__force= -I "$tmp/include" -o "$tmp/constants" "$tmp/constants.c"
"$tmp/constants" | sort > "$here/constants.tsv"

{
  echo '#include <stdio.h>'
  echo '#include <stddef.h>'
  echo '#include <sys/socket.h>'
  echo '#include <netinet/in.h>'
  for header in $headers; do
    echo "#include <linux/$header.h>"
  done
  echo 'int main(void) {'
  for header in $headers; do
    awk -f "$here/structs.awk" "$tmp/include/linux/$header.h"
  done
  echo '  return 0;'
  echo '}'
} > "$tmp/structs.c"
${CC:-cc} -D__EXPORTED_HEADERS__ -D__user= -D__force= -I "$tmp/include" -o "$tmp/structs" "$tmp/structs.c"
"$tmp/structs" | sort -u > "$here/structs.tsv"

grep -rhoE "\[($prefixes)_?[A-Z0-9_]+\][[:space:]]*=[[:space:]]*(\{[^}]*\}|NLA_POLICY_[A-Z_]+\([A-Z0-9_]+)" \
  --include='*.c' "$tree/net" "$tree/drivers/net" \
  | tr -d '\n\t' | sed 's/\[/\n[/g' \
  | sed -nE 's/^\[([A-Z0-9_]+)\] *= *\{ *\.type *= *NLA_([A-Z0-9]+).*/\1\t\2/p
             s/^\[([A-Z0-9_]+)\] *= *NLA_POLICY_[A-Z_]+\(NLA_([A-Z0-9]+).*/\1\t\2/p' \
  | sort -u > "$here/policies.tsv"

sed -n 's/^\(VERSION\|PATCHLEVEL\|SUBLEVEL\|EXTRAVERSION\) = //p' "$tree/Makefile" | paste -sd. \
  | sed 's/\.-/-/' | sed 's/^/Linux /' > "$here/VERSION"
