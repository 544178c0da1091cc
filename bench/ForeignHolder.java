// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds the RTNL for known lengths of time and writes down by its own clock when it did, for a
 * judge of what rtnlab says of it. Shares no code with rtnlab. Linux on x86-64 or arm64, root.
 *
 * <p>{@code unshare -n java --enable-native-access=ALL-UNNAMED ForeignHolder.java LOG
 * KIND:MICROSECONDS:COUNT...}
 *
 * <pre>
 *  asleep    SIOCGIFCONF copies to a page that is missing (userfaultfd) and sleeps until it is there
 *  running   TUNATTACHFILTER compiles a filter for each queue of a tap device, reading it each time
 *  trylock   /proc/sys/net/ipv4/conf/all/forwarding sets as many devices, got by rtnl_trylock()
 *  overlap   two threads ask, the second while the first holds (asleep)
 *  renamed   asleep, and gets another name in the middle of the hold
 *  exits     asleep, by a thread that ends at once when its system call has returned
 *  last      asleep, and the process ends at once (exit_group)
 * </pre>
 *
 * A line for each hold, times of CLOCK_MONOTONIC in nanoseconds; the RTNL was held from {@code
 * seen} to {@code end} for certain, and at no time outside {@code entry} to {@code exit}:
 *
 * <pre>
 *  KIND MICROSECONDS THREAD ENTRY SEEN END EXIT
 * </pre>
 *
 * <ul>
 *   <li>asleep: {@code seen} is when the page fault was read, {@code end} when it was resolved;
 *   <li>running: {@code seen} is when another thread saw the page populated that the kernel reads
 *       first (mincore); {@code end} is as long after its last reading as a filter takes to compile
 *       at least;
 *   <li>trylock: {@code seen} is when the first device showed the new setting, {@code end} when the
 *       last one was asked and showed the old one;
 *   <li>last: {@code end} and {@code exit} stand in LOG.last, two numbers of 64 bits in the
 *       machine's order, since its process does not live to write a line.
 * </ul>
 */
final class ForeignHolder {
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  static final int IOCTL = ARM ? 29 : 16;
  static final int SOCKET = ARM ? 198 : 41;
  private static final int OPENAT = ARM ? 56 : 257;
  private static final int CLOSE = ARM ? 57 : 3;
  private static final int READ = ARM ? 63 : 0;
  static final int MMAP = ARM ? 222 : 9;
  private static final int MADVISE = ARM ? 233 : 28;
  private static final int MINCORE = ARM ? 232 : 27;
  private static final int USERFAULTFD = ARM ? 282 : 323;
  private static final int SCHED_SETSCHEDULER = ARM ? 119 : 144;
  private static final int EXIT_GROUP = ARM ? 94 : 231;
  private static final int POLL = ARM ? 73 : 7; // ppoll on arm64, which has no poll

  private static final long TUNSETIFF = 0x400454caL;
  private static final long TUNATTACHFILTER = 0x401054d5L;
  private static final int SIOCGIFCONF = 0x8912;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final int IFF_UP = 1;
  private static final int IFF_TAP = 2;
  private static final int IFF_MULTI_QUEUE = 0x0100;
  private static final int IFF_NO_PI = 0x1000;
  private static final MemorySegment TUN = Arena.global().allocateFrom("/dev/net/tun");
  private static final int PAGE = 64 * 1024; // a multiple of every page size in use
  private static final int MOST_QUEUES = 256;

  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MethodHandle SYSCALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1),
              ERRNO);
  private static final ThreadLocal<MemorySegment> CAPTURED =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));
  private static final long ERRNO_AT =
      Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

  private static final boolean ORDINARY = System.getenv("ORDINARY") != null;

  private final PrintWriter log;
  private final MemorySegment ofLast;
  private final Arena arena = Arena.ofShared();

  private ForeignHolder(PrintWriter log, Path last) throws IOException {
    this.log = log;
    try (FileChannel file =
        FileChannel.open(
            last, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ofLast = file.map(FileChannel.MapMode.READ_WRITE, 0, 16, arena);
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: ForeignHolder LOG KIND:MICROSECONDS:COUNT...");
      System.exit(2);
    }
    System.exit(new Program(args).run());
  }

  private static final class Program {
    private final String[] args;

    private Program(String[] args) {
      this.args = args;
    }

    private int run() throws Exception {
      try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(Path.of(args[0])))) {
        ForeignHolder holder = new ForeignHolder(log, Path.of(args[0] + ".last"));
        loopbackUp();
        allowFilters();
        holder.tryOnce();
        log.printf("process %s%n", Files.readSymbolicLink(Path.of("/proc/self")));
        log.printf("ready %d%n", System.nanoTime());
        log.flush();
        for (int i = 1; i < args.length; i++) {
          String[] plan = args[i].split(":");
          holder.hold(plan[0], Long.parseLong(plan[1]), Integer.parseInt(plan[2]));
        }
        log.printf("done %d%n", System.nanoTime());
        log.flush();
      }
      return 0;
    }
  }

  private void hold(String kind, long micros, int count) throws Exception {
    List<Tap> taps = kind.equals("running") ? List.of(Tap.lasting(arena, micros)) : List.of();
    Forwarding forwarding = kind.equals("trylock") ? new Forwarding(micros) : null;
    List<long[]> ran = new ArrayList<>();
    Page page = new Page(arena);
    Page second = new Page(arena);
    Worker worker = new Worker(kind.equals("trylock"));
    Worker other = new Worker(false);
    for (int round = 0; round < count; round++) {
      pause(Math.max(5_000_000, micros * 200));
      switch (kind) {
        case "asleep" -> asleep(kind, micros, page, worker, null);
        case "renamed" -> asleep(kind, micros, page, worker, "renamed-" + round % 100);
        case "exits" -> {
          Worker mayfly = new Worker(false);
          asleep(kind, micros, page, mayfly, null);
          mayfly.end();
        }
        case "overlap" -> {
          CountDownLatch first = new CountDownLatch(1);
          Thread beside =
              Thread.ofPlatform()
                  .start(
                      () -> {
                        awaitQuietly(first);
                        pause(micros * 250);
                        asleep(kind, micros, second, other, null);
                      });
          asleep(kind, micros, page, worker, null, first);
          beside.join();
        }
        case "running" -> ran.add(running(taps.getFirst(), worker));
        case "trylock" -> forwarding.toggle(micros, worker, log);
        case "last" -> last(micros, page, worker);
        default -> throw new IllegalArgumentException("no kind of hold: " + kind);
      }
      log.flush();
    }
    for (long[] times : ran) {
      // The kernel held on for as long as no attempt was ever quicker than.
      times[2] = Math.min(times[2] + taps.getFirst().shortestNs, times[3]);
      write(kind, micros, worker.thread, times);
    }
    worker.end();
    other.end();
  }

  /** The first of each call links and compiles it; none of that belongs into a planted hold. */
  private void tryOnce() throws IOException {
    Page page = new Page(arena);
    Worker worker = new Worker(false);
    for (int i = 0; i < 20; i++) {
      write("warm-up", 0, worker.thread, hold(page, worker, 0, () -> {}));
    }
    worker.end();
  }

  private void asleep(String kind, long micros, Page page, Worker worker, String name) {
    asleep(kind, micros, page, worker, name, new CountDownLatch(1));
  }

  private void asleep(
      String kind, long micros, Page page, Worker worker, String name, CountDownLatch begun) {
    Runnable meanwhile =
        () -> {
          begun.countDown();
          if (name != null) {
            rename(worker.thread, name);
          }
        };
    long[] times = hold(page, worker, micros * 1000, meanwhile);
    write(kind, micros, worker.thread, times);
  }

  private synchronized void write(String kind, long micros, int thread, long[] times) {
    log.printf(
        "%s %d %d %d %d %d %d%n", kind, micros, thread, times[0], times[1], times[2], times[3]);
  }

  /** Returns entry, seen, end, exit. */
  private static long[] hold(Page page, Worker worker, long lengthNs, Runnable meanwhile) {
    long[] times = new long[4];
    urgent(1);
    worker.start(
        () -> {
          times[0] = System.nanoTime();
          long copied = page.ask();
          times[3] = System.nanoTime();
          if (copied <= 0) {
            throw new IllegalStateException("SIOCGIFCONF gave " + copied);
          }
        });
    page.awaitFault(worker);
    times[1] = System.nanoTime();
    meanwhile.run();
    until(times[1] + lengthNs);
    times[2] = System.nanoTime();
    page.resolve();
    worker.await();
    page.rearm();
    ordinary();
    return times;
  }

  private void last(long micros, Page page, Worker worker) {
    long[] times = new long[4];
    urgent(1);
    worker.start(
        () -> {
          times[0] = System.nanoTime();
          page.ask();
          ofLast.set(ValueLayout.JAVA_LONG, 8, System.nanoTime());
          call(EXIT_GROUP, 0, 0, 0, 0, 0, 0);
        });
    page.awaitFault(worker);
    times[1] = System.nanoTime();
    // No line can be written once the process ends: this one is without end and exit.
    write("last", micros, worker.thread, times);
    log.flush();
    until(times[1] + micros * 1000);
    ofLast.set(ValueLayout.JAVA_LONG, 0, System.nanoTime());
    page.resolve();
    worker.await();
  }

  /** Returns entry, seen, not before the last reading, exit. */
  private static long[] running(Tap tap, Worker worker) {
    long[] times = new long[4];
    tap.forget();
    urgent(1);
    worker.start(
        () -> {
          times[0] = System.nanoTime();
          long result = tap.attach();
          times[3] = System.nanoTime();
          if (result != 0) {
            throw new IllegalStateException("TUNATTACHFILTER gave " + result);
          }
        });
    long first = 0;
    long unread = System.nanoTime();
    long lastRead = 0; // not before this time
    while (!worker.isIdle()) {
      long before = System.nanoTime();
      if (tap.isRead()) {
        lastRead = unread;
        if (first == 0) {
          first = System.nanoTime();
          ordinary(); // the waiters want a CPU as well
        }
        tap.forget();
        unread = System.nanoTime();
      } else {
        unread = before;
      }
      if (first != 0) {
        LockSupport.parkNanos(50_000);
      }
    }
    ordinary();
    worker.await();
    // The observer may not have had a CPU.
    times[1] = first == 0 ? times[3] : Math.min(first, times[3]);
    times[2] = Math.clamp(lastRead, times[1], times[3]);
    tap.tookNs(times[3] - times[1]);
    return times;
  }

  /** A tap device whose filter takes so long to attach. */
  private static final class Tap {
    private static final int MOST_LOADS = 3500;

    private static final int ZEROS = 511;
    private static final short LOAD_WORD = 0x20;
    private static final short RETURN_A = 0x16;

    private final MemorySegment memory;
    private final MemorySegment program;
    private final MemorySegment resident;
    private int file;

    /** Half of what any attempt at one queue took. */
    private long shortestNs;

    private int queues = 1;

    private Tap(Arena arena, String name, int queues, int loads) {
      memory = anonymous(2 * PAGE);
      program = arena.allocate(16, 8);
      resident = arena.allocate(16);
      // The first instructions are zero (A = 0) and lie in memory that is not there yet, to show
      // when the kernel reads them; the others load words, which takes long to compile.
      for (int i = 0; i < loads; i++) {
        memory.set(ValueLayout.JAVA_SHORT, PAGE + 8L * i, LOAD_WORD);
      }
      memory.set(ValueLayout.JAVA_SHORT, PAGE + 8L * loads, RETURN_A);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) (ZEROS + loads + 1));
      program.set(ValueLayout.JAVA_LONG, 8, memory.address() + PAGE - 8L * ZEROS);
      MemorySegment ifreq = ifreq(arena, name, IFF_MULTI_QUEUE | IFF_NO_PI | IFF_TAP);
      for (int queue = 0; queue < queues; queue++) {
        file = (int) openTap(ifreq);
      }
    }

    /** Tries one queue to see how many it takes. */
    static Tap lasting(Arena arena, long micros) {
      double shortest = new Tap(arena, "short%d", 1, 0).tried().shortestNs / 1e3;
      Tap one = new Tap(arena, "one%d", 1, MOST_LOADS).tried();
      double longest = one.shortestNs / 1e3;
      if (micros < longest) {
        double loads = MOST_LOADS * (micros - shortest) / (longest - shortest);
        return new Tap(arena, "some%d", 1, (int) Math.clamp(loads, 0, MOST_LOADS)).tried();
      }
      int queues = (int) Math.clamp(Math.round(micros / longest), 1, MOST_QUEUES);
      Tap tap = new Tap(arena, "many%d", queues, MOST_LOADS);
      tap.shortestNs = one.shortestNs;
      tap.queues = queues;
      return tap;
    }

    private Tap tried() {
      shortestNs = Long.MAX_VALUE;
      for (int i = 0; i < 40; i++) {
        long since = System.nanoTime();
        check("TUNATTACHFILTER", attach());
        shortestNs = Math.min(shortestNs, System.nanoTime() - since);
      }
      // Half of it, since the kernel may be quicker another time.
      shortestNs /= 2;
      return this;
    }

    /** All queues together took so long; a hold whose begin was not seen says nothing. */
    private void tookNs(long ns) {
      if (ns > 0) {
        shortestNs = Math.min(shortestNs, ns / queues / 2);
      }
    }

    long attach() {
      return call(IOCTL, file, TUNATTACHFILTER, program.address(), 0, 0, 0);
    }

    void forget() {
      check("madvise", call(MADVISE, memory.address(), PAGE, 4, 0, 0, 0));
    }

    boolean isRead() {
      call(MINCORE, memory.address() + PAGE - 4096, 4096, resident.address(), 0, 0, 0);
      return (resident.get(ValueLayout.JAVA_BYTE, 0) & 1) != 0;
    }
  }

  /** A sysctl that sets as many devices as take so long. */
  private static final class Forwarding {
    /** Each takes milliseconds to remove. */
    private static final int MOST_DEVICES = 100;

    private static final Path CONF = Path.of("/proc/sys/net/ipv4/conf");
    private final RandomAccessFile all;
    private final List<RandomAccessFile> devices = new ArrayList<>();
    private boolean on;

    private Forwarding(long micros) throws IOException {
      all = new RandomAccessFile(CONF.resolve("all/forwarding").toFile(), "rw");
      Arena arena = Arena.ofShared();
      int wanted = 50;
      addDevices(arena, wanted);
      double took = shortest();
      while (took < micros && devices.size() < MOST_DEVICES) {
        int more = (int) Math.clamp(devices.size() * (micros / took - 1), 1, MOST_DEVICES);
        addDevices(arena, more);
        took = shortest();
      }
    }

    private void addDevices(Arena arena, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        String name = "fwd" + devices.size();
        openTap(ifreq(arena, name, IFF_NO_PI | IFF_TAP));
        devices.add(new RandomAccessFile(CONF.resolve(name + "/forwarding").toFile(), "r"));
      }
    }

    private double shortest() throws IOException {
      long shortest = Long.MAX_VALUE;
      for (int i = 0; i < 10; i++) {
        long since = System.nanoTime();
        write();
        shortest = Math.min(shortest, System.nanoTime() - since);
      }
      return shortest / 1e3;
    }

    private void write() throws IOException {
      on = !on;
      all.seek(0);
      all.write(on ? '1' : '0');
    }

    private void toggle(long micros, Worker worker, PrintWriter log) throws IOException {
      long[] times = new long[4];
      byte before = (byte) (on ? '1' : '0');
      worker.start(
          () -> {
            times[0] = System.nanoTime();
            try {
              write();
            } catch (IOException refused) {
              throw new IllegalStateException(refused);
            }
            times[3] = System.nanoTime();
          });
      while (read(devices.getFirst()) == before && !worker.isIdle()) {
        Thread.onSpinWait();
      }
      times[1] = System.nanoTime();
      times[2] = times[1];
      for (long asked = System.nanoTime();
          read(devices.getLast()) == before && !worker.isIdle();
          asked = System.nanoTime()) {
        times[2] = asked;
        Thread.onSpinWait();
      }
      worker.await();
      times[2] = Math.min(times[2], times[3]);
      times[1] = Math.min(times[1], times[2]);
      log.printf(
          "trylock %d %d %d %d %d %d%n",
          micros, worker.thread, times[0], times[1], times[2], times[3]);
    }

    private static byte read(RandomAccessFile file) throws IOException {
      file.seek(0);
      return (byte) file.read();
    }
  }

  /** A missing page, and who copies to it. */
  static final class Page {
    /** What lies before the missing page is there. */
    private final MemorySegment around = anonymous(2 * PAGE);

    final MemorySegment memory = around.asSlice(PAGE);
    private final MemorySegment request;
    private final MemorySegment message;
    private final MemorySegment ifconf;
    private final MemorySegment poll;
    private final long faults;
    private final long socket;

    Page(Arena arena) {
      request = arena.allocate(32, 8);
      message = arena.allocate(32, 8);
      ifconf = arena.allocate(16, 8);
      poll = arena.allocate(8, 8);
      socket = check("socket", call(SOCKET, 2, 2, 0, 0, 0, 0));
      faults = check("userfaultfd", call(USERFAULTFD, 0x80800, 0, 0, 0, 0, 0));
      ask(0xC018AA3FL, 0xAA, 0, 0);
      ask(0xC020AA00L, memory.address(), PAGE, 1);
      poll.set(ValueLayout.JAVA_INT, 0, (int) faults);
      poll.set(ValueLayout.JAVA_SHORT, 4, (short) 1);
    }

    private void ask(long number, long first, long second, long third) {
      request.set(ValueLayout.JAVA_LONG, 0, first);
      request.set(ValueLayout.JAVA_LONG, 8, second);
      request.set(ValueLayout.JAVA_LONG, 16, third);
      request.set(ValueLayout.JAVA_LONG, 24, 0);
      check("userfaultfd", call(IOCTL, faults, number, request.address(), 0, 0, 0));
    }

    /** Copies the addresses of this namespace to the page. */
    long ask() {
      ifconf.set(ValueLayout.JAVA_INT, 0, PAGE);
      ifconf.set(ValueLayout.JAVA_LONG, 8, memory.address());
      long result = call(IOCTL, socket, SIOCGIFCONF, ifconf.address(), 0, 0, 0);
      return result < 0 ? result : ifconf.get(ValueLayout.JAVA_INT, 0);
    }

    /** The last eight bytes before it. */
    MemorySegment before() {
      return around.asSlice(PAGE - 8, 8);
    }

    /** Spins for a while, since a sleeper would learn of the fault later, and then looks slowly. */
    void awaitFault(Worker worker) {
      long closelyUntil = System.nanoTime() + 3_000_000;
      while (call(READ, faults, message.address(), 32, 0, 0, 0) != 32) {
        if (worker.isIdle()) {
          throw new IllegalStateException("the RTNL was not held: no page fault");
        }
        if (System.nanoTime() < closelyUntil) {
          Thread.onSpinWait();
        } else if (!ARM) {
          call(POLL, poll.address(), 1, 20, 0, 0, 0);
        }
      }
    }

    void resolve() {
      ask(0xC020AA04L, memory.address(), PAGE, 0);
    }

    void rearm() {
      check("madvise", call(MADVISE, memory.address(), PAGE, 4, 0, 0, 0));
    }
  }

  /** A thread that does one thing after another, at real-time priority unless ordinary. */
  static final class Worker {
    private final Thread thread0;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile Runnable next;
    private volatile boolean ended;
    private volatile Throwable failure;
    int thread;

    Worker(boolean asOthers) {
      thread0 =
          Thread.ofPlatform()
              .name("foreign")
              .daemon()
              .start(
                  () -> {
                    thread = ownThread();
                    if (!asOthers) {
                      urgent(2);
                    }
                    ready.countDown();
                    while (!ended) {
                      Runnable task = next;
                      if (task == null) {
                        LockSupport.park(this);
                        continue;
                      }
                      try {
                        task.run();
                      } catch (Throwable failed) {
                        failure = failed;
                      }
                      next = null;
                    }
                  });
      awaitQuietly(ready);
    }

    void start(Runnable task) {
      next = task;
      LockSupport.unpark(thread0);
    }

    private boolean isIdle() {
      return next == null;
    }

    void await() {
      while (next != null) {
        Thread.onSpinWait();
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }

    void end() {
      ended = true;
      LockSupport.unpark(thread0);
      try {
        thread0.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * As the process that mounted /proc counts threads, which may be outside of this PID namespace.
   */
  private static int ownThread() {
    try {
      Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      return Integer.parseInt(self.getFileName().toString());
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static void pause(long ns) {
    long until = System.nanoTime() + ns;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** The last part is spun: a timer is late. */
  private static void until(long deadlineNs) {
    while (true) {
      long left = deadlineNs - System.nanoTime();
      if (left <= 0) {
        return;
      }
      if (left > 150_000) {
        LockSupport.parkNanos(left - 150_000);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Filters are charged to their sockets; since Linux 6.8 a namespace has a limit of its own. */
  private static void allowFilters() throws IOException {
    Path limit = Path.of("/proc/sys/net/core/optmem_max");
    if (Files.exists(limit)) {
      Files.writeString(limit, Integer.toString(64 << 20));
    }
  }

  /** A tap device of one queue, which is gone when the file is closed. */
  static long openTap(Arena arena, String name) {
    return openTap(ifreq(arena, name, IFF_TAP));
  }

  /** A queue of the tap device that is asked for, whose name the kernel writes there. */
  private static long openTap(MemorySegment ifreq) {
    long file = check("open /dev/net/tun", call(OPENAT, -100, TUN.address(), 2, 0, 0, 0));
    check("TUNSETIFF", call(IOCTL, file, TUNSETIFF, ifreq.address(), 0, 0, 0));
    return file;
  }

  static MemorySegment ifreq(Arena arena, String name, int flags) {
    MemorySegment ifreq = arena.allocate(40, 8);
    ifreq.setString(0, name);
    ifreq.set(ValueLayout.JAVA_SHORT, 16, (short) flags);
    return ifreq;
  }

  static void closeFile(long file) {
    check("close", call(CLOSE, file, 0, 0, 0, 0, 0));
  }

  static void rename(int thread, String name) {
    try {
      Files.writeString(Path.of("/proc/self/task/" + thread + "/comm"), name);
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static void urgent(int priority) {
    if (!ORDINARY) {
      scheduler(1, priority);
    }
  }

  private static void ordinary() {
    if (!ORDINARY) {
      scheduler(0, 0);
    }
  }

  static void scheduler(int policy, int priority) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parameter = arena.allocateFrom(ValueLayout.JAVA_INT, priority);
      check(
          "sched_setscheduler", call(SCHED_SETSCHEDULER, 0, policy, parameter.address(), 0, 0, 0));
    }
  }

  static void loopbackUp() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ifreq = ifreq(arena, "lo", IFF_UP);
      long socket = check("socket", call(SOCKET, 2, 2, 0, 0, 0, 0));
      check("SIOCSIFFLAGS", call(IOCTL, socket, SIOCSIFFLAGS, ifreq.address(), 0, 0, 0));
    }
  }

  private static MemorySegment anonymous(long bytes) {
    long address = check("mmap", call(MMAP, 0, bytes, 3, 0x22, -1, 0));
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  static long check(String what, long result) {
    if (result < 0) {
      throw new IllegalStateException(what + " failed with errno " + -result);
    }
    return result;
  }

  static long call(long number, long a, long b, long c, long d, long e, long f) {
    MemorySegment captured = CAPTURED.get();
    try {
      long result = (long) SYSCALL.invokeExact(captured, number, a, b, c, d, e, f);
      return result == -1 ? -captured.get(ValueLayout.JAVA_INT, ERRNO_AT) : result;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
