// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Remarks;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Dumps all links of the namespace ({@code RTM_GETLINK} with {@code NLM_F_DUMP}), as {@code ip
 * link}, agents and exporters do: read-only, and under the RTNL for every buffer that it fills
 * (net/core/rtnetlink.c, {@code rtnl_dump_ifinfo}).
 *
 * <p>A dump that lacks one of the links made for it, or shows it twice, without being flagged
 * {@code NLM_F_DUMP_INTR}, counts as errno {@code EBADMSG}.
 */
public final class LinkDump extends NetlinkOperation implements Remarks {
  private static final String NAME = "link-dump";

  /** One for each filter mask that is in use. */
  static final List<Workload> WORKLOADS =
      List.of(
          workload(
              NAME,
              0,
              "dumps all links of its namespace (RTM_GETLINK)",
              "agents and exporters that list interfaces: read-only, yet exclusive",
              "talk 00:04:05"),
          workload(
              NAME + "-vf",
              Link.RTEXT_FILTER_VF,
              "dumps all links with their virtual functions (RTEXT_FILTER_VF)",
              "an agent that lists virtual functions beside a switch daemon",
              "talk 00:20:48; cilium/cilium#43516"),
          workload(
              NAME + "-skip-stats",
              Link.RTEXT_FILTER_SKIP_STATS,
              "dumps all links without counters (RTEXT_FILTER_SKIP_STATS)",
              "agents that know of the cheaper dump",
              "talk 00:09:06"),
          workload(
              NAME + "-name-only",
              Link.RTEXT_FILTER_NAME_ONLY,
              "dumps the names of all links (RTEXT_FILTER_NAME_ONLY)",
              "iproute2 from 7.2 on; free of the RTNL where the kernel knows the mask",
              "kernel 7.2, commit e896e5c0734b"));

  /** Where {@code ifi_index} lies in {@code struct ifinfomsg}. */
  private static final int IFI_INDEX = 4;

  /** How often the links are asked for until nothing changes meanwhile. */
  private static final int ATTEMPTS = 1000;

  /** Marks an index between ours that belongs to another link. */
  private static final int NOT_OURS = -1;

  private final int mask;
  private final MessageVisitor visitor = this::see;

  /** Number of the last dump that showed a link, by the link's index less {@link #firstIndex}. */
  private int[] seenIn = {};

  private int firstIndex;
  private int expected;
  private int dumps;
  private int seen;
  private int repeated;
  private int flagged;

  private RequestTemplate dump;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private LinkDump(String name, int mask, WorkerSite site) {
    super(name, site);
    this.mask = mask;
  }

  private static Workload workload(
      String name, int mask, String description, String reproduces, String source) {
    return new Workload(
        name,
        description,
        reproduces,
        source,
        "veth; CAP_NET_ADMIN in its namespace",
        List.of("--links"),
        site -> new LinkDump(name, mask, site));
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    makeLinks(session);
    // Workers that share the namespace may still be making theirs.
    learn(session.dump(Link.all().skipStatistics()).repeatedly(ATTEMPTS).toList());
    Link filter = mask == 0 ? Link.all() : Link.all().with(Link.EXTENDED_MASK, mask);
    dump = Request.dump(filter).template(Answers.DUMP, arena());
  }

  private void makeLinks(NetlinkSession session) throws IOException {
    int sharers = site().sharedNamespace() ? site().workers() : 1;
    int pairs = Math.ceilDiv(site().options().links(), 2 * sharers);
    List<Request<?>> requests = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      requests.add(Request.add(Link.veth(prefix('a') + pair, prefix('b') + pair)));
    }
    session.sendAll(requests).orThrow();
  }

  private String prefix(char end) {
    return OwnDevice.name(site()) + end;
  }

  private void learn(List<Link> all) {
    int[] ours =
        all.stream()
            .filter(
                link -> link.name().startsWith(prefix('a')) || link.name().startsWith(prefix('b')))
            .mapToInt(Link::index)
            .sorted()
            .toArray();
    expected = ours.length;
    if (expected == 0) {
      return;
    }
    firstIndex = ours[0];
    seenIn = new int[ours[expected - 1] - firstIndex + 1];
    Arrays.fill(seenIn, NOT_OURS);
    for (int index : ours) {
      seenIn[index - firstIndex] = 0;
    }
  }

  @Override
  public int execute() {
    dumps++;
    seen = 0;
    repeated = 0;
    int result = fire(dump, visitor);
    if (result < 0) {
      return result;
    }
    if (exchange().dumpInterrupted()) {
      flagged++;
      return 0;
    }
    return seen == expected && repeated == 0 ? 0 : -Errno.EBADMSG;
  }

  private void see(MessageCursor link) {
    int slot = link.u32(IFI_INDEX) - firstIndex;
    if (slot < 0 || slot >= seenIn.length || seenIn[slot] == NOT_OURS) {
      return;
    }
    if (seenIn[slot] == dumps) {
      repeated++;
    } else {
      seenIn[slot] = dumps;
      seen++;
    }
  }

  @Override
  public int messages() {
    return exchange().dumpMessages();
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "%s of worker %d: %,d veth links made for it; %,d of %,d dumps flagged NLM_F_DUMP_INTR."
            .formatted(name(), site().worker(), expected, flagged, dumps));
  }
}
