// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.KindFormat;
import io.rtnlab.netlink.message.link.kind.Amt;
import io.rtnlab.netlink.message.link.kind.BareUdp;
import io.rtnlab.netlink.message.link.kind.Bond;
import io.rtnlab.netlink.message.link.kind.BondPort;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.link.kind.BridgePort;
import io.rtnlab.netlink.message.link.kind.Can;
import io.rtnlab.netlink.message.link.kind.Dsa;
import io.rtnlab.netlink.message.link.kind.Geneve;
import io.rtnlab.netlink.message.link.kind.Gre;
import io.rtnlab.netlink.message.link.kind.Gtp;
import io.rtnlab.netlink.message.link.kind.Hsr;
import io.rtnlab.netlink.message.link.kind.IpTunnel;
import io.rtnlab.netlink.message.link.kind.IpVlan;
import io.rtnlab.netlink.message.link.kind.IpoIb;
import io.rtnlab.netlink.message.link.kind.MacVlan;
import io.rtnlab.netlink.message.link.kind.Macsec;
import io.rtnlab.netlink.message.link.kind.Netkit;
import io.rtnlab.netlink.message.link.kind.Ovpn;
import io.rtnlab.netlink.message.link.kind.Ppp;
import io.rtnlab.netlink.message.link.kind.Rmnet;
import io.rtnlab.netlink.message.link.kind.Tun;
import io.rtnlab.netlink.message.link.kind.Veth;
import io.rtnlab.netlink.message.link.kind.Vlan;
import io.rtnlab.netlink.message.link.kind.Vrf;
import io.rtnlab.netlink.message.link.kind.VrfPort;
import io.rtnlab.netlink.message.link.kind.Vti;
import io.rtnlab.netlink.message.link.kind.Vxcan;
import io.rtnlab.netlink.message.link.kind.Vxlan;
import io.rtnlab.netlink.message.link.kind.Wwan;
import io.rtnlab.netlink.message.link.kind.Xfrm;
import java.util.Map;

/** The nest {@code IFLA_LINKINFO}: kinds of links and of ports, and what only they have. */
public final class LinkInfo {
  public static final AttributeTable TABLE = new AttributeTable("linkinfo-attrs", "IFLA_INFO_");

  public static final Attribute<String> KIND = TABLE.text(1, "IFLA_INFO_KIND");

  /** A new kind of link is made known here. */
  static final KindFormat<LinkKind> KINDS =
      new KindFormat<>(
          KIND,
          Map.<String, Format<? extends LinkKind>>ofEntries(
              Map.entry(Amt.KIND, Amt.FORMAT),
              Map.entry(BareUdp.KIND, BareUdp.FORMAT),
              Map.entry(Can.KIND, Can.FORMAT),
              Map.entry(Dsa.KIND, Dsa.FORMAT),
              Map.entry(Gtp.KIND, Gtp.FORMAT),
              Map.entry(IpoIb.KIND, IpoIb.FORMAT),
              Map.entry(Macsec.KIND, Macsec.FORMAT),
              Map.entry(Ovpn.KIND, Ovpn.FORMAT),
              Map.entry(Ppp.KIND, Ppp.FORMAT),
              Map.entry(Rmnet.KIND, Rmnet.FORMAT),
              Map.entry(Vxcan.KIND, Vxcan.FORMAT),
              Map.entry(Wwan.KIND, Wwan.FORMAT),
              Map.entry(Xfrm.KIND, Xfrm.FORMAT),
              Map.entry(Bond.KIND, Bond.FORMAT),
              Map.entry(Bridge.KIND, Bridge.FORMAT),
              Map.entry(Geneve.KIND, Geneve.FORMAT),
              Map.entry(Gre.GRE, Gre.format(Gre.GRE)),
              Map.entry(Gre.GRETAP, Gre.format(Gre.GRETAP)),
              Map.entry(Gre.IP6GRE, Gre.format(Gre.IP6GRE)),
              Map.entry(Gre.IP6GRETAP, Gre.format(Gre.IP6GRETAP)),
              Map.entry(Gre.ERSPAN, Gre.format(Gre.ERSPAN)),
              Map.entry(Gre.IP6ERSPAN, Gre.format(Gre.IP6ERSPAN)),
              Map.entry(Hsr.KIND, Hsr.FORMAT),
              Map.entry(IpTunnel.IPIP, IpTunnel.format(IpTunnel.IPIP)),
              Map.entry(IpTunnel.SIT, IpTunnel.format(IpTunnel.SIT)),
              Map.entry(IpTunnel.IP6TNL, IpTunnel.format(IpTunnel.IP6TNL)),
              Map.entry(IpVlan.IPVLAN, IpVlan.format(IpVlan.IPVLAN)),
              Map.entry(IpVlan.IPVTAP, IpVlan.format(IpVlan.IPVTAP)),
              Map.entry(MacVlan.MACVLAN, MacVlan.format(MacVlan.MACVLAN)),
              Map.entry(MacVlan.MACVTAP, MacVlan.format(MacVlan.MACVTAP)),
              Map.entry(Netkit.KIND, Netkit.FORMAT),
              Map.entry(Tun.KIND, Tun.FORMAT),
              Map.entry(Veth.KIND, Veth.FORMAT),
              Map.entry(Vlan.KIND, Vlan.FORMAT),
              Map.entry(Vrf.KIND, Vrf.FORMAT),
              Map.entry(Vti.VTI, Vti.format(Vti.VTI)),
              Map.entry(Vti.VTI6, Vti.format(Vti.VTI6)),
              Map.entry(Vxlan.KIND, Vxlan.FORMAT)),
          OtherLink::new);

  public static final Attribute<LinkKind> DATA = TABLE.add(2, "IFLA_INFO_DATA", KINDS);
  public static final Attribute<Bytes> EXTRA_STATISTICS = TABLE.bytes(3, "IFLA_INFO_XSTATS");
  public static final Attribute<String> PORT_KIND =
      TABLE.text(4, "IFLA_INFO_SLAVE_KIND", "port-kind");

  static final KindFormat<PortKind> PORTS =
      new KindFormat<>(
          PORT_KIND,
          Map.of(
              BondPort.KIND, BondPort.FORMAT,
              BridgePort.KIND, BridgePort.FORMAT,
              VrfPort.KIND, VrfPort.FORMAT),
          OtherPort::new);

  public static final Attribute<PortKind> PORT_DATA =
      TABLE.add(5, "IFLA_INFO_SLAVE_DATA", "port-data", PORTS);

  private LinkInfo() {}
}
