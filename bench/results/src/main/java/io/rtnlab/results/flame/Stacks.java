// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.results.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stacks with weights in nanoseconds, as flame graphs are made of. A stack is its frames from the
 * root to the top, joined by ';': the collapsed form of other tools.
 */
public final class Stacks {
  private final Map<String, Long> weights = new TreeMap<>();

  /** Adds to a stack. Frames come as they are: foreign names and separators are escaped here. */
  public void add(List<String> frames, long ns) {
    String stack =
        frames.stream()
            .map(frame -> Escaped.of(frame).replace(';', ','))
            .collect(Collectors.joining(";"));
    weights.merge(stack, ns, Long::sum);
  }

  /**
   * The same with more frames behind each stack's first.
   *
   * @param behind the frames to put behind a first frame; none where it gives an empty list
   */
  public Stacks withBehindRoot(Function<String, List<String>> behind) {
    Stacks more = new Stacks();
    weights.forEach(
        (stack, ns) -> {
          List<String> frames = new ArrayList<>(List.of(stack.split(";", -1)));
          frames.addAll(1, behind.apply(frames.getFirst()));
          more.add(frames, ns);
        });
    return more;
  }

  /** Stack → nanoseconds, in alphabetical order. */
  public Map<String, Long> weights() {
    return weights;
  }

  public long totalNs() {
    return weights.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A line for each stack: frames joined by ';', a blank, nanoseconds. */
  public String collapsed() {
    StringBuilder text = new StringBuilder();
    weights.forEach((stack, ns) -> text.append(stack).append(' ').append(ns).append('\n'));
    return text.toString();
  }

  /**
   * A line for each stack of either run: frames joined by ';', the other run's nanoseconds, this
   * one's, as difffolded.pl of the FlameGraph tools writes it.
   */
  public String collapsedAgainst(Stacks others) {
    StringBuilder text = new StringBuilder();
    Set<String> all = new TreeSet<>(weights.keySet());
    all.addAll(others.weights.keySet());
    for (String stack : all) {
      text.append(stack)
          .append(' ')
          .append(others.weights.getOrDefault(stack, 0L))
          .append(' ')
          .append(weights.getOrDefault(stack, 0L))
          .append('\n');
    }
    return text.toString();
  }
}
