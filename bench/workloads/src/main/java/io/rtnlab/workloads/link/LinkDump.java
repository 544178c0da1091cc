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
  static final Workload WORKLOAD =
      new Workload(
          "link-dump",
          "dumps all links of its namespace (RTM_GETLINK)",
          "agents and exporters that list interfaces: read-only, yet exclusive",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--links"),
          LinkDump::new);

  /** Where {@code ifi_index} lies in {@code struct ifinfomsg}. */
  private static final int IFI_INDEX = 4;

  /** How often the links are asked for until nothing changes meanwhile. */
  private static final int ATTEMPTS = 1000;

  /** Marks an index between ours that belongs to another link. */
  private static final int NOT_OURS = -1;

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
  LinkDump(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  protected void prepare(NetlinkSession session) throws IOException {
    makeLinks(session);
    // Workers that share the namespace may still be making theirs.
    learn(session.dump(Link.all().skipStatistics()).repeatedly(ATTEMPTS).toList());
    dump = Request.dump(Link.all()).template(Answers.DUMP, arena());
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
    return "rtn-" + end + site().worker() + "-";
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
        "link-dump of worker %d: %,d veth links made for it; %,d of %,d dumps flagged NLM_F_DUMP_INTR."
            .formatted(site().worker(), expected, flagged, dumps));
  }
}
