// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Message;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;

/**
 * Ethtool by generic netlink (net/ethtool/netlink.c, {@code ethnl_default_doit} and {@code
 * ethnl_set_features}; Documentation/networking/ethtool-netlink.rst): the calls that replace {@code
 * SIOCETHTOOL}, under the RTNL like them unless the driver asks for its own lock alone.
 *
 * <pre>
 *  struct genlmsghdr  0 cmd u8 │ 1 version u8 │ 2 reserved u16
 * </pre>
 */
public final class EthtoolNetlink extends NetlinkOperation {
  static final Workload GET =
      new Workload(
          "ethtool-netlink-get",
          "asks a link of its own for its carrier by generic netlink (ETHTOOL_MSG_LINKSTATE_GET)",
          "exporters and bonding tools that poll links by ethtool",
          "talk 00:11:52; kernel net/ethtool/netlink.c",
          "veth; Linux 5.6 or newer; CAP_NET_ADMIN in its namespace",
          List.of(),
          site -> new EthtoolNetlink("ethtool-netlink-get", false, site));

  static final Workload SET =
      new Workload(
          "ethtool-netlink-set",
          "switches an offload on or off by generic netlink (ETHTOOL_MSG_FEATURES_SET)",
          "set-up scripts that tune every link they make",
          "talk 00:11:52; kernel net/ethtool/netlink.c",
          "veth; Linux 5.7 or newer; CAP_NET_ADMIN in its namespace",
          List.of(),
          site -> new EthtoolNetlink("ethtool-netlink-set", true, site));

  private static final PortOptions GENERIC =
      PortOptions.DEFAULT.withProtocol(PortOptions.NETLINK_GENERIC);

  private static final int GENERIC_HEADER_BYTES = 4;
  private static final int VERSION = 1;
  private static final int MOST_BYTES = 256;

  private static final int GENL_ID_CTRL = 0x10;
  private static final int CTRL_CMD_GETFAMILY = 3;
  private static final AttributeTable FAMILY = new AttributeTable("ctrl-attrs", "CTRL_ATTR_");
  private static final Attribute<Integer> FAMILY_ID = FAMILY.u16(1, "CTRL_ATTR_FAMILY_ID");
  private static final Attribute<String> FAMILY_NAME = FAMILY.text(2, "CTRL_ATTR_FAMILY_NAME");

  private static final int ETHTOOL_MSG_LINKSTATE_GET = 6;
  private static final int ETHTOOL_MSG_FEATURES_SET = 12;
  private static final int ETHTOOL_A_HEADER = 1; // of every message
  private static final int ETHTOOL_A_HEADER_DEV_INDEX = 1;
  private static final int ETHTOOL_A_HEADER_FLAGS = 3;
  private static final int ETHTOOL_FLAG_OMIT_REPLY = 2;
  private static final int ETHTOOL_A_FEATURES_WANTED = 3;
  private static final int ETHTOOL_A_BITSET_BITS = 3;
  private static final int ETHTOOL_A_BITSET_BITS_BIT = 1;
  private static final int ETHTOOL_A_BITSET_BIT_NAME = 2;
  private static final int ETHTOOL_A_BITSET_BIT_VALUE = 3;

  private final boolean sets;
  private RequestTemplate request;

  /** The other one of a pair that takes turns; the same where nothing is set. */
  private RequestTemplate next;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private EthtoolNetlink(String name, boolean sets, WorkerSite site) {
    super(name, site);
    this.sets = sets;
  }

  @Override
  protected PortOptions portOptions() {
    return GENERIC;
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    int family = family();
    if (sets) {
      request = features(family, device, false);
      next = features(family, device, true);
    } else {
      request = state(family, device);
      next = request;
    }
  }

  /** The message type of ethtool's family. */
  private int family() throws IOException {
    byte[] header = {CTRL_CMD_GETFAMILY, VERSION, 0, 0};
    try (NetlinkSession generic = NetlinkSession.open(site().bridge(), GENERIC)) {
      return generic
          .call(Message.of(GENL_ID_CTRL, 0, header, FAMILY.empty().with(FAMILY_NAME, "ethtool")))
          .getFirst()
          .attributes(FAMILY, GENERIC_HEADER_BYTES)
          .get(FAMILY_ID)
          .orElseThrow();
    } catch (NetlinkException refused) {
      if (refused.errno() == Errno.ENOENT) {
        throw new IOException("this kernel has no ethtool by generic netlink", refused);
      }
      throw refused;
    }
  }

  private RequestTemplate state(int family, int device) {
    MessageWriter to = begin(family, ETHTOOL_MSG_LINKSTATE_GET);
    int header = to.beginNested(ETHTOOL_A_HEADER);
    to.u32(ETHTOOL_A_HEADER_DEV_INDEX, device).endNested(header).end();
    return template(to, Answers.REPLY_EACH);
  }

  /** A set of one bit by its name. */
  private RequestTemplate features(int family, int device, boolean on) {
    MessageWriter to = begin(family, ETHTOOL_MSG_FEATURES_SET);
    int header = to.beginNested(ETHTOOL_A_HEADER);
    to.u32(ETHTOOL_A_HEADER_DEV_INDEX, device)
        .u32(ETHTOOL_A_HEADER_FLAGS, ETHTOOL_FLAG_OMIT_REPLY)
        .endNested(header);
    int wanted = to.beginNested(ETHTOOL_A_FEATURES_WANTED);
    int bits = to.beginNested(ETHTOOL_A_BITSET_BITS);
    int bit = to.beginNested(ETHTOOL_A_BITSET_BITS_BIT);
    to.text(ETHTOOL_A_BITSET_BIT_NAME, "tx-generic-segmentation");
    if (on) {
      to.flag(ETHTOOL_A_BITSET_BIT_VALUE);
    }
    to.endNested(bit).endNested(bits).endNested(wanted).end();
    return template(to, Answers.ACK_EACH);
  }

  private MessageWriter begin(int family, int command) {
    return new MessageWriter(arena().allocate(MOST_BYTES, Long.BYTES))
        .begin(family, NetlinkHeader.NLM_F_REQUEST, 0)
        .u8s(command, VERSION, 0, 0);
  }

  private RequestTemplate template(MessageWriter message, Answers answers) {
    return new RequestTemplate(message.datagram(), GENERIC_HEADER_BYTES, 1, answers, arena());
  }

  @Override
  public int execute() {
    RequestTemplate fired = request;
    request = next;
    next = fired;
    return fire(fired);
  }
}
