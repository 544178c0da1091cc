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
        if (requested.contains(followUp.name())) {
          throw new IllegalArgumentException(
              "\"%s\" of the mix is also what %s does by itself; the two cannot be told apart in one run."
                  .formatted(followUp.name(), operation.name()));
        }
        if (!names.contains(followUp.name())) {
          names.add(followUp.name());
        }
      }
    }
    return new Labels(names, requested.size());
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
