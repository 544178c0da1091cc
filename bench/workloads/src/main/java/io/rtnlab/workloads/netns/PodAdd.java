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
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.BatchBuffers;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.Pause;
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
 * Gives a new network namespace its link, as a CNI plugin does for a pod, and drops the namespace
 * again as {@code …-drop}:
 *
 * <pre>
 *  pod-move     unshare │ RTM_NEWLINK of a veth pair here │ RTM_NEWLINK with IFLA_NET_NS_FD
 *  pod-create   unshare │ RTM_NEWLINK of a veth pair, its peer in there from the start
 *  netns-storm  unshare │ --entries pairs, whose peers are in there
 * </pre>
 *
 * Moving a link unregisters and registers it, which waits for RCU under the RTNL (net/core/dev.c,
 * {@code __dev_change_net_namespace}); a peer that is created in its final namespace needs neither.
 */
public final class PodAdd implements Operation, Timed {
  static final Workload MOVED =
      workload(
          "pod-move",
          Variant.MOVED,
          "makes a namespace and moves a link into it (IFLA_NET_NS_FD)",
          "CNI plugins that make both ends on the host and move one",
          "amazon-vpc-cni-k8s#3764",
          List.of());

  static final Workload CREATED =
      workload(
          "pod-create",
          Variant.CREATED,
          "makes a namespace and a link that starts in it (IFLA_NET_NS_FD)",
          "CNI plugins that make the peer in its final namespace",
          "amazon-vpc-cni-k8s#3764",
          List.of());

  static final Workload STORM =
      workload(
          "netns-storm",
          Variant.STORM,
          "makes a namespace with --entries links and drops it",
          "hosts on which many containers with many links start and end",
          "talk 00:21:59",
          List.of("--entries"));

  private enum Variant {
    MOVED(0),
    CREATED(1),
    STORM(2);

    private final int place;

    Variant(int place) {
      this.place = place;
    }
  }

  /** Watched namespaces that may be dying at once; then requests wait for the kernel. */
  private static final int MOST_DYING = 8;

  private static final int NONE = -1;
  private static final int MOST_WORKERS = 1024;
  private static final int MOST_PER_SEND = 500;

  /** Host ends get indexes of our choice, which neither the kernel nor another operation uses. */
  private static final int FIRST_INDEX = (1 << 30) + (1 << 24);

  /** Added to a host end's index for the index of its peer. */
  private static final int TO_PEER = 1 << 25;

  private static final int IFI_INDEX = 4;
  private static final int IFINFOMSG_BYTES = 16;
  private static final int IFLA_INFO_DATA = 2;

  private final String name;
  private final Variant variant;
  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private final TimedCalls kernel = new TimedCalls(stopwatch);
  private final Observation teardown;
  private final List<FollowUp> followUps;
  private int fired;
  private int namespace = NONE;

  // Made by prepare(), on the worker's thread.
  private Arena arena;
  private MemorySegment ownNamespace;
  private NetworkNamespace home;
  private TimedExchange exchange;
  private RequestTemplate pair;
  private int peerAt;
  private RequestTemplate move;
  private int moveTo;
  private RequestTemplate inside;
  private int insideAt;
  private int insidePeerAt;
  private TeardownWatch watch;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private PodAdd(String name, Variant variant, WorkerSite site) {
    this.name = name;
    this.variant = variant;
    this.site = site;
    teardown = new Observation(name + "-teardown");
    followUps = List.of(new Drop(name + "-drop"), new Backlog(name + "-backlog"));
  }

  private static Workload workload(
      String name,
      Variant variant,
      String description,
      String reproduces,
      String source,
      List<String> options) {
    return new Workload(
        name,
        description,
        reproduces,
        source,
        "veth; CAP_SYS_ADMIN",
        options,
        site -> new PodAdd(name, variant, site));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() throws IOException {
    arena = Arena.ofConfined();
    ownNamespace = arena.allocateFrom("/proc/thread-self/ns/net");
    home = NetworkNamespace.current();
    exchange = TimedExchange.open(site.bridge(), BatchBuffers.optionsFor(perSend()), stopwatch);
    boolean there = variant != Variant.MOVED;
    pair = pair(Link.all(), there ? Link.all().toNamespace(0) : Link.all(), 1);
    peerAt = pair.attributeAt(Link.INFO.number(), IFLA_INFO_DATA, Veth.PEER.number());
    move = Request.change(Link.index(1).toNamespace(0)).template(Answers.ACK_LAST, arena);
    inside = pair(Link.all().toNamespace(0), Link.all().toNamespace(0), perSend());
    moveTo = move.attributeAt(Link.NAMESPACE_FD.number());
    insideAt = inside.attributeAt(Link.NAMESPACE_FD.number());
    insidePeerAt =
        inside.attributeAt(Link.INFO.number(), IFLA_INFO_DATA, Veth.PEER.number())
            + IFINFOMSG_BYTES
            + AttributeCursor.HEADER_BYTES;
    watch = TeardownWatch.start(site.bridge(), firstIndex(), teardown);
  }

  private RequestTemplate pair(Link one, Link other, int copies) {
    return Request.add(one.kind(Veth.withPeer(other))).template(copies, Answers.ACK_LAST, arena);
  }

  private int perSend() {
    return Math.min(MOST_PER_SEND, site.options().entries());
  }

  /** Apart for each of the variants, which may run beside one another. */
  private int firstIndex() {
    int slot = variant.place * MOST_WORKERS + site.worker();
    return FIRST_INDEX + slot * TeardownWatch.INDEXES;
  }

  private int index() {
    return firstIndex() + fired % TeardownWatch.INDEXES;
  }

  @Override
  public int execute() {
    stopwatch.reset();
    fired++;
    int result = makeNamespace();
    if (result < 0) {
      return result;
    }
    pair.u32(0, pair.fieldAt(IFI_INDEX), index());
    return switch (variant) {
      case MOVED -> {
        pair.u32(0, peerAt + IFI_INDEX, index() + TO_PEER);
        move.u32(0, move.fieldAt(IFI_INDEX), index() + TO_PEER);
        move.u32(0, moveTo, namespace);
        int made = exchange.execute(pair);
        yield made == 0 ? exchange.execute(move) : made;
      }
      case CREATED -> makePair();
      case STORM -> {
        int made = makePair();
        yield made == 0 ? fill() : made;
      }
    };
  }

  private int makeNamespace() {
    int made = kernel.call(SystemCallNumber.UNSHARE, Namespaces.CLONE_NEWNET, 0, 0);
    if (made < 0) {
      return made;
    }
    namespace =
        kernel.call(SystemCallNumber.OPENAT, 0, ownNamespace.address(), Descriptor.O_CLOEXEC);
    int back =
        kernel.call(SystemCallNumber.SETNS, home.file().number(), Namespaces.CLONE_NEWNET, 0);
    return back < 0 ? back : Math.min(namespace, 0);
  }

  private int makePair() {
    pair.u32(0, peerAt + IFINFOMSG_BYTES + AttributeCursor.HEADER_BYTES, namespace);
    return exchange.execute(pair);
  }

  /** Makes pairs of links with both ends in the namespace, in whole sends. */
  private int fill() {
    int result = 0;
    for (int made = 0; made < site.options().entries() && result == 0; made += perSend()) {
      for (int message = 0; message < perSend(); message++) {
        inside.u32(message, insideAt, namespace);
        inside.u32(message, insidePeerAt, namespace);
      }
      result = exchange.execute(inside);
    }
    return result;
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

  /** Namespaces that have been dropped and not yet torn down. */
  int dying() {
    return watch.dying();
  }

  @Override
  public void close() {
    if (namespace != NONE) {
      followUps.getFirst().execute();
    }
    Closing.all(watch, exchange, home, arena);
  }

  /** Lets the namespace go: its links, and with them the host's end, go in the kernel's time. */
  private final class Drop implements FollowUp, Timed {
    private final String label;

    Drop(String label) {
      this.label = label;
    }

    @Override
    public String name() {
      return label;
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
      watch.expect(index(), System.nanoTime());
      int closed = kernel.call(SystemCallNumber.CLOSE, namespace, 0, 0);
      namespace = NONE;
      return Math.min(0, closed);
    }

    @Override
    public Stopwatch stopwatch() {
      return stopwatch;
    }
  }

  /** Waits until the kernel has torn down what was dropped before, so that it cannot pile up. */
  private final class Backlog implements Pause {
    private final String label;

    Backlog(String label) {
      this.label = label;
    }

    @Override
    public String name() {
      return label;
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
      return watch.awaitFewer();
    }
  }
}
