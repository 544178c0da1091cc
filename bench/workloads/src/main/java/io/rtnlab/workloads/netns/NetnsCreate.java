// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.netns;

import io.rtnlab.engine.Observation;
import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.Namespaces;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.Veth;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.Decimal;
import io.rtnlab.workloads.base.Pause;
import io.rtnlab.workloads.base.Remarks;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.TimedCalls;
import io.rtnlab.workloads.base.TimedExchange;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Makes a network namespace and drops it ({@code unshare(CLONE_NEWNET)} and back by {@code setns}),
 * as container runtimes do. The kernel tears it down later and by itself, in batches (net/core/
 * net_namespace.c, {@code cleanup_net}), long under the RTNL.
 *
 * <p>How long that takes is watched for one namespace in some: a veth pair is put between the
 * worker's namespace and the new one, and the kernel's {@code RTM_DELLINK} of the outer end shows
 * that the inner one is gone. In order:
 *
 * <pre>
 *  netns-create     unshare, open /proc/thread-self/ns/net, setns back   the open keeps it alive
 *  veth-create      RTM_NEWLINK with the peer in there, close            drops it
 *  netns-teardown   from that close to the RTM_DELLINK                   no thread waits
 *  netns-backlog    only where the kernel falls behind: waits for it
 * </pre>
 */
public final class NetnsCreate implements Operation, Timed, Remarks {
  static final Workload WORKLOAD =
      new Workload(
          "netns-create",
          "makes a network namespace and drops it (unshare, setns)",
          "starting and stopping containers, and the long holds of tearing their networks down",
          "talk 00:21:59",
          "veth; CAP_SYS_ADMIN",
          List.of(),
          NetnsCreate::new);

  /** Watched namespaces that may be dying at once; then requests wait for the kernel. */
  private static final int MOST_DYING = 4;

  private static final int NONE = -1;

  /** Links of watched namespaces get indexes of our choice, which the kernel's never reach. */
  private static final int FIRST_INDEX = 1 << 30;

  /** Where {@code ifi_index} lies in {@code struct ifinfomsg}. */
  private static final int IFI_INDEX = 4;

  private static final int IFINFOMSG_BYTES = 16;
  private static final int IFLA_INFO_DATA = 2;
  private static final String NAME = "rtn-t";

  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private final TimedCalls kernel = new TimedCalls(stopwatch);
  private final Observation teardown = new Observation("netns-teardown");
  private final List<FollowUp> followUps = List.of(new VethCreate(), new Backlog());

  private int fired;
  private int watched;
  private int pauses;
  private int namespace = NONE;

  // Made by prepare(), on the worker's thread.
  private Arena arena;
  private MemorySegment ownNamespace;
  private NetworkNamespace home;
  private TimedExchange exchange;
  private RequestTemplate vethRequest;
  private int nameAt;
  private int peerNamespaceAt;
  private TeardownWatch watch;

  @SuppressWarnings("NullAway.Init") // by prepare()
  NetnsCreate(WorkerSite site) {
    this.site = site;
  }

  @Override
  public String name() {
    return WORKLOAD.name();
  }

  @Override
  public void prepare() throws IOException {
    arena = Arena.ofConfined();
    ownNamespace = arena.allocateFrom("/proc/thread-self/ns/net");
    home = NetworkNamespace.current();
    exchange = TimedExchange.open(site.bridge(), PortOptions.DEFAULT, stopwatch);
    Link peer = Link.all().toNamespace(0);
    Link veth = Link.veth(NAME + Decimal.PLACE, peer);
    vethRequest = Request.add(veth).template(Answers.ACK_LAST, arena);
    nameAt = vethRequest.attributeAt(Link.NAME.number()) + NAME.length();
    // The peer is a struct ifinfomsg and behind it its only attribute.
    peerNamespaceAt =
        vethRequest.attributeAt(Link.INFO.number(), IFLA_INFO_DATA, Veth.PEER.number())
            + IFINFOMSG_BYTES
            + AttributeCursor.HEADER_BYTES;
    watch = TeardownWatch.start(site.bridge(), firstIndex(), teardown);
  }

  private int firstIndex() {
    return FIRST_INDEX + site.worker() * TeardownWatch.INDEXES;
  }

  @Override
  public int execute() {
    stopwatch.reset();
    int made = kernel.call(SystemCallNumber.UNSHARE, Namespaces.CLONE_NEWNET, 0, 0);
    if (made < 0) {
      return made;
    }
    int opened = 0;
    if (fired++ % site.options().teardownEvery() == 0) {
      opened =
          kernel.call(SystemCallNumber.OPENAT, 0, ownNamespace.address(), Descriptor.O_CLOEXEC);
      namespace = Math.max(opened, NONE);
    }
    int back =
        kernel.call(SystemCallNumber.SETNS, home.file().number(), Namespaces.CLONE_NEWNET, 0);
    return back < 0 ? back : Math.min(opened, 0);
  }

  @Override
  public Stopwatch stopwatch() {
    return stopwatch;
  }

  @Override
  public List<FollowUp> followUps() {
    return followUps;
  }

  @Override
  public List<Observation> observations() {
    return List.of(teardown);
  }

  @Override
  public List<String> remarks() {
    return pauses == 0
        ? List.of()
        : List.of(
            "netns-create of worker %d: stood still %,d times (netns-backlog) until the kernel had torn"
                    .formatted(site.worker(), pauses)
                + " down older namespaces.");
  }

  /** Watched namespaces that have been dropped and not yet torn down. */
  int dying() {
    return watch.dying();
  }

  /** Waits for what was dropped last, so that nothing of ours is still dying when the run ends. */
  @Override
  public void close() {
    if (watch != null) {
      fired = 0; // a watched one
      execute();
      if (namespace != NONE) {
        followUps.getFirst().execute();
      }
      watch.close();
    }
    Closing.all(exchange, home, arena);
  }

  /** Puts a veth between here and the watched namespace, and lets the namespace go. */
  private final class VethCreate implements FollowUp, Timed {
    @Override
    public String name() {
      return "veth-create";
    }

    @Override
    public boolean due() {
      return namespace != NONE;
    }

    @Override
    public boolean pending() {
      return due();
    }

    @Override
    public int execute() {
      stopwatch.reset();
      int index = firstIndex() + watched++ % TeardownWatch.INDEXES;
      vethRequest.u32(0, vethRequest.fieldAt(IFI_INDEX), index);
      vethRequest.u32(0, peerNamespaceAt, namespace);
      Decimal.patch(vethRequest, nameAt, index - FIRST_INDEX);
      int result = exchange.execute(vethRequest);
      if (result == 0) {
        watch.expect(index, System.nanoTime());
      }
      kernel.call(SystemCallNumber.CLOSE, namespace, 0, 0);
      namespace = NONE;
      return result;
    }

    @Override
    public Stopwatch stopwatch() {
      return stopwatch;
    }
  }

  /** Waits until the kernel has torn down what was dropped before, so that it cannot pile up. */
  private final class Backlog implements Pause {
    @Override
    public String name() {
      return "netns-backlog";
    }

    @Override
    public boolean due() {
      return watch.dying() >= MOST_DYING;
    }

    @Override
    public boolean pending() {
      return watch.dying() > 0;
    }

    @Override
    public int execute() {
      pauses++;
      return watch.awaitFewer();
    }
  }
}
