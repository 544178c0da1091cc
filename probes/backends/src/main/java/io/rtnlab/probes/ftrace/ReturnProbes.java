// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probe events (Documentation/trace/kprobetrace.rst) on the return of every function that takes the
 * mutex and on the entry of the one that releases it, each filtered in the kernel by the mutex that
 * was its argument. From Linux 6.9 on, where a return probe can record arguments.
 */
final class ReturnProbes implements CallSource {
  /** So many threads may be inside one function at a time; more are counted as missed. */
  private static final int THREADS_INSIDE = 1024;

  private static final String LOCK = "lock";
  private static final String RESULT = "result";

  private final MutexFunctions functions;
  private @Nullable ProbeEvents events;

  ReturnProbes(MutexFunctions functions) {
    this.functions = functions;
  }

  @Override
  public PageCursor.Sink arrange(TraceInstance instance, long mutex, Sink sink) throws IOException {
    ProbeEvents made = new ProbeEvents(instance.root());
    events = made;
    List<Probe> probes = new ArrayList<>();
    for (String function : functions.names()) {
      MutexFunctions.Role role = MutexFunctions.role(function);
      String event = made.add(kind(role), function, arguments(role));
      String folder = "events/" + ProbeEvents.GROUP + "/" + event;
      instance.write(folder + "/filter", LOCK + " == 0x" + Long.toHexString(mutex));
      instance.write(folder + "/enable", "1");
      probes.add(new Probe(EventFormat.parse(instance.read(folder + "/format")), role));
    }
    return new Decoder(probes, mutex, sink);
  }

  private static String kind(MutexFunctions.Role role) {
    return role == MutexFunctions.Role.UNLOCK ? "p" : "r" + THREADS_INSIDE;
  }

  /** The kernel refuses {@code $retval} of a function that returns nothing. */
  private static String arguments(MutexFunctions.Role role) {
    String mutex = LOCK + "=$arg1:x64";
    return hasResult(role) ? mutex + " " + RESULT + "=$retval:s32" : mutex;
  }

  private static boolean hasResult(MutexFunctions.Role role) {
    return role == MutexFunctions.Role.TRYLOCK || role == MutexFunctions.Role.INTERRUPTIBLE_LOCK;
  }

  @Override
  public long missed() {
    ProbeEvents made = events;
    return made == null ? 0 : made.missed();
  }

  @Override
  public void close() {
    ProbeEvents made = events;
    if (made != null) {
      made.close();
    }
  }

  /** An event of ours and what it means. */
  record Probe(EventFormat format, MutexFunctions.Role role) {
    private LockCall.Kind kind() {
      return role == MutexFunctions.Role.UNLOCK ? LockCall.Kind.RELEASING : LockCall.Kind.RETURNED;
    }

    private boolean got(int result) {
      return switch (role) {
        case LOCK -> true;
        case TRYLOCK -> result != 0;
        case INTERRUPTIBLE_LOCK -> result == 0;
        case UNLOCK -> false;
      };
    }
  }

  /** Decodes what the probes record. */
  static final class Decoder implements PageCursor.Sink {
    private final Probe[] probes;
    private final short[] ids;
    private final int[] locks;
    private final int[] results;
    private final int type;
    private final int thread;
    private final long mutex;
    private final Sink sink;

    Decoder(List<Probe> probes, long mutex, Sink sink) {
      this.probes = probes.toArray(Probe[]::new);
      this.mutex = mutex;
      this.sink = sink;
      EventFormat any = probes.getFirst().format;
      type = any.offsetOf("common_type", Short.BYTES);
      thread = any.offsetOf("common_pid", Integer.BYTES);
      ids = new short[this.probes.length];
      locks = new int[this.probes.length];
      results = new int[this.probes.length];
      for (int i = 0; i < this.probes.length; i++) {
        EventFormat format = this.probes[i].format;
        ids[i] = (short) format.id();
        locks[i] = format.offsetOf(LOCK, Long.BYTES);
        results[i] =
            hasResult(this.probes[i].role) ? format.offsetOf(RESULT, Integer.BYTES) : locks[i];
      }
    }

    @Override
    public void event(long timeNs, MemorySegment page, long offset, int length) {
      if (length < type + Short.BYTES) {
        return;
      }
      short id = page.get(JAVA_SHORT_UNALIGNED, offset + type);
      for (int i = 0; i < ids.length; i++) {
        if (ids[i] == id && length >= Math.max(locks[i] + Long.BYTES, results[i] + Integer.BYTES)) {
          if (page.get(JAVA_LONG_UNALIGNED, offset + locks[i]) == mutex) {
            boolean got = probes[i].got(page.get(JAVA_INT_UNALIGNED, offset + results[i]));
            int caller = page.get(JAVA_INT_UNALIGNED, offset + thread);
            sink.call(timeNs, caller, probes[i].kind(), got ? 1 : 0);
          }
          return;
        }
      }
    }
  }
}
