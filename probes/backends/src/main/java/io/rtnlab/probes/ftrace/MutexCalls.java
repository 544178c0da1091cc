// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which mutexes one thread takes, free or not, by probe events on the entry of every function of
 * kernel/locking/mutex.c that takes one (Documentation/trace/kprobetrace.rst). From Linux 4.20 on,
 * where an event can record an argument, and where kprobes open. The thread's own kernel names
 * them: a static mutex by its symbol, any other by the function that takes it.
 */
public final class MutexCalls implements AutoCloseable {
  private static final String TRACING_ON = "tracing_on";

  /** For the whole instance; one request makes tens of events of some 100 bytes. */
  private static final String BUFFER_KIB = "256";

  /**
   * {@code java-71 [000] ..... 5.1: mutex_lock_71_9_1: (mutex_lock+0x0/0x40) at=0xffffffff82e5a2c0
   * lock=rtnl_mutex+0x0/0x20 caller=rtnl_newlink+0x1f/0x90}.
   */
  private static final Pattern LINE =
      Pattern.compile(
          " (?<seconds>\\d+)\\.(?<micros>\\d{6}): \\w+: \\((?<function>\\w+)\\+0x[0-9a-f]+/\\S+\\)"
              + " at=0x(?<at>[0-9a-f]+) lock=(?<lock>\\S+)(?: \\[\\w+\\])?"
              + " caller=(?<caller>[^+\\s]+)");

  private final TraceInstance instance;
  private final ProbeEvents events;
  private final List<String> names = new ArrayList<>();

  private MutexCalls(TraceInstance instance, ProbeEvents events) {
    this.instance = instance;
    this.events = events;
  }

  /**
   * A call.
   *
   * @param address of the mutex
   * @param mutex its symbol, or {@code "a mutex of FUNCTION"}
   * @param tried whether it was {@code mutex_trylock}, which does not wait
   */
  public record Call(long address, String mutex, boolean tried) {}

  /**
   * Starts to listen to one thread.
   *
   * @param thread thread id in the initial PID namespace
   * @throws IOException what the kernel refused
   */
  public static MutexCalls of(int thread) throws IOException {
    TraceInstance instance = TraceInstance.create();
    try {
      MutexCalls calls = new MutexCalls(instance, new ProbeEvents(instance.root()));
      try {
        calls.arrange(thread);
        return calls;
      } catch (IOException refused) {
        calls.disable();
        calls.events.close();
        throw refused;
      }
    } catch (IOException refused) {
      instance.close();
      throw refused;
    }
  }

  private void arrange(int thread) throws IOException {
    instance.write(TRACING_ON, "0");
    instance.write("buffer_size_kb", BUFFER_KIB);
    instance.write("trace_clock", "mono");
    for (String function : MutexFunctions.ofThisKernel().names()) {
      if (MutexFunctions.role(function) != MutexFunctions.Role.UNLOCK) {
        String name =
            events.add("p", function, "at=$arg1:x64 lock=$arg1:symbol caller=$stack0:symbol");
        names.add(name);
        instance.write(file(name, "filter"), "common_pid == " + thread);
        instance.write(file(name, "enable"), "1");
      }
    }
  }

  private static String file(String event, String name) {
    return "events/" + ProbeEvents.GROUP + "/" + event + "/" + name;
  }

  /** Forgets the calls so far, and listens. */
  public void listen() throws IOException {
    instance.clear();
    instance.write(TRACING_ON, "1");
  }

  /**
   * The calls since {@link #listen} within a time, in order; it listens no more, since reading them
   * takes mutexes as well.
   *
   * @param fromNs of {@code CLOCK_MONOTONIC}; the kernel reports microseconds
   */
  public List<Call> take(long fromNs, long untilNs) throws IOException {
    instance.write(TRACING_ON, "0");
    return parse(instance.read("trace"), fromNs, untilNs);
  }

  static List<Call> parse(String trace, long fromNs, long untilNs) {
    List<Call> calls = new ArrayList<>();
    Matcher line = LINE.matcher(trace);
    while (line.find()) {
      long micros =
          Long.parseLong(line.group("seconds")) * 1_000_000 + Long.parseLong(line.group("micros"));
      if (micros < fromNs / 1_000 || micros > untilNs / 1_000) {
        continue;
      }
      boolean tried = MutexFunctions.role(line.group("function")) == MutexFunctions.Role.TRYLOCK;
      calls.add(
          new Call(
              Long.parseUnsignedLong(line.group("at"), 16),
              name(line.group("lock"), line.group("caller")),
              tried));
    }
    return calls;
  }

  /** A mutex at the start of an object has the object's symbol; one inside a static object, too. */
  private static String name(String lock, String caller) {
    int plus = lock.indexOf('+');
    return plus < 0 ? "a mutex of " + caller : lock.substring(0, plus);
  }

  private void disable() {
    for (String name : names) {
      try {
        instance.write(file(name, "enable"), "0");
      } catch (IOException gone) {
        // never enabled
      }
    }
  }

  @Override
  public void close() {
    disable();
    instance.close();
    events.close();
  }
}
