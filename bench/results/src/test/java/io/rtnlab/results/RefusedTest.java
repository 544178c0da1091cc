// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's message of a missing file is its bare name. */
class RefusedTest {
  @TempDir private Path folder;

  @Test
  void aMissingFileIsSaidToBeMissing() {
    Path file = folder.resolve("a");
    assertEquals(file + ": there is no such file", sentence(() -> Files.readString(file)));
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no/a");
    assertEquals(
        file + ": there is no folder " + folder.resolve("no") + "; make it first",
        sentence(() -> Files.writeString(file, "")));
  }

  @Test
  void aFileInPlaceOfAFolderIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("a"));
    assertEquals(
        file + " exists already, and is no folder", sentence(() -> Files.createDirectory(file)));
    assertEquals(file + " is a file, not a folder", sentence(() -> opened(file)));
  }

  private static boolean opened(Path file) throws IOException {
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(file)) {
      return listed.iterator().hasNext();
    }
  }

  @Test
  void othersSayWhatIsWrong() {
    assertEquals(
        "/x: this account may not read or write it",
        Refused.sentence(new AccessDeniedException("/x")));
    assertEquals(
        "the text is not UTF-8: convert it by iconv -t UTF-8",
        Refused.sentence(new MalformedInputException(1)));
    assertEquals("IOException", Refused.sentence(new IOException()));
    assertEquals("Broken pipe", Refused.sentence(new IOException("Broken pipe\nand more")));
  }

  private interface Access {
    Object run() throws IOException;
  }

  private static String sentence(Access access) {
    return Refused.sentence(assertThrows(IOException.class, access::run));
  }
}
