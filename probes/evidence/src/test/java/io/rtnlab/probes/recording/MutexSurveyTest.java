// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which mutexes were waited for, and which of them is rtnl_mutex. */
class MutexSurveyTest {
  private final MutexSurvey survey = new MutexSurvey();

  private void wait(int thread, long lock, int flags, long fromNs, long untilNs) {
    survey.accept(new RecordedEvent.Begin(fromNs, thread, "ip", lock, flags, List.of()));
    survey.accept(new RecordedEvent.End(untilNs, thread, "ip", lock, 0));
  }

  @Test
  void theLongestWaitedForComesFirst() {
    wait(1, 100, 33, 0, 10);
    wait(1, 200, 33, 20, 90);
    wait(2, 100, 33, 30, 40);
    List<MutexSurvey.Candidate> found = survey.candidates();
    assertEquals(200, found.getFirst().address());
    assertEquals(new MutexSurvey.Candidate(100, 2, 20, List.of("ip"), 0, 0, 0), found.getLast());
  }

  @Test
  void otherLocksAreNoCandidates() {
    wait(1, 100, 1, 0, 10);
    assertEquals(List.of(), survey.candidates());
  }

  /** Another lock that is waited for meanwhile ends no wait. */
  @Test
  void aWaitLastsWhateverOtherLockIsMetMeanwhile() {
    survey.accept(new RecordedEvent.Begin(0, 1, "ip", 100, 32, List.of()));
    survey.accept(new RecordedEvent.Begin(10, 1, "ip", 300, 1, List.of()));
    survey.accept(new RecordedEvent.End(20, 1, "ip", 300, 0));
    survey.accept(new RecordedEvent.End(100, 1, "ip", 100, 0));
    assertEquals(
        new MutexSurvey.Candidate(100, 1, 100, List.of("ip"), 0, 0, 0),
        survey.candidates().getFirst());
  }

  /** Memory is bounded, and what was waited for long is kept. */
  @Test
  void ofVeryManyMutexesTheImportantAreKept() {
    wait(1, 7, 32, 0, 1_000_000);
    for (int lock = 100; lock < 1_000_000; lock++) {
      wait(2, lock, 32, lock, lock + 1);
    }
    assertEquals(7, survey.candidates().getFirst().address());
    assertTrue(survey.forgotten() > 500_000);
  }
}
