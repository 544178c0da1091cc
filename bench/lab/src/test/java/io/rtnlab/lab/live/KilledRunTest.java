// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any instant leaves nothing that the next start does not remove. */
class KilledRunTest {
  private static final int KILLS = Integer.getInteger("rtnlab.kills", 5);
  private static final int LATEST_MS = 3_000;

  @TempDir private Path temporary;

  @Test
  void theHostLooksTheSameBeforeAndAfter() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root: a picture of the host");
    Live.needsNamespaces();
    HostPicture before = HostPicture.take();
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      killAt(random.nextInt(LATEST_MS), kill % 2 == 0 ? "auto" : "tracepoints");
    }
    Program.run(
        temporary,
        "run",
        "--mix",
        "null",
        "--requests",
        "1",
        "--warm-up",
        "0",
        "--probe",
        "none",
        "--out",
        temporary.resolve("next").toString());
    HostPicture.awaitNothingSince(before);
  }

  private void killAt(int ms, String probe) throws IOException, InterruptedException {
    try (Program program =
        Program.start(
            temporary,
            List.of(),
            "run",
            "--probe",
            probe,
            "--duration",
            "1m",
            "--out",
            Files.createTempDirectory(temporary, "run").toString())) {
      program.awaitOr(ms);
    }
  }
}
