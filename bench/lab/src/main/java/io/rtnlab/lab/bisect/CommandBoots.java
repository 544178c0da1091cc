// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boots by a shell command of the user's, such as one of virtme-ng. */
public record CommandBoots(String command, int deadlineSeconds, Path tree) implements CommitBoots {
  @Override
  public Optional<RunDocument> boot(Path image, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path run = folder.resolve("run");
    Path log = folder.resolve("log");
    int status =
        Shell.run(
            List.of("sh", "-c", command),
            tree,
            Map.of("RTNLAB_KERNEL", image.toString(), "RTNLAB_OUT", run.toString()),
            log,
            deadlineSeconds);
    if (status >= 128) {
      // A signal, or a tool that could not do its work: no verdict on the commit.
      throw new IOException(
          "the measuring command ended with status " + status + ": " + Shell.lastLine(log));
    }
    if (status != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunFolder.existing(run).read());
    } catch (DamagedRun left) {
      throw new IOException("the measuring command left no run: " + left.getMessage(), left);
    }
  }
}
