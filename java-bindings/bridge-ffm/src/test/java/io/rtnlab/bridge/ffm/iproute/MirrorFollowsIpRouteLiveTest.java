// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static io.rtnlab.netlink.message.Family.AF_BRIDGE;
import static io.rtnlab.netlink.message.Family.AF_INET;
import static io.rtnlab.netlink.message.Family.AF_INET6;
import static io.rtnlab.netlink.message.Family.AF_UNSPEC;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.bridge.ffm.live.Sandbox;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever {@code ip} and {@code bridge} do, a mirror has what a dump has. A run is repeated with
 * {@code -Dmirror.seed=N}, and made longer with {@code -Dmirror.seconds=60}.
 */
@Timeout(300)
class MirrorFollowsIpRouteLiveTest {
  private static final long SEED = Long.getLong("mirror.seed", 1);
  private static final int SECONDS = Integer.getInteger("mirror.seconds", 4);
  private static final int COMMANDS_AT_ONCE = 4;
  private static final long NS_PER_S = 1_000_000_000;
  private static final long CATCH_UP_NS = 10 * NS_PER_S;

  /** A mirror that a thread of its own follows. */
  private static final class Followed<T extends KernelObject<T>> implements AutoCloseable {
    private final T filter;
    private final Mirror<T> mirror;
    private final AtomicLong changes = new AtomicLong();
    private long compared;
    private int most;

    Followed(Sandbox sandbox, T filter) throws IOException {
      this.filter = filter;
      this.mirror = sandbox.namespace().run(() -> Mirror.open(filter));
      Thread.ofPlatform().daemon().start(this::follow);
    }

    private void follow() {
      try {
        while (mirror.follow().isPresent()) {
          changes.incrementAndGet();
        }
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    /** What the mirror has too much, or lacks. */
    List<String> differences(NetlinkSession session) throws IOException {
      List<T> dump = dump(session);
      List<T> mirrored = mirror.objects();
      compared += dump.size();
      most = Math.max(most, dump.size());
      Set<Object> inDump = dump.stream().map(Followed::state).collect(Collectors.toSet());
      Set<Object> inMirror = mirrored.stream().map(Followed::state).collect(Collectors.toSet());
      List<String> differences = new ArrayList<>();
      mirrored.stream()
          .filter(each -> isFollowed(each) && !inDump.contains(state(each)))
          .forEach(each -> differences.add("only mirrored: " + each));
      dump.stream()
          .filter(each -> isFollowed(each) && !inMirror.contains(state(each)))
          .forEach(each -> differences.add("only dumped: " + each));
      return differences;
    }

    /** What was done, for a person to judge how much that was. */
    String counts() {
      return "%-44s %,7d changes, %,5d dumps again, up to %,3d objects, %,9d compared"
          .formatted(filter, changes.get(), mirror.resynchronisations(), most, compared);
    }

    private List<T> dump(NetlinkSession session) throws IOException {
      try {
        return session.dump(filter).repeatedly(10).toList();
      } catch (NetlinkException refused) {
        assertEquals(Errno.ENOENT, refused.errno()); // a table without routes is no table
        return List.of();
      }
    }

    /** Which object it is, and what of it the kernel reports when it changes. */
    private static Object state(KernelObject<?> object) {
      return switch (object) {
        case Link link ->
            List.of(
                link.identity(),
                link.name(),
                link.get(Link.MTU, 0),
                link.master(),
                link.isUp(),
                link.alternativeNames());
        case Address address -> List.of(address.identity(), address.scope(), address.flags());
        case NextHop hop ->
            List.of(
                hop.identity(),
                hop.family(),
                hop.protocol(),
                hop.dev(),
                hop.gateway().toString(),
                hop.group(),
                hop.get(NextHop.GROUP_TYPE, 0),
                hop.has(NextHop.BLACKHOLE));
        case Neighbour neighbour -> List.of(neighbour.identity(), neighbour.linkAddress());
        default -> object.identity();
      };
    }

    /** Neighbours that the kernel makes for itself are made without an event. */
    private boolean isFollowed(T object) {
      return !(object instanceof Neighbour neighbour
          && neighbour.family() != AF_BRIDGE
          && (neighbour.state() & (Neighbour.NUD_NOARP | Neighbour.NUD_INCOMPLETE)) != 0);
    }

    @Override
    public void close() {
      mirror.close(); // upon which the thread ends
    }
  }

  @BeforeAll
  static void needs() {
    IpRoute.require();
  }

  @Test
  void whateverItDoes(TestReporter reporter) throws Exception {
    try (Sandbox sandbox = Sandbox.create();
        NetlinkSession session = sandbox.session()) {
      IpRoute ip = new IpRoute(sandbox.namespace());
      List<String> ran = new ArrayList<>();
      for (String command : RandomCommands.NETWORK) {
        ip.run(command);
      }
      List<Followed<?>> mirrors =
          List.of(
              new Followed<>(sandbox, Route.all(AF_INET)),
              new Followed<>(sandbox, Route.all(AF_INET).table(Route.RT_TABLE_MAIN)),
              new Followed<>(sandbox, Route.all(AF_INET6)),
              new Followed<>(sandbox, Route.all(AF_INET6).table(1000)),
              new Followed<>(sandbox, Route.all(AF_UNSPEC)),
              new Followed<>(sandbox, Link.all()),
              new Followed<>(sandbox, Address.all(AF_UNSPEC)),
              new Followed<>(sandbox, Address.all(AF_INET6)),
              new Followed<>(sandbox, Neighbour.all(AF_INET)),
              new Followed<>(sandbox, Neighbour.all(AF_INET6)),
              new Followed<>(sandbox, Neighbour.all(AF_BRIDGE)),
              new Followed<>(sandbox, Rule.all(AF_UNSPEC)),
              new Followed<>(sandbox, NextHop.all()));
      try {
        RandomCommands commands = new RandomCommands(SEED);
        int done = 0;
        int quietPoints = 0;
        long end = System.nanoTime() + SECONDS * NS_PER_S;
        while (System.nanoTime() < end) {
          for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
            String command = commands.next();
            ran.add(command);
            done += runOrNot(ip, command) ? 1 : 0;
          }
          assertEquals(
              Set.of(), settled(mirrors, session), () -> "seed " + SEED + " after " + tail(ran));
          quietPoints++;
        }
        StringBuilder counts = new StringBuilder("mirror equals dump at every quiet point\n");
        counts.append(
            "seed %d: %,d commands, %,d of them done; %,d quiet points\n"
                .formatted(SEED, ran.size(), done, quietPoints));
        mirrors.forEach(mirror -> counts.append(mirror.counts()).append('\n'));
        reporter.publishEntry("counts", counts.toString());
      } finally {
        for (Followed<?> mirror : mirrors) {
          mirror.close();
        }
      }
    }
  }

  /** What differs once all events had time to come. */
  private static Set<String> settled(List<Followed<?>> mirrors, NetlinkSession session)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + CATCH_UP_NS;
    while (true) {
      Set<String> differences = new TreeSet<>();
      for (Followed<?> mirror : mirrors) {
        mirror.differences(session).forEach(each -> differences.add(mirror.filter + ": " + each));
      }
      if (differences.isEmpty() || System.nanoTime() > end) {
        return differences;
      }
      Thread.sleep(5);
    }
  }

  /** Whether it was done: a half of what is tried at random cannot be. */
  private static boolean runOrNot(IpRoute ip, String command) {
    try {
      ip.run(command);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static String tail(List<String> commands) {
    return String.join("\n", commands.subList(Math.max(0, commands.size() - 40), commands.size()));
  }
}
