// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.SpanSink;
import io.rtnlab.engine.WarmUp;
import io.rtnlab.engine.WorkerException;
import io.rtnlab.results.Settings;
import io.rtnlab.workloads.Catalogue;
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
            new Settings(
                List.of(),
                RunSettings.weights(Mix.parse(MIX, Catalogue.names())),
                threads,
                RunSettings.pace(null, false),
                RunSettings.extent(LONGEST, null, WarmUp.NONE),
                false,
                1,
                new Settings.Choices(1, 1, "last", "4", false, WINDOW, 1),
                "ffm"),
            ProbeSettings.NONE,
            ModulePolicy.VETH,
            List.of());
    BackgroundLoad load = new BackgroundLoad(Load.of(settings));
    try {
      load.engine.prepare();
      load.engine.begin();
      return load;
    } catch (WorkerException refused) {
      load.close();
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
