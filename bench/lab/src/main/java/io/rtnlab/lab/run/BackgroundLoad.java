// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.SpanSink;
import io.rtnlab.engine.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Threads that insert and delete routes for as long as it is open: a busy RTNL. */
public final class BackgroundLoad implements AutoCloseable {
  private static final String MIX = "route-insert";
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int WINDOW = 1000;

  private final Load load;
  private final Engine engine;

  private BackgroundLoad(Load load) {
    this.load = load;
    engine = new Engine(load.plan(), load.source(), load.workers(), worker -> SpanSink.NONE);
  }

  /** Starts them, each in a namespace of its own. */
  public static BackgroundLoad of(int threads) throws IOException, InterruptedException {
    RunSettings settings =
        new RunSettings(
            List.of(),
            MIX,
            threads,
            LONGEST,
            null,
            Duration.ZERO,
            null,
            false,
            false,
            1,
            1,
            1,
            "last",
            "4",
            false,
            WINDOW,
            1,
            "ffm",
            "none",
            null,
            false,
            false,
            ModulePolicy.VETH,
            List.of());
    BackgroundLoad crowd = new BackgroundLoad(Load.of(settings));
    try {
      crowd.engine.prepare();
      crowd.engine.begin();
      return crowd;
    } catch (WorkerException refused) {
      crowd.close();
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /** Stops them and takes everything back. */
  @Override
  public void close() {
    engine.close();
    load.close();
  }
}
