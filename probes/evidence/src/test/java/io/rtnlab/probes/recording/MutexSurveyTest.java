package io.rtnlab.probes.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    assertEquals(new MutexSurvey.Candidate(100, 2, 20, List.of("ip"), 0), found.getLast());
  }

  @Test
  void otherLocksAreNoCandidates() {
    wait(1, 100, 1, 0, 10);
    assertEquals(List.of(), survey.candidates());
  }

  @Test
  void onlyWhoCalledTheLockingFunctionTellsWhichMutexItWas() {
    assertTrue(
        MutexSurvey.takesTheRtnl(
            List.of("__mutex_lock.constprop.0", "rtnetlink_rcv_msg", "netlink_rcv_skb")));
    assertTrue(MutexSurvey.takesTheRtnl(List.of("rtnl_dumpit.isra.0", "netlink_dump")));
    assertFalse(
        MutexSurvey.takesTheRtnl(
            List.of("__mutex_lock.constprop.0", "pcpu_alloc_noprof", "rtnl_newlink")));
    assertFalse(MutexSurvey.takesTheRtnl(List.of()));
  }
}
