// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds the RTNL in one of four ways for as long as it is told to, with two threads that wait.
 * Shares no code with rtnlab. Linux 5.17 on x86-64 or arm64, root, in a network namespace of its
 * own.
 *
 * <p>Standard input has lines, standard output answers each:
 *
 * <pre>
 *  fault     held THREAD    asleep in a page fault: SIOCGIFCONF copies to a page that is missing (userfaultfd)
 *  rcu       held THREAD    asleep for RCU: a tap device is unregistered while a BPF program reads under RCU
 *  running   held THREAD    on a CPU: a listener's filter, a BPF program, reads the notification of a new MTU
 *  wanting   held THREAD    wants a CPU: woken from its page fault, on a CPU that another thread does not give away
 *  release   done, or early
 * </pre>
 *
 * The thread has the RTNL when it is named, and has it without a gap until {@code release}; {@code
 * early} says that the hold had ended before, so that what was seen meanwhile proves nothing.
 */
final class ForeignStall {
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final int SCHED_SETAFFINITY = ARM ? 122 : 203;
  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;
  private static final int SIOCSIFMTU = 0x8922;
  private static final int BIND = ARM ? 200 : 49;
  private static final int SETSOCKOPT = ARM ? 208 : 54;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_BPF = 50;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_ROUTE = 0;
  private static final int RTMGRP_LINK = 1;
  private static final int MTU = 65536;

  private final Arena arena = Arena.ofShared();
  private final ForeignHolder.Page page = new ForeignHolder.Page(arena);
  private final List<ForeignHolder.Worker> victims = List.of(worker("victim"), worker("victim"));
  private final long socket =
      ForeignHolder.check("socket", ForeignHolder.call(ForeignHolder.SOCKET, 2, 2, 0, 0, 0, 0));
  private ForeignHolder.Worker holder = worker("planted");
  private LongProgram filter;
  private volatile boolean released;
  private volatile boolean early;
  private Runnable release = () -> {};

  public static void main(String[] args) throws Exception {
    ForeignHolder.loopbackUp();
    ForeignStall stall = new ForeignStall();
    stall.mtu(MTU); // links the call
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("release")) {
        stall.end();
        System.out.println(stall.early ? "early" : "done");
      } else {
        stall.plant(line);
        System.out.println("held " + stall.holder.thread);
      }
    }
    System.exit(0);
  }

  private void plant(String kind) throws Exception {
    released = false;
    early = false;
    switch (kind) {
      case "fault" -> fault();
      case "rcu" -> rcu();
      case "running" -> running();
      case "wanting" -> wanting();
      default -> throw new IllegalArgumentException("no kind of stall: " + kind);
    }
    victims.forEach(victim -> victim.start(() -> mtu(MTU)));
    ForeignHolder.pause(20_000_000);
  }

  private void end() {
    released = true;
    release.run();
    holder.await();
    victims.forEach(ForeignHolder.Worker::await);
  }

  /** Starts what holds the RTNL. */
  private void hold(Runnable request) {
    holder.start(
        () -> {
          request.run();
          early = !released;
        });
  }

  private void fault() {
    hold(page::ask);
    page.awaitFault(holder);
    release =
        () -> {
          page.resolve();
          holder.await();
          page.rearm();
        };
  }

  private void rcu() throws IOException {
    LongProgram reader = new LongProgram(arena, LongProgram.RAW_TRACEPOINT);
    long file = ForeignHolder.openTap(arena, "stall%d");
    Thread reading = Thread.ofPlatform().daemon().start(reader::run);
    reader.awaitRunning();
    hold(() -> ForeignHolder.closeFile(file));
    awaitStack("synchronize_rcu");
    release =
        () -> {
          reader.stop();
          holder.await();
          join(reading);
          reader.close();
        };
  }

  private void running() {
    if (filter == null) {
      filter = new LongProgram(arena, LongProgram.SOCKET_FILTER);
      listenThrough(filter);
    }
    filter.again();
    hold(
        () -> {
          ForeignHolder.scheduler(SCHED_FIFO, 1);
          mtu(MTU - 1);
          ForeignHolder.scheduler(SCHED_OTHER, 0);
        });
    filter.awaitRunning();
    release = filter::stop;
  }

  /** A socket to which the kernel sends each change of a link, with the RTNL held. */
  private void listenThrough(LongProgram program) {
    long listener =
        ForeignHolder.check(
            "socket",
            ForeignHolder.call(ForeignHolder.SOCKET, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE, 0, 0, 0));
    MemorySegment address = arena.allocate(12, 4);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
    address.set(ValueLayout.JAVA_INT, 8, RTMGRP_LINK);
    ForeignHolder.check("bind", ForeignHolder.call(BIND, listener, address.address(), 12, 0, 0, 0));
    ForeignHolder.check(
        "SO_ATTACH_BPF",
        ForeignHolder.call(
            SETSOCKOPT,
            listener,
            SOL_SOCKET,
            SO_ATTACH_BPF,
            arena.allocateFrom(ValueLayout.JAVA_INT, program.program).address(),
            Integer.BYTES,
            0));
  }

  /** Two threads of one CPU and real-time priority, of which the higher never sleeps. */
  private void wanting() throws IOException {
    int cpu = Runtime.getRuntime().availableProcessors() - 1;
    hold(
        () -> {
          pin(cpu);
          ForeignHolder.scheduler(SCHED_FIFO, 1);
          page.ask();
          ForeignHolder.scheduler(SCHED_OTHER, 0);
        });
    page.awaitFault(holder);
    Thread spinning =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  pin(cpu);
                  ForeignHolder.scheduler(SCHED_FIFO, 2);
                  while (!released) {
                    Thread.onSpinWait();
                  }
                });
    ForeignHolder.pause(100_000_000);
    page.resolve();
    release =
        () -> {
          join(spinning);
          holder.await();
          page.rearm();
          holder.end();
          holder = worker("planted"); // on any CPU
        };
  }

  private void awaitStack(String part) throws IOException {
    Path stack = Path.of("/proc/self/task/" + holder.thread + "/stack");
    while (!Files.readString(stack).contains(part)) {
      ForeignHolder.pause(1_000_000);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the loopback device. */
  private void mtu(int bytes) {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment ifreq = ForeignHolder.ifreq(own, "lo", 0);
      ifreq.set(ValueLayout.JAVA_INT, 16, bytes);
      ForeignHolder.check(
          "SIOCSIFMTU",
          ForeignHolder.call(ForeignHolder.IOCTL, socket, SIOCSIFMTU, ifreq.address(), 0, 0, 0));
    }
  }

  private static void pin(int cpu) {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment mask = own.allocate(128, 8);
      mask.set(ValueLayout.JAVA_LONG, cpu / 64 * 8L, 1L << cpu % 64);
      ForeignHolder.check(
          "sched_setaffinity",
          ForeignHolder.call(SCHED_SETAFFINITY, 0, 128, mask.address(), 0, 0, 0));
    }
  }

  private static ForeignHolder.Worker worker(String name) {
    ForeignHolder.Worker worker = new ForeignHolder.Worker(true);
    ForeignHolder.rename(worker.thread, name);
    return worker;
  }

  /**
   * A BPF program that runs under rcu_read_lock() until a flag is set, for half a minute at most.
   * Expedited grace periods wait for it, and so does whoever waits for those.
   */
  private static final class LongProgram {
    private static final int BPF = ARM ? 280 : 321;
    private static final int MAP_CREATE = 0;
    private static final int PROG_LOAD = 5;
    private static final int TEST_RUN = 10;
    private static final int BTF_LOAD = 18;
    private static final int MMAPABLE = 1 << 10;
    private static final int SOCKET_FILTER = 1;

    /** Runs when it is asked to (BPF_PROG_TEST_RUN). */
    private static final int RAW_TRACEPOINT = 17;

    private static final int LOOPS = 100;
    private static final int INSTRUCTIONS_OF_LOOP = 6;
    private static final int MUNMAP = ARM ? 215 : 11;

    private final int map;
    private final int types;
    private final int program;
    private final MemorySegment flag;
    private final MemorySegment run;

    private LongProgram(Arena arena, int type) {
      MemorySegment create = arena.allocate(128, 8);
      setInts(create, 0, 2 /* array */, 4, 16, 1, MMAPABLE);
      map = bpf("BPF_MAP_CREATE", MAP_CREATE, create);
      long page =
          ForeignHolder.check(
              "mmap", ForeignHolder.call(ForeignHolder.MMAP, 0, 4096, 3, 1, map, 0));
      flag = MemorySegment.ofAddress(page).reinterpret(16);
      types = types(arena);
      int callback = LOOPS * INSTRUCTIONS_OF_LOOP + 2;
      MemorySegment code = arena.allocate((callback + 7) * 8L, 8);
      int at = 0;
      for (int i = 0; i < LOOPS; i++) {
        at = add(code, at, 0xb7, 1, 0, 0, 1 << 23); // r1 = as often as bpf_loop may
        at = add(code, at, 0x18, 2, 4, 0, callback - at - 1); // r2 = the callback
        at = add(code, at, 0, 0, 0, 0, 0);
        at = add(code, at, 0xb7, 3, 0, 0, 0);
        at = add(code, at, 0xb7, 4, 0, 0, 0);
        at = add(code, at, 0x85, 0, 0, 0, 181); // bpf_loop
      }
      at = add(code, at, 0xb7, 0, 0, 0, 0);
      at = add(code, at, 0x95, 0, 0, 0, 0); // exit
      at = add(code, at, 0x85, 0, 0, 0, 5); // bpf_ktime_get_ns: takes its time
      at = add(code, at, 0x18, 1, 2, 0, map); // r1 = the flag
      at = add(code, at, 0, 0, 0, 0, 0);
      at = add(code, at, 0x7a, 1, 0, 8, 1); // it runs
      at = add(code, at, 0x79, 0, 1, 0, 0); // r0 = *r1
      at = add(code, at, 0x57, 0, 0, 0, 1); // r0 &= 1
      add(code, at, 0x95, 0, 0, 0, 0);
      MemorySegment functions = arena.allocate(16, 8);
      setInts(functions, 0, 0, 3, callback, 4);
      MemorySegment load = arena.allocate(128, 8);
      setInts(load, 0, type, callback + 7);
      load.set(ValueLayout.JAVA_LONG, 8, code.address());
      load.set(ValueLayout.JAVA_LONG, 16, arena.allocateFrom("GPL").address());
      setInts(load, 72, types, 8);
      load.set(ValueLayout.JAVA_LONG, 80, functions.address());
      setInts(load, 88, 2);
      program = bpf("BPF_PROG_LOAD", PROG_LOAD, load);
      run = arena.allocate(128, 8);
      setInts(run, 0, program);
    }

    /** int, int (void), and two functions of that kind: callbacks need their types (BTF). */
    private static int types(Arena arena) {
      byte[] names = "\0int\0main\0again\0".getBytes(StandardCharsets.US_ASCII);
      int[] types = {
        1, 1 << 24, 4, 1 << 24 | 32, 0, 13 << 24, 1, 5, 12 << 24 | 1, 2, 10, 12 << 24, 2
      };
      MemorySegment btf = arena.allocate(24 + types.length * 4L + names.length, 8);
      setInts(btf, 0, 0x0001eb9f, 24, 0, types.length * 4, types.length * 4, names.length);
      setInts(btf, 24, types);
      MemorySegment.copy(
          names, 0, btf, ValueLayout.JAVA_BYTE, 24 + types.length * 4L, names.length);
      MemorySegment load = arena.allocate(128, 8);
      load.set(ValueLayout.JAVA_LONG, 0, btf.address());
      setInts(load, 16, (int) btf.byteSize());
      return bpf("BPF_BTF_LOAD", BTF_LOAD, load);
    }

    private static int add(
        MemorySegment code, int at, int op, int to, int from, int offset, int number) {
      setInts(code, at * 8, op | to << 8 | from << 12 | offset << 16, number);
      return at + 1;
    }

    private static void setInts(MemorySegment memory, int offset, int... values) {
      for (int i = 0; i < values.length; i++) {
        memory.set(ValueLayout.JAVA_INT, offset + 4L * i, values[i]);
      }
    }

    private static int bpf(String what, int command, MemorySegment attribute) {
      return (int)
          ForeignHolder.check(
              what,
              ForeignHolder.call(BPF, command, attribute.address(), attribute.byteSize(), 0, 0, 0));
    }

    private void awaitRunning() {
      while (flag.get(ValueLayout.JAVA_LONG, 8) == 0) {
        ForeignHolder.pause(1_000_000);
      }
    }

    private void run() {
      bpf("BPF_PROG_TEST_RUN", TEST_RUN, run);
    }

    /** Runs long the next time. */
    private void again() {
      flag.set(ValueLayout.JAVA_LONG, 0, 0);
      flag.set(ValueLayout.JAVA_LONG, 8, 0);
    }

    private void stop() {
      flag.set(ValueLayout.JAVA_LONG, 0, 1);
    }

    private void close() {
      ForeignHolder.call(MUNMAP, flag.address(), 4096, 0, 0, 0, 0);
      for (int file : new int[] {program, types, map}) {
        ForeignHolder.closeFile(file);
      }
    }
  }
}
