// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dumps the links of a namespace in which one has virtual functions ({@code RTM_GETLINK},
 * net/core/rtnetlink.c, {@code rtnl_fill_vfinfo}): with {@code RTEXT_FILTER_VF} the driver is asked
 * about each of them under the RTNL, and without it none.
 *
 * <p>A dump that shows more or fewer of them counts as errno {@code EBADMSG}.
 */
public final class VirtualFunctionDump extends NetlinkOperation {
  static final Workload WITH =
      workload(
          "netdevsim-dump-vf",
          Link.RTEXT_FILTER_VF,
          "dumps a link with --entries virtual functions (RTEXT_FILTER_VF), 128 at most");

  static final Workload WITHOUT =
      workload(
          "netdevsim-dump",
          0,
          "dumps a link with --entries virtual functions, but not those; 128 at most");

  /** The functions of a link stand in one attribute of less than 64 KiB, each in some 330 bytes. */
  private static final int MOST_FUNCTIONS = 128;

  private static final int RECEIVE_BYTES = 1 << 16;
  private static final int IFI_INDEX = 4;
  private static final int IFINFOMSG_BYTES = 16;
  private static final int IFLA_VFINFO_LIST = 22;

  private final int mask;
  private final MessageVisitor visitor = this::see;
  private final AttributeCursor attribute = new AttributeCursor();
  private final AttributeCursor function = new AttributeCursor();
  private @Nullable SimulatedDevice simulated;
  private int device;
  private int seen;
  private RequestTemplate dump;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private VirtualFunctionDump(String name, int mask, WorkerSite site) {
    super(name, site);
    this.mask = mask;
  }

  private static Workload workload(String name, int mask, String description) {
    return new Workload(
            name,
            description,
            "an agent that lists links on a host whose network card is split into functions",
            "talk 00:20:48; cilium/cilium#43516",
            "netdevsim; root and a guest, or a host where it is not loaded",
            List.of("--entries"),
            site -> new VirtualFunctionDump(name, mask, site))
        .onHost();
  }

  @Override
  protected int receiveBytes() {
    return RECEIVE_BYTES;
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    SimulatedDevice made = SimulatedDevice.make(site());
    simulated = made;
    made.functions(functions());
    device = made.index(session);
    Link filter = mask == 0 ? Link.all() : Link.all().with(Link.EXTENDED_MASK, mask);
    dump = Request.dump(filter).template(Answers.DUMP, arena());
  }

  private int functions() {
    return Math.min(MOST_FUNCTIONS, options().entries());
  }

  @Override
  public int execute() {
    seen = 0;
    int result = fire(dump, visitor);
    int expected = mask == 0 ? 0 : functions();
    boolean wrong = seen != expected && !exchange().dumpInterrupted();
    return result == 0 && wrong ? -Errno.EBADMSG : result;
  }

  private void see(MessageCursor link) {
    if (link.u32(IFI_INDEX) != device) {
      return;
    }
    AttributeCursor each = link.attributes(attribute, IFINFOMSG_BYTES);
    while (each.next()) {
      if (each.type() == IFLA_VFINFO_LIST) {
        AttributeCursor list = each.enter(function);
        while (list.next()) {
          seen++;
        }
      }
    }
  }

  @Override
  public int messages() {
    return exchange().dumpMessages();
  }

  @Override
  public void close() {
    super.close();
    Closing.all(simulated);
  }
}
