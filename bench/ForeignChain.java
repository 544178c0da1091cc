// SPDX-License-Identifier: Apache-2.0
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Plants chains: the RTNL's holder waits for {@code dev->lock}, which a thread has that never takes
 * the RTNL. Linux 7.2 or newer, as root, in a network namespace with a link {@code dummy0}. Shares
 * no code with rtnlab.
 *
 * <p>{@code java -cp CLASSES ForeignChain LOG MILLISECONDS COUNT}
 *
 * <pre>
 *  culprit   ETHTOOL_GFEATURES of dummy0, under its dev->lock, copies to a page that is missing
 *  setter    SIOCSIFMTU of dummy0 takes the RTNL and waits for that dev->lock
 *  victim    SIOCSIFMTU of lo waits for the RTNL
 * </pre>
 *
 * A line for each: {@code chain CULPRIT SETTER FROM UNTIL}, thread ids and CLOCK_MONOTONIC in
 * nanoseconds.
 */
final class ForeignChain {
  private static final int SIOCSIFMTU = 0x8922;
  private static final int SIOCETHTOOL = 0x8946;
  private static final int ETHTOOL_GFEATURES = 0x3a;

  private final Arena arena = Arena.ofShared();
  private final ForeignHolder.Page page = new ForeignHolder.Page(arena);
  private final ForeignHolder.Worker culprit = worker("culprit");
  private final ForeignHolder.Worker setter = worker("setter");
  private final List<ForeignHolder.Worker> victims = List.of(worker("victim"), worker("victim"));
  private final long socket = socket();

  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      System.err.println("usage: ForeignChain LOG MILLISECONDS COUNT");
      System.exit(2);
    }
    long lengthNs = Long.parseLong(args[1]) * 1_000_000;
    try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(Path.of(args[0])))) {
      ForeignChain chain = new ForeignChain();
      chain.plant(0); // links and compiles each call
      log.printf("ready%n");
      log.flush();
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        ForeignHolder.pause(lengthNs / 2);
        long[] times = chain.plant(lengthNs);
        log.printf(
            "chain %d %d %d %d%n", chain.culprit.thread, chain.setter.thread, times[0], times[1]);
        log.flush();
      }
      log.printf("done%n");
    }
    System.exit(0);
  }

  private long[] plant(long lengthNs) {
    long data = page.memory.address() - 8;
    page.before().set(ValueLayout.JAVA_INT, 0, ETHTOOL_GFEATURES);
    page.before().set(ValueLayout.JAVA_INT, 4, 2);
    culprit.start(() -> ask(SIOCETHTOOL, "dummy0", data));
    page.awaitFault(culprit);
    long[] times = {System.nanoTime(), 0};
    setter.start(() -> ask(SIOCSIFMTU, "dummy0", 1400));
    ForeignHolder.pause(20_000_000);
    victims.forEach(victim -> victim.start(() -> ask(SIOCSIFMTU, "lo", 65536)));
    ForeignHolder.pause(lengthNs);
    times[1] = System.nanoTime();
    page.resolve();
    List<ForeignHolder.Worker> all = new ArrayList<>(victims);
    all.add(culprit);
    all.add(setter);
    all.forEach(ForeignHolder.Worker::await);
    page.rearm();
    return times;
  }

  private void ask(int request, String device, long value) {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment ifreq = ForeignHolder.ifreq(own, device, 0);
      ifreq.set(ValueLayout.JAVA_LONG, 16, value);
      ForeignHolder.check(
          "ioctl of " + device,
          ForeignHolder.call(ForeignHolder.IOCTL, socket, request, ifreq.address(), 0, 0, 0));
    }
  }

  private static ForeignHolder.Worker worker(String name) {
    ForeignHolder.Worker worker = new ForeignHolder.Worker(true);
    ForeignHolder.rename(worker.thread, name);
    return worker;
  }

  private static long socket() {
    return ForeignHolder.check(
        "socket", ForeignHolder.call(ForeignHolder.SOCKET, 2, 2, 0, 0, 0, 0));
  }
}
