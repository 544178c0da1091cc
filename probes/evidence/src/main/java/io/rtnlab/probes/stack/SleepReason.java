// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a thread sleeps for inside the kernel, by its stack.
 *
 * @param function the kernel function that waits, such as {@code synchronize_rcu}; empty where no
 *     stack was taken
 */
public record SleepReason(Kind kind, String function) {
  /** No stack says it. */
  public static final SleepReason UNKNOWN_REASON = new SleepReason(Kind.OTHER, "");

  /** What one can sleep for. */
  public enum Kind {
    RCU("rcu"),
    LOCK("lock"),
    MEMORY("memory"),
    DEVICE_REFERENCES("device references"),
    KERNEL_WORK("kernel work"),
    TIMER("timer"),
    OTHER("other");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As in sleeps.tsv and in results. */
    public String word() {
      return word;
    }

    private static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalStateException("sleeps.tsv: no kind '" + word + "'");
    }
  }

  private static final Map<String, String> KINDS = FunctionTable.read("sleeps.tsv");

  /** The way from a function that waits into the scheduler, which says nothing. */
  private static final List<String> ON_THE_WAY =
      List.of("schedule", "preempt_schedule", "__cond_resched", "wait_for_", "__wait_for_");

  /**
   * Reads a stack taken while the thread left its CPU.
   *
   * <p>The outermost function that sleeps.tsv knows decides: {@code rcu_barrier} may queue for a
   * mutex of its own, but what it is about is RCU. Where none is known the innermost function that
   * is not the scheduler's is named.
   *
   * @param frames function names, innermost first
   */
  public static SleepReason of(List<String> frames) {
    for (String frame : frames.reversed()) {
      String function = FunctionTable.withoutSuffix(frame);
      String kind = KINDS.get(function);
      if (kind != null) {
        return new SleepReason(Kind.of(kind), function);
      }
    }
    String innermost = innermost(frames);
    return innermost == null ? UNKNOWN_REASON : new SleepReason(Kind.OTHER, innermost);
  }

  private static @Nullable String innermost(List<String> frames) {
    for (String frame : frames) {
      if (!frame.startsWith("__traceiter_")
          && !frame.startsWith("__schedule")
          && ON_THE_WAY.stream().noneMatch(frame::startsWith)) {
        return FunctionTable.withoutSuffix(frame);
      }
    }
    return null;
  }
}
