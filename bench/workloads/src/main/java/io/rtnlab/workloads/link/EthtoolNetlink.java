// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.GenericFamily;
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
    return GenericFamily.OPTIONS;
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    int device = OwnDevice.make(session, site());
    GenericFamily family = GenericFamily.named("ethtool", site().bridge());
    if (sets) {
      request = features(family, device, false);
      next = features(family, device, true);
    } else {
      request = state(family, device);
      next = request;
    }
  }

  private RequestTemplate state(GenericFamily family, int device) {
    MessageWriter to = family.begin(ETHTOOL_MSG_LINKSTATE_GET, arena());
    int header = to.beginNested(ETHTOOL_A_HEADER);
    to.u32(ETHTOOL_A_HEADER_DEV_INDEX, device).endNested(header);
    return GenericFamily.template(to, Answers.REPLY_EACH, arena());
  }

  /** A set of one bit by its name. */
  private RequestTemplate features(GenericFamily family, int device, boolean on) {
    MessageWriter to = family.begin(ETHTOOL_MSG_FEATURES_SET, arena());
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
    to.endNested(bit).endNested(bits).endNested(wanted);
    return GenericFamily.template(to, Answers.ACK_EACH, arena());
  }

  @Override
  public int execute() {
    RequestTemplate fired = request;
    request = next;
    next = fired;
    return fire(fired);
  }
}
