// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.Phase;
import io.rtnlab.engine.Progress;
import io.rtnlab.engine.WarmUp;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether half of a warm-up is over, in time or in requests. */
final class HalfWarm {
  private HalfWarm() {}

  /** Of a run that begins now. */
  static BooleanSupplier of(Engine engine) {
    return switch (engine.plan().warmUp()) {
      case WarmUp.Lasting(Duration duration) -> {
        long halfNs = System.nanoTime() + duration.toNanos() / 2;
        yield () -> System.nanoTime() >= halfNs;
      }
      case WarmUp.Requests(long count) ->
          () -> {
            Progress progress = engine.progress();
            return progress.phase() != Phase.WARM_UP
                || progress.requests().stream().mapToLong(Long::longValue).sum() >= count / 2;
          };
    };
  }
}
