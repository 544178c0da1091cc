// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** Takes as long and answers as scripted; without a script, 1 µs and 0. */
class ScriptedOperation implements Operation {
  static final long DEFAULT_NS = 1_000;

  private final String name;
  private final FakeClock clock;
  private final Deque<Long> durationsNs = new ArrayDeque<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  int executed;

  ScriptedOperation(String name, FakeClock clock) {
    this.name = name;
    this.clock = clock;
  }

  ScriptedOperation taking(long durationNs) {
    durationsNs.add(durationNs);
    return this;
  }

  ScriptedOperation answering(int result) {
    answers.add(result);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int execute() {
    executed++;
    clock.pass(durationsNs.isEmpty() ? DEFAULT_NS : durationsNs.remove());
    return answers.isEmpty() ? 0 : answers.remove();
  }

  @Override
  public int messages() {
    return 10;
  }

  @Override
  public long systemCallNs() {
    return 600;
  }
}
