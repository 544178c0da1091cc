// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.job;

import io.rtnlab.results.Escaped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(job + " is a folder: name the job file in it");
    }
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "there is no job and no file \"%s\"; the jobs are %s"
              .formatted(job, String.join(", ", NAMES)));
    }
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) { // also a pipe
      bytes = file.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(job + " is too large for a job file");
    }
    return decoded(job, bytes);
  }

  private static String decoded(String job, byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
      throw notUtf8(job, 1, "-f UTF-16 ");
    }
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      rest.position(3); // a byte-order mark
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
    } catch (CharacterCodingException wrong) {
      int line = 1;
      for (int at = 0; at < rest.position(); at++) {
        line += bytes[at] == '\n' ? 1 : 0;
      }
      throw notUtf8(job, line, "");
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int at = 0; at < mark.length; at++) {
      if (bytes.length <= at || Byte.toUnsignedInt(bytes[at]) != mark[at]) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException notUtf8(String job, int line, String from) {
    return new IllegalArgumentException(
        "%s:%d: the file is not UTF-8: convert it by iconv %s-t UTF-8"
            .formatted(Escaped.of(job), line, from));
  }
}
