// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fuzz;

import com.sun.management.ThreadMXBean;
import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.capture.Recorded;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@link AnyBytesTest} for as many bytes as wanted, over all decoders in turn:
 *
 * <pre>
 *  ./rtnlab test -Pfuzz-bytes -pl java-bindings/netlink -am -DskipTests -Dfuzz.bytes=1000000000
 * </pre>
 *
 * Interrupted, it goes on where it stopped: what was done lies in {@code target/fuzz/bytes.state}.
 * An input that throws anything but {@code MalformedMessage} is a crash, one that is read for
 * longer than {@value #HANG_CPU_S} s of CPU time a hang; one that allocates more than {@value
 * #ALLOCATION_BYTES} and {@value #ALLOCATION_PER_BYTE} times its own size is too greedy. Each is
 * printed in hexadecimal.
 */
public final class AnyBytesRun {
  private static final long BLOCK_BYTES = 1_000_000;
  private static final int HANG_CPU_S = 5;
  private static final long ALLOCATION_BYTES = 1 << 20;
  private static final long ALLOCATION_PER_BYTE = 1_000;
  private static final int PROGRESS_S = 10;
  private static final int MOST_PRINTED = 20;
  private static final long NS_PER_S = 1_000_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One kind of message and where its inputs come from. */
  private record Source(Codec<?> codec, AttributeSet table, List<byte[]> recorded) {}

  private final Path file;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Source> sources;
  private final Thread reader = Thread.currentThread();
  private volatile byte @Nullable [] input;

  private AnyBytesRun(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      Properties saved = new Properties();
      try (InputStream in = Files.newInputStream(file)) {
        saved.load(in);
      }
      saved.forEach((name, count) -> counts.put((String) name, Long.valueOf((String) count)));
    }
    this.sources =
        Messages.codecs().stream()
            .map(codec -> new Source(codec, table(codec), Recorded.messages(codec)))
            .toList();
  }

  /** Takes the state's file, how many bytes altogether, and the seed. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    AnyBytesRun run = new AnyBytesRun(file);
    Thread.ofPlatform().daemon().start(run::watch);
    run.upTo(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    System.exit(run.report());
  }

  private void upTo(long bytes, long seed) throws IOException {
    int inputs = 0; // stays far below 2^31 at 10^9 bytes
    while (get("bytes") < bytes) {
      Mischief mischief = new Mischief(new Random(seed * 1_000_003 + get("blocks")));
      Random choice = new Random(seed + get("blocks"));
      long cpu = THREADS.getCurrentThreadCpuTime();
      long done = 0;
      while (done < BLOCK_BYTES) {
        Source source = sources.get(inputs++ % sources.size());
        byte[] datagram = next(source, mischief, choice);
        done += datagram.length;
        read(source.codec, datagram);
      }
      add("bytes", done);
      add("cpu-ms", (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000);
      add("blocks", 1);
      save();
    }
  }

  private static byte[] next(Source source, Mischief mischief, Random choice) {
    byte[] one = single(source, mischief, choice);
    return choice.nextInt(8) == 0 ? mischief.joined(one, single(source, mischief, choice)) : one;
  }

  private static byte[] single(Source source, Mischief mischief, Random choice) {
    int kind = choice.nextInt(16);
    if (kind == 0) {
      return mischief.noise();
    }
    if (kind == 1) {
      return mischief.refusal();
    }
    if (kind == 2) {
      return mischief.shaped(source.codec, AttributeSet.UNKNOWN);
    }
    if (kind < 9 || source.recorded.isEmpty()) {
      return mischief.shaped(source.codec, source.table);
    }
    byte[] real = source.recorded.get(choice.nextInt(source.recorded.size()));
    return kind < 13 ? mischief.spoilt(real) : mischief.shortened(real);
  }

  private void read(Codec<?> codec, byte[] datagram) {
    input = datagram;
    long allocated = 0;
    try {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      int meanings = Reading.everything(datagram);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated > bound(datagram)) { // again: the first of its kind loads classes
        before = THREADS.getCurrentThreadAllocatedBytes();
        Reading.everything(datagram);
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      add(codec + (meanings < 0 ? ".malformed" : ".read"), 1);
    } catch (RuntimeException | Error ours) {
      add("crashes", 1);
      print("crash of " + codec, datagram, ours);
    }
    add("most-allocated", Math.max(0, allocated - get("most-allocated")));
    if (allocated > bound(datagram)) {
      add("greedy", 1);
      print(allocated + " bytes allocated by " + codec, datagram, null);
    }
  }

  private static long bound(byte[] datagram) {
    return ALLOCATION_BYTES + ALLOCATION_PER_BYTE * datagram.length;
  }

  private void print(String what, byte[] datagram, @Nullable Throwable thrown) {
    if (get("crashes") + get("greedy") <= MOST_PRINTED) {
      System.out.println(what + ": " + HexFormat.of().formatHex(datagram));
      if (thrown != null) {
        thrown.printStackTrace(System.out);
      }
    }
  }

  /** Shows progress, and ends the program where one input is read for too long. */
  private void watch() {
    byte[] last = null;
    long since = 0;
    for (long second = 1; true; second++) {
      long cpu = THREADS.getThreadCpuTime(reader.threadId());
      byte[] now = input;
      if (now != last) {
        last = now;
        since = cpu;
      } else if (now != null && cpu - since > HANG_CPU_S * NS_PER_S) {
        System.out.println("hang: " + HexFormat.of().formatHex(now));
        Runtime.getRuntime().halt(2);
      }
      if (second % PROGRESS_S == 0) {
        System.err.printf("%,d bytes, %,d crashes%n", get("bytes"), get("crashes"));
      }
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  private int report() {
    long read = 0;
    long malformed = 0;
    System.out.println("message                    with a meaning     malformed");
    for (Source source : sources) {
      long meanings = get(source.codec + ".read");
      long none = get(source.codec + ".malformed");
      System.out.printf("%-24s %,16d %,13d%n", source.codec, meanings, none);
      read += meanings;
      malformed += none;
    }
    System.out.printf("%-24s %,16d %,13d%n", "all", read, malformed);
    System.out.printf(
        "%,d bytes: %,d crashes, 0 hangs, %,d allocations beyond %,d bytes and %,d times the"
            + " input%n(most for one input: %,d); %,d s of CPU time%n",
        get("bytes"),
        get("crashes"),
        get("greedy"),
        ALLOCATION_BYTES,
        ALLOCATION_PER_BYTE,
        get("most-allocated"),
        get("cpu-ms") / 1_000);
    return get("crashes") + get("greedy") == 0 ? 0 : 1;
  }

  /** The usual table of such an object: that of one without attributes. */
  private static AttributeSet table(Codec<?> codec) {
    int length = NetlinkHeader.BYTES + NetlinkHeader.align(codec.headerBytes());
    MessageWriter writer = new MessageWriter(Arena.ofAuto().allocate(length, 8));
    writer.begin(codec.type(Verb.NEW), 0, 0);
    writer.bytes(new byte[length - NetlinkHeader.BYTES]);
    MessageCursor message = new MessageCursor().wrap(writer.end().datagram(), length);
    message.next();
    return codec.read(message).attributes().table();
  }

  private synchronized long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  private synchronized void add(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  private synchronized void save() throws IOException {
    Properties saved = new Properties();
    counts.forEach((name, count) -> saved.setProperty(name, count.toString()));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (OutputStream out = Files.newOutputStream(next)) {
      saved.store(out, null);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
