// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Function times from calls of known length. */
class FunctionTimesTest {
  private static final int WORKER = 7;
  private static final long RECEIVE = 0x1000;
  private static final long INSERT = 0x2000;
  private static final long ALLOCATE = 0x3000;

  private final FunctionTimes times = new FunctionTimes();
  private final List<FunctionCall> calls = new ArrayList<>();

  @Test
  void aFunctionsOwnTimeIsWithoutWhatItCalled() {
    for (int i = 0; i < 30; i++) {
      request(1_000L * i, 3);
    }
    List<FunctionTime> found = times.of(calls, 0, 30_000);
    assertEquals(
        List.of(
            new FunctionTime(3, INSERT, true, 30, 1, 170),
            new FunctionTime(3, RECEIVE, false, 30, 1, 100),
            new FunctionTime(3, ALLOCATE, true, 30, 2, 30)),
        found);
  }

  @Test
  void whatWasNotTracedWholeIsLeftOut() {
    for (int i = 0; i < 30; i++) {
      request(1_000L * i, 0);
    }
    assertEquals(25, times.of(calls, 4_500, 30_000).getFirst().requests());
  }

  @Test
  void aReturnWithoutItsEntryLosesItsRequestAlone() {
    for (int i = 0; i < 30; i++) {
      request(1_000L * i, 0);
    }
    calls.remove(8 * 4 + 1); // the entry of INSERT in the fifth request
    List<FunctionTime> found = times.of(calls, 0, 30_000);
    assertEquals(29, found.getFirst().requests());
    assertEquals(170, found.getFirst().selfNs());
  }

  @Test
  void ofFewRequestsThereIsNoMedian() {
    for (int i = 0; i < 19; i++) {
      request(1_000L * i, 0);
    }
    assertEquals(List.of(), times.of(calls, 0, 30_000));
  }

  @Test
  void anInterruptInOneRequestDoesNotMoveTheMedian() {
    for (int i = 0; i < 30; i++) {
      request(1_000L * i, 0);
    }
    calls.set(7, call(990, RECEIVE, false)); // of the first request
    assertEquals(100, times.of(calls, 0, 30_000).get(1).selfNs());
  }

  /** 300 long, RECEIVE [INSERT [ALLOCATE, ALLOCATE]]; held from before INSERT on. */
  private void request(long at, int operation) {
    times.request(WORKER, at, at + 999, operation);
    times.hold(WORKER, at + 40, at + 260);
    calls.add(call(at + 10, RECEIVE, true));
    calls.add(call(at + 50, INSERT, true));
    calls.add(call(at + 60, ALLOCATE, true));
    calls.add(call(at + 70, ALLOCATE, false));
    calls.add(call(at + 80, ALLOCATE, true));
    calls.add(call(at + 100, ALLOCATE, false));
    calls.add(call(at + 250, INSERT, false));
    calls.add(call(at + 310, RECEIVE, false));
  }

  private static FunctionCall call(long timeNs, long function, boolean entry) {
    return new FunctionCall(timeNs, WORKER, function, entry);
  }
}
