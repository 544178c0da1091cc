#!/bin/bash
# Records what ip, tc and bridge say to the kernel and what it answers, byte by byte, into this folder:
#
#   record.sh                              every group that this kernel can do
#   record.sh GROUP...                     these groups
#   record.sh --kernel tracing-6.12 GROUP...   the same on another kernel (see vagrant/README.md)
#
# One file for each group, in network and mount namespaces of its own. Needs root, iproute2 and strace,
# and of the kernel what the group asks for; a group that the kernel cannot do leaves its file as it was,
# and says so. In the end the tests write what the messages mean between the bytes, for git diff to show:
#
#   $ the command
#   > a datagram that it sent, in hexadecimal
#   < a datagram that it received
#   = what a message of it means, as this library prints it
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../../../.." && pwd)

# Records a command that works.
rec() {
  record "$@"
  if [ $status -ne 0 ]; then
    echo "  cannot: $* (exit $status)" >&2
    exit 3
  fi
  show "$@"
}

# Records a command that the kernel refuses.
refused() {
  record "$@"
  if [ $status -eq 0 ]; then
    echo "  was to be refused: $*" >&2
    exit 3
  fi
  show "$@"
}

# Records a command if this kernel can do it.
may() {
  record "$@"
  if [ $status -eq 0 ]; then
    show "$@"
  else
    echo "  left out: $* (exit $status)" >&2
    rm -f "$trace"
  fi
}

record() {
  trace=$(mktemp)
  strace -f --seccomp-bpf -qq -s 65536 -e trace=sendmsg,sendto,recvmsg,recvfrom -e write=all -e read=all \
    -o "$trace" "$@" >/dev/null 2>&1
  status=$?
}

# Left out: how ip finds out what the kernel can do (sequence 0), and, unless links are what was asked
# for, how it finds their numbers (RTM_GETLINK is 0x12).
show() {
  printf '$ %s\n' "$*"
  case $* in
    *link*show* | *vlan*show*) links=1 ;;
    *) links=0 ;;
  esac
  awk -v links=$links '
    function wanted(sequence) {
      if (way == ">" && sequence != "00000000") asked[sequence] = links || substr(hex, 9, 4) != "1200"
      return asked[sequence]
    }
    function flush() {
      if (hex != "" && wanted(substr(hex, 17, 8))) print way " " hex
      hex = ""
    }
    / ?(sendmsg|sendto|recvmsg|recvfrom)\(/ {
      flush()
      way = /send(msg|to)\(/ ? ">" : "<"
      ignored = /MSG_PEEK/ || !/nlmsg_len/
    }
    /^ \| [0-9a-f]+ / && !ignored {
      line = substr($0, 11, 48)
      gsub(/ /, "", line)
      hex = hex line
    }
    END { flush() }' "$trace"
  rm -f "$trace"
}

# Runs one command that is not recorded; without it the group makes no sense.
run() {
  "$@" || { echo "  cannot: $*" >&2; exit 3; }
}

group_link() {
  rec ip link add v0 type veth peer name v1
  rec ip link set v0 up mtu 1400
  rec ip link set v1 address 02:00:00:00:00:01 alias cable
  rec ip link property add dev v0 altname another
  rec ip link add i0 type ifb
  rec ip link add br0 type bridge stp_state 1 ageing_time 1000
  rec ip link set v1 master br0
  rec ip link set v1 type bridge_slave isolated on cost 7
  rec ip link add vx0 type vxlan id 42 dstport 4789 remote 192.0.2.1 dev v0
  rec ip link add mv0 link v0 type macvlan mode bridge
  rec ip -d link show
  rec ip -d link show dev vx0
  rec bridge link show
  rec ip -s link show dev lo
  rec ip stats show dev lo
  rec ip link del vx0
  refused ip link add v0 type veth peer name v9
}

group_address() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run ip link set v1 up
  rec ip address add 10.0.0.1/24 brd + dev v0 label v0:x
  rec ip address add 10.9.0.1 peer 10.9.0.2/32 dev v0
  rec ip address add 2001:db8::1/64 dev v0 nodad valid_lft 1000 preferred_lft 500
  rec ip address show dev v0
  rec ip addrlabel add prefix 2001:db8::/32 label 77
  rec ip addrlabel list
  rec ip address del 10.0.0.1/24 dev v0
}

group_route() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run ip link set v1 up
  run ip address add 10.0.0.1/24 dev v0
  run ip address add 2001:db8::1/64 dev v0 nodad
  rec ip route add 192.0.2.0/24 via 10.0.0.2 metric 7 mtu 1300
  rec ip route add 198.51.100.0/24 dev v0 table 1000 proto static
  rec ip route add blackhole 203.0.113.0/24
  rec ip route add 198.18.0.0/15 nexthop via 10.0.0.2 weight 1 nexthop via 10.0.0.3 weight 3
  rec ip route replace default via 10.0.0.254 src 10.0.0.1
  rec ip -6 route add 2001:db8:1::/48 via 2001:db8::2 dev v0 pref high
  rec ip route add 192.0.2.99 via inet6 2001:db8::2 dev v0
  rec ip nexthop add id 5 via 10.0.0.2 dev v0
  rec ip nexthop add id 6 via 10.0.0.3 dev v0
  rec ip nexthop add id 7 group 5/6,3
  rec ip nexthop add id 8 blackhole
  rec ip route add 192.0.2.128/25 nhid 7
  rec ip nexthop show
  rec ip route show table all
  rec ip -6 route show table all
  rec ip route get 192.0.2.9
  rec ip route del 192.0.2.0/24
  refused ip route add 192.0.2.0/24 via 203.0.113.1
  refused ip route add 192.0.2.0/24 nhid 99
}

group_rule() {
  rec ip rule add from 10.0.0.0/8 iif lo table 1000 priority 100
  rec ip rule add to 192.0.2.1 fwmark 0x10/0xff lookup main priority 101
  rec ip rule add ipproto tcp dport 80-90 prohibit priority 102
  rec ip -6 rule add from 2001:db8::/32 uidrange 10-20 goto 200 priority 103
  rec ip rule show
  rec ip -6 rule show
  rec ip rule del priority 100
}

group_neighbour() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run ip link set v1 up
  run ip link add br0 type bridge
  run ip link set v1 master br0
  rec ip neighbour add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0
  rec ip neighbour add 2001:db8::9 lladdr 02:00:00:00:00:0a dev v0 nud stale router
  rec ip neighbour add proxy 10.0.0.10 dev v0
  rec ip neighbour show
  rec ip neighbour show proxy
  rec ip ntable show
  rec ip ntable change name arp_cache dev v0 queue 8
  rec bridge fdb add 02:00:00:00:00:0b dev v1 master static
  rec bridge fdb show
  rec ip neighbour del 10.0.0.9 dev v0
}

group_bridge() {
  run ip link add v0 type veth peer name v1
  run ip link add br0 type bridge vlan_filtering 1 mcast_snooping 1
  run ip link set v1 master br0
  run ip link set br0 up
  run ip link set v1 up
  rec bridge vlan add dev v1 vid 10-12
  rec bridge vlan add dev v1 vid 20 pvid untagged
  rec bridge vlan show
  rec bridge -d vlan show
  rec bridge mdb add dev br0 port v1 grp 239.1.1.1 permanent
  rec bridge mdb add dev br0 port v1 grp ff0e::1 permanent
  rec bridge mdb show
  rec bridge vlan del dev v1 vid 20
}

group_tc() {
  run ip link add v0 type veth peer name v1
  run ip link add v2 type veth peer name v3
  run ip link set v0 up
  rec tc qdisc add dev v0 root handle 1: htb default 0x10
  rec tc class add dev v0 parent 1: classid 1:10 htb rate 8mbit ceil 16mbit burst 1600 cburst 1600
  rec tc qdisc add dev v0 parent 1:10 handle 20: pfifo limit 100
  rec tc qdisc add dev v2 root tbf rate 8mbit burst 4000 limit 10000
  rec tc filter add dev v0 parent 1: protocol ip prio 1 u32 match ip dst 192.0.2.1/32 flowid 1:10
  rec tc qdisc add dev v2 ingress
  rec tc qdisc show
  rec tc -s qdisc show dev v0
  rec tc class show dev v0
  rec tc filter show dev v0 parent 1:
  rec tc qdisc del dev v0 root
}

group_netconf() {
  rec ip netconf show
  rec ip -6 netconf show dev lo
}

group_nsid() {
  run mount -t tmpfs none /run
  run ip netns add other
  rec ip netns set other 7
  rec ip netns list-id
}

# Kinds that many kernels are built without.

group_link-more() {
  rec ip link add d0 type dummy
  rec ip link add d1 type dummy
  rec ip link add d0.5 link d0 type vlan id 5 egress-qos-map 1:2
  rec ip link add iv0 link d0 type ipvlan mode l2
  rec ip link add bond0 type bond mode active-backup miimon 100
  rec ip link set d1 master bond0
  rec ip link add vrf0 type vrf table 100
  rec ip link set d0.5 master vrf0
  rec ip -d link show
}

group_tunnel() {
  rec ip link add gre1 type gre local 192.0.2.1 remote 192.0.2.2 key 7 ttl 64
  rec ip link add gt1 type gretap local 192.0.2.1 remote 192.0.2.2
  rec ip link add er1 type erspan local 192.0.2.1 remote 192.0.2.3 seq key 100 erspan_ver 2 erspan_dir egress erspan_hwid 17
  rec ip link add ii1 type ipip local 192.0.2.1 remote 192.0.2.4
  rec ip link add si1 type sit local 192.0.2.1 remote 192.0.2.5 6rd-prefix 2001:db8::/32
  rec ip link add g61 type ip6gre local 2001:db8::1 remote 2001:db8::2 hoplimit 7 flowlabel 0x12345 tclass 0x20
  rec ip link add gt61 type ip6gretap local 2001:db8::1 remote 2001:db8::3 ikey 1 okey 2
  rec ip link add t61 type ip6tnl local 2001:db8::1 remote 2001:db8::4 mode any encaplimit 3 dscp inherit
  rec ip link add ge1 type geneve id 5 remote 192.0.2.7 dstport 6000 df set ttl 9
  for kind in gre gretap erspan ipip sit ip6gre ip6gretap ip6tnl geneve; do
    rec ip -d link show type $kind
  done
}

group_netkit() {
  rec ip link add kit0 type netkit
  rec ip -d link show
}

group_tc-more() {
  run ip link add v0 type veth peer name v1
  rec tc qdisc add dev v0 clsact
  rec tc qdisc add dev v0 root fq_codel limit 1000
  rec tc qdisc add dev v1 root netem delay 10ms loss 1%
  rec tc filter add dev v0 ingress protocol ip prio 1 flower ip_proto tcp dst_port 80 action drop
  rec tc filter add dev v0 ingress protocol all prio 2 matchall action mirred egress mirror dev v1
  rec tc filter add dev v0 egress protocol ip prio 1 flower src_ip 192.0.2.0/24 action vlan push id 5
  rec tc filter add dev v0 egress protocol 802.1Q prio 2 flower vlan_id 7 vlan_prio 3 action vlan pop
  rec tc filter add dev v0 egress protocol mpls_uc prio 3 flower mpls_label 1000 action pass
  rec tc filter add dev v0 egress protocol ip prio 4 bpf bytecode "1,6 0 0 4294967295," flowid 1:7
  rec tc qdisc show
  rec tc filter show dev v0 ingress
  rec tc filter show dev v0 egress
  rec tc action add action gact drop index 5
  rec tc action list action gact
  rec tc chain add dev v0 ingress chain 7
  rec tc chain show dev v0 ingress
}

group_mpls() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run ip link set v1 up
  run ip address add 10.0.0.1/24 dev v0
  run sysctl -q net.mpls.platform_labels=1000
  rec ip -f mpls route add 100 as 200/300 via inet 10.0.0.2
  rec ip route add 192.0.2.0/24 encap mpls 100 via 10.0.0.2
  rec ip -f mpls route show
  rec ip route show
}

group_link-kinds() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run ip link set v1 up
  may ip link add link v0 ms0 type macsec sci 81985529216486895 encrypt on
  may ip link add team0 type team
  may ip link add wg0 type wireguard
  may ip link add xf0 type xfrm dev v0 if_id 42
  may ip link add vt0 type vti local 192.0.2.1 remote 192.0.2.2 key 5
  may ip link add tap0 link v0 type macvtap mode bridge
  may ip link add h0 type hsr slave1 v0 slave2 v1
  rec ip -d link show
}

group_bridge-more() {
  run ip link add v0 type veth peer name v1
  run ip link add v2 type veth peer name v3
  run ip link add br0 type bridge mcast_snooping 1 mcast_querier 1 vlan_filtering 1 mcast_vlan_snooping 1
  for port in v1 v3; do
    run ip link set $port master br0
  done
  for link in br0 v0 v1 v2 v3; do
    run ip link set $link up
  done
  run ip address add 10.0.0.1/24 dev br0
  may ip link set v3 type bridge_slave mcast_router 2
  may bridge mdb add dev br0 port v1 grp 232.1.1.1 src 192.0.2.1 permanent
  may bridge mdb add dev br0 port v1 grp 01:00:5e:01:02:03 permanent
  rec bridge -d -s mdb show
  rec ip -d link show dev br0
  may bridge vlan global set vid 1 dev br0 mcast_querier 1
  may bridge vlan global show
  may ip stats show dev br0 group xstats
  may ip stats show dev v1 group xstats_slave
  may ip stats show group afstats
  may ip stats show group offload
}

group_encapsulation() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run ip link set v1 up
  run ip address add 10.0.0.1/24 dev v0
  run ip address add 2001:db8::1/64 dev v0 nodad
  may ip -6 route add 2001:db8:1::/48 encap seg6 mode encap segs 2001:db8::2,2001:db8::3 dev v0
  may ip -6 route add 2001:db8:2::/48 encap seg6 mode inline segs 2001:db8::2 dev v0
  may ip -6 route add 2001:db8:3::1 encap seg6local action End dev v0
  may ip -6 route add 2001:db8:3::2 encap seg6local action End.X nh6 2001:db8::2 dev v0
  may ip -6 route add 2001:db8:3::3 encap seg6local action End.DX4 nh4 10.0.0.2 dev v0
  may ip -6 route add 2001:db8:3::4 encap seg6local action End.DT6 table 254 dev v0
  may ip -6 route add 2001:db8:3::5 encap seg6local action End.B6.Encaps srh segs 2001:db8::4 dev v0
  may ip -6 route add 2001:db8:4::/48 encap rpl segs 2001:db8::2 dev v0
  may ip -6 route add 2001:db8:5::/48 encap ioam6 trace prealloc type 0x800000 ns 1 size 12 dev v0
  may ip route add 192.0.2.0/25 encap ip id 7 dst 10.0.0.2 ttl 9 dev v0
  may ip route add 192.0.2.128/26 encap ip id 8 dst 10.0.0.2 geneve_opts 1:2:03040506 dev v0
  may ip route add 192.0.2.192/26 encap ip6 id 9 dst 2001:db8::2 hoplimit 9 dev v0
  rec ip route show
  rec ip -6 route show
}

group_qdisc() {
  for i in 0 1 2 3 4 5 6 7 8 9; do
    run ip link add q$i numtxqueues 4 type veth peer name p$i numtxqueues 4
    run ip link set q$i up
    run ip link set p$i up
  done
  may tc qdisc add dev q0 root handle 1: cake bandwidth 10mbit diffserv4 nat rtt 50ms
  may tc qdisc add dev q1 root codel limit 100 target 5ms ecn
  may tc qdisc add dev q2 root sfq perturb 10 limit 100 divisor 512
  may tc qdisc add dev q3 root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn bandwidth 10mbit
  may tc qdisc add dev q4 root ets bands 4 strict 2 quanta 4000 1500 priomap 0 1 2 3
  may tc qdisc add dev q5 root mqprio num_tc 2 map 0 1 queues 2@0 2@2 hw 0
  may tc qdisc add dev q6 root handle 1: hfsc default 0x10
  may tc class add dev q6 parent 1: classid 1:10 hfsc sc m1 2mbit d 10ms m2 1mbit ul rate 5mbit
  may tc qdisc add dev q7 root gred setup vqs 4 default 1 grio
  may tc qdisc change dev q7 root gred limit 60000 min 15000 max 25000 burst 20 avpkt 1000 bandwidth 10mbit vq 1 probability 0.1 prio 2
  may tc qdisc add dev q8 root handle 1: qfq
  may tc class add dev q8 parent 1: classid 1:1 qfq weight 10 maxpkt 1500
  may tc qdisc add dev q9 root handle 1: drr
  may tc class add dev q9 parent 1: classid 1:1 drr quantum 3000
  may tc qdisc add dev p0 root choke limit 1000 min 20 max 80 burst 60 bandwidth 10mbit
  may tc qdisc add dev p1 root pie limit 100 target 20ms
  may tc qdisc add dev p2 root fq_pie limit 1000 flows 64
  may tc qdisc add dev p3 root hhf limit 100
  may tc qdisc add dev p4 root fq maxrate 10mbit
  may tc qdisc add dev p5 root handle 1: prio bands 3
  may tc qdisc add dev p5 parent 1:1 cbs idleslope 98688 sendslope -901312 hicredit 153 locredit -1389
  may tc qdisc add dev p6 root netem delay 10ms 2ms 25% distribution normal loss gemodel 1% 10% 70% 0.1% rate 1mbit
  rec tc -s qdisc show
  for link in q6 q8 q9; do
    rec tc -s class show dev $link
  done
}

group_action() {
  run ip link add v0 type veth peer name v1
  run ip link set v0 up
  run tc qdisc add dev v0 clsact
  may tc filter add dev v0 egress protocol ip prio 1 basic match "cmp(u8 at 9 layer 1 eq 6)" action drop
  may tc filter add dev v0 egress protocol ip prio 2 handle 6/0xff fw classid 1:1 action skbedit mark 7 priority 3
  may tc filter add dev v0 egress protocol ip prio 3 flower action pedit ex munge ip ttl set 10 pipe action csum ip
  may tc filter add dev v0 egress protocol ip prio 4 flower ct_state -trk action ct zone 5 mark 9
  may tc filter add dev v0 egress protocol ip prio 5 flower action tunnel_key set src_ip 10.0.0.1 dst_ip 10.0.0.2 id 11 dst_port 4789
  may tc filter add dev v0 egress protocol all prio 6 matchall action bpf bytecode "1,6 0 0 4294967295,"
  may tc filter add dev v0 egress protocol mpls_uc prio 7 flower mpls lse depth 1 label 33 tc 3 ttl 48 action pass
  may tc filter add dev v0 egress protocol ip prio 8 matchall action nat egress 192.0.2.0/24 198.51.100.0
  may tc filter add dev v0 egress protocol ip prio 9 matchall action connmark zone 3
  may tc filter add dev v0 egress protocol ip prio 10 matchall action skbmod set dmac 02:00:00:00:00:01
  may tc filter add dev v0 egress protocol ip prio 11 matchall action sample rate 10 group 5 trunc 128
  may tc filter add dev v0 egress protocol ip prio 12 matchall action mpls push label 5 tc 3 ttl 64
  may tc filter add dev v0 egress protocol ip prio 13 matchall action gate clockid CLOCK_TAI sched-entry open 200000000 -1 8000000 sched-entry close 100000000
  may tc filter add dev v0 egress protocol ip prio 14 matchall action simple sdata hello
  may tc filter add dev v0 egress protocol ip prio 15 matchall action ife encode type 0xed3e use mark 5 dst 02:00:00:00:00:02
  may tc filter add dev v0 egress protocol ip prio 16 matchall action police rate 1mbit burst 10k conform-exceed drop/pass
  may tc filter add dev v0 egress protocol ip prio 17 flow hash keys src,dst divisor 64 baseclass 1:1
  may tc filter add dev v0 egress protocol ip prio 18 matchall action ctinfo dscp 0xfc000000 0x01000000
  may tc filter add dev v0 egress protocol ip prio 19 flower enc_key_id 5 enc_dst_ip 10.0.0.2 geneve_opts 0102:80:00800022/ffff:ff:ffffffff action pass
  may tc filter add dev v0 egress protocol ip prio 20 flower dst_port 80 skip_hw action drop
  rec tc -s filter show dev v0 egress
}

if [ "${RECORD_GROUP:-}" ]; then
  ip link set lo up
  "group_$RECORD_GROUP"
  exit
fi

# Writes the groups into a folder.
write() {
  out=$1
  shift
  for group in "$@"; do
    {
      echo "# $(uname -sr), $(ip -V | sed 's/ip utility, //; s/,.*//'); recorded by record.sh"
    } > "$out/$group.new"
    if RECORD_GROUP=$group unshare --net --mount "$here/record.sh" >> "$out/$group.new"; then
      mv "$out/$group.new" "$out/$group.txt"
      echo "$group: $(grep -c '^\$' "$out/$group.txt") commands"
    else
      rm -f "$out/$group.new"
      echo "$group: not recorded on $(uname -r)"
    fi
  done
}

kernel=
if [ "${1:-}" = --kernel ]; then
  kernel=$2
  shift 2
fi
mapfile -t groups < <(sed -nE 's/^group_([a-z-]+)\(\) \{/\1/p' "$here/record.sh")
[ $# -eq 0 ] || groups=("$@")
if [ "${RTNLAB_JOB:-}" ]; then
  write "$RTNLAB_JOB" "${groups[@]}" # inside a guest
  exit
fi
if [ "$kernel" ]; then
  job=$(mktemp -d)
  "$root/vagrant/boot" --kernel "$kernel" --cpus 1 --out "$job" -- "$here/record.sh" "${groups[@]}"
  cat "$job/stdout" 2>/dev/null
  cp "$job"/*.txt "$here/"
  rm -rf "$job"
else
  write "$here" "${groups[@]}"
fi
mvn -q -f "$root/pom.xml" -pl java-bindings/netlink -am test -Dtest=CapturesTest -Dcaptures=write \
  -Dsurefire.failIfNoSpecifiedTests=false
