// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private final Labels labels =
      Labels.of(List.of(named("a", "undo-a"), named("b", "undo-b"), named("c", "undo-a")));

  @Test
  void operationsComeFirstAndFollowUpsOnce() {
    assertEquals(List.of("a", "b", "c", "undo-a", "undo-b"), labels.names());
    assertFalse(labels.isFollowUp(2));
    assertTrue(labels.isFollowUp(3));
  }

  @Test
  void everySpanKnowsItsLabelAndPhase() {
    List<String> spans = labels.spans();
    assertEquals(15, spans.size());
    for (Phase phase : Phase.values()) {
      for (int label = 0; label < labels.size(); label++) {
        int span = labels.span(phase, label);
        assertEquals(label, labels.labelOf(span));
        assertEquals(phase, labels.phaseOf(span));
        assertTrue(spans.get(span).startsWith(labels.names().get(label)));
      }
    }
    assertEquals("b", spans.get(labels.span(Phase.MEASURED, 1)));
    assertEquals("undo-b (clean-up)", spans.get(labels.span(Phase.CLEAN_UP, 4)));
  }

  @Test
  void aFollowUpThatIsAlsoOfTheMixIsCountedApart() {
    List<Operation> both = List.of(named("a", "b"), named("b", "a"));
    Labels counted = Labels.of(both);
    assertEquals(List.of("a", "b", "b (after a)", "a (after b)"), counted.names());
    Operation first = both.getFirst();
    assertEquals(2, counted.ofFollowUp(first, first.followUps().getFirst()));
  }

  private static Operation named(String name, String followUp) {
    return new Named(name) {
      @Override
      public List<FollowUp> followUps() {
        return List.of(new NamedFollowUp(followUp));
      }
    };
  }

  private static class Named implements Operation {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int execute() {
      return 0;
    }

    @Override
    public long systemCallNs() {
      return 0;
    }
  }

  private record NamedFollowUp(String name) implements Operation.FollowUp {
    @Override
    public boolean due() {
      return false;
    }

    @Override
    public int execute() {
      return 0;
    }

    @Override
    public long systemCallNs() {
      return 0;
    }
  }
}
