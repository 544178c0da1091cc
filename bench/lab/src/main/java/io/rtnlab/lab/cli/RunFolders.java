// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Folders that users did not name. */
final class RunFolders {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

  private RunFolders() {}

  /** Such as {@code rtnlab-runs/20260101-120000}. */
  static Path now() {
    return of("");
  }

  /** Such as {@code rtnlab-runs/bisect-20260101-120000}. */
  static Path now(String kind) {
    return of(kind + "-");
  }

  private static Path of(String prefix) {
    return Path.of("rtnlab-runs", prefix + LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
  }
}
