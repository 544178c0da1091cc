// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jobs that come with the program, and files of one's own. */
public final class NamedJobs {
  public static final List<String> NAMES =
      List.of(
          "routing-daemon",
          "tc-dump-beside-address-add",
          "netns-storm",
          "sysctl-livelock",
          "qdisc-rcu",
          "bridge-teardown",
          "pod-burst-moved",
          "pod-burst-created",
          "vf-dump",
          "null-netns",
          "interface-exporter",
          "full-dump-per-interface");

  private static final int MOST_BYTES = 1 << 20;

  private NamedJobs() {}

  /**
   * The text of a job.
   *
   * @param job a name, or the path of a file
   * @throws IllegalArgumentException where there is neither
   */
  public static String text(String job) throws IOException {
    if (NAMES.contains(job)) {
      try (InputStream file = NamedJobs.class.getResourceAsStream(job + ".job")) {
        if (file == null) {
          throw new IllegalStateException("the job " + job + " is missing from the program");
        }
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    Path path = Path.of(job);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "there is no job and no file \"%s\"; the jobs are %s"
              .formatted(job, String.join(", ", NAMES)));
    }
    if (Files.size(path) > MOST_BYTES) {
      throw new IllegalArgumentException(job + " is too large for a job file");
    }
    return Files.readString(path);
  }
}
