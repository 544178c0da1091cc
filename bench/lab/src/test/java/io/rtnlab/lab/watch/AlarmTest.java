// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmTest {
  @TempDir private Path temporary;

  @Test
  void aFileInPlaceOfTheFolderIsRefusedAtOnce() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    for (Path folder : new Path[] {file, file.resolve("below")}) {
      IOException refused = assertThrows(IOException.class, () -> Alarm.requireFolder(folder));
      assertEquals(
          "--alarm-folder " + folder + ": " + file + " is no folder; name another",
          refused.getMessage());
    }
  }

  @Test
  void aFolderThatIsMissingIsNotMadeBeforeTheFirstAlarm() {
    Path folder = temporary.resolve("a/b");
    assertDoesNotThrow(() -> Alarm.requireFolder(folder));
    assertFalse(Files.exists(temporary.resolve("a")));
  }
}
