// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The names under which a run counts: those of the mix first and in its order, then follow-ups. In
 * traces each name stands once per phase, so that a request of the warm-up is never taken for a
 * measured one.
 */
public final class Labels {
  private static final Phase[] PHASES = Phase.values();

  private final List<String> names;
  private final int operations;

  private Labels(List<String> names, int operations) {
    this.names = List.copyOf(names);
    this.operations = operations;
  }

  static Labels of(List<Operation> operations) {
    List<String> requested = operations.stream().map(Operation::name).toList();
    List<String> names = new ArrayList<>(requested);
    for (Operation operation : operations) {
      for (Operation.FollowUp followUp : operation.followUps()) {
        String name = label(operation, followUp, requested);
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return new Labels(names, requested.size());
  }

  /** A follow-up that is also an operation of the mix says whose it is, to be counted apart. */
  private static String label(
      Operation operation, Operation.FollowUp followUp, List<String> requested) {
    return requested.contains(followUp.name())
        ? followUp.name() + " (after " + operation.name() + ")"
        : followUp.name();
  }

  int ofFollowUp(Operation operation, Operation.FollowUp followUp) {
    return names.indexOf(label(operation, followUp, names.subList(0, operations)));
  }

  /** How many labels are operations; they come first. */
  int requests() {
    return operations;
  }

  /** Every name once. */
  public List<String> names() {
    return names;
  }

  public int size() {
    return names.size();
  }

  /** Whether the label is a follow-up, which is no request of the mix. */
  public boolean isFollowUp(int label) {
    return label >= operations;
  }

  int indexOf(String name) {
    return names.indexOf(name);
  }

  /** Index into {@link #spans} of a label's requests in one phase. */
  public int span(Phase phase, int label) {
    return phase.index() * names.size() + label;
  }

  /** The label behind a span. */
  public int labelOf(int span) {
    return span % names.size();
  }

  /** The phase behind a span. */
  public Phase phaseOf(int span) {
    return PHASES[span / names.size()];
  }

  /** What spans are called: {@code route-insert (warm-up)}, …, {@code route-insert}, …. */
  public List<String> spans() {
    List<String> spans = new ArrayList<>();
    for (Phase phase : PHASES) {
      names.forEach(name -> spans.add(name + phase.suffix()));
    }
    return spans;
  }
}
