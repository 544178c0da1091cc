// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {
  @TempDir Path temp;

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "precious");
    Path link = Files.createSymbolicLink(temp.resolve("events.bin"), victim);
    assertThrows(IOException.class, () -> NewFiles.file(link).close());
    Path dangling = Files.createSymbolicLink(temp.resolve("run.json"), temp.resolve("new"));
    assertThrows(IOException.class, () -> NewFiles.file(dangling).close());
    assertEquals("precious", Files.readString(victim));
    assertTrue(Files.notExists(temp.resolve("new")));
  }

  /** Before minutes of work whose answer it is for. */
  @Test
  void whatCannotBeMadeIsRefusedBeforehand() throws IOException {
    NewFiles.requireCanBeMade(temp.resolve("page.html"));
    Files.writeString(temp.resolve("taken"), "");
    assertThrows(IOException.class, () -> NewFiles.requireCanBeMade(temp.resolve("taken")));
    assertThrows(IOException.class, () -> NewFiles.requireCanBeMade(temp.resolve("no/page.html")));
    assertTrue(Files.notExists(temp.resolve("page.html")));
  }

  @Test
  void aPartOfAFileDoesNotStay() throws IOException {
    Path page = temp.resolve("page.html");
    NewFiles.Content breaksOff =
        out -> {
          out.write(new byte[1 << 17]);
          throw new IOException("no more");
        };
    assertThrows(IOException.class, () -> NewFiles.write(page, breaksOff));
    assertTrue(Files.notExists(page));
    NewFiles.write(page, out -> out.write('a'));
    assertThrows(IOException.class, () -> NewFiles.write(page, out -> out.write('b')));
    assertEquals("a", Files.readString(page));
  }

  @Test
  void whatIsReplacedIsWholeAndFollowsNoLink() throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "precious");
    Files.createSymbolicLink(temp.resolve("run.json"), victim);
    Files.createSymbolicLink(temp.resolve("run.json.tmp"), victim);
    NewFiles.replace(temp.resolve("run.json"), "one");
    NewFiles.replace(temp.resolve("run.json"), "two");
    assertEquals("two", Files.readString(temp.resolve("run.json")));
    assertEquals("precious", Files.readString(victim));
    assertTrue(Files.notExists(temp.resolve("run.json.tmp"), LinkOption.NOFOLLOW_LINKS));
  }

  /** A PrintStream swallows it. */
  @Test
  void theFirstFailureIsKept() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    NamedOutput out = new NamedOutput(temp.resolve("log"), Files.newOutputStream(full));
    out.requireWritten();
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      stream.println("a line");
    }
    IOException first = assertThrows(IOException.class, out::requireWritten);
    assertEquals(temp.resolve("log") + ": No space left on device", first.getMessage());
  }

  /** "No space left on device" alone does not say where. */
  @Test
  void aFullDiskIsNamed() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    IOException refused = assertThrows(IOException.class, () -> NamedOutput.write(full, "text"));
    assertEquals("/dev/full: No space left on device", refused.getMessage());
    IOException alsoNew =
        assertThrows(
            IOException.class,
            () -> {
              try (OutputStream out =
                  new NamedOutput(temp.resolve("page.html"), Files.newOutputStream(full))) {
                out.write(1);
              }
            });
    assertEquals(temp.resolve("page.html") + ": No space left on device", alsoNew.getMessage());
  }

  @Test
  void aFolderIsTakenWhereItIsEmpty() throws IOException {
    NewFiles.folder(temp.resolve("a/b"));
    NewFiles.folder(temp.resolve("a/b"));
    Files.createFile(temp.resolve("a/b/c"));
    IOException full = assertThrows(IOException.class, () -> NewFiles.folder(temp.resolve("a/b")));
    assertTrue(String.valueOf(full.getMessage()).contains("not empty"), full::toString);
  }

  @Test
  void aLinkToAFolderIsNoFolder() throws IOException {
    Path link =
        Files.createSymbolicLink(temp.resolve("run"), Files.createDirectory(temp.resolve("x")));
    assertThrows(IOException.class, () -> NewFiles.folder(link));
  }

  @Test
  void exclusiveMeansNotEvenAnEmptyOne() throws IOException {
    NewFiles.exclusiveFolder(temp.resolve("run"));
    assertThrows(
        FileAlreadyExistsException.class, () -> NewFiles.exclusiveFolder(temp.resolve("run")));
  }

  @Test
  void onlyRootReadsWhatRootMakes() throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    Path folder = temp.resolve("run");
    NewFiles.folder(folder);
    try (OutputStream file = NewFiles.file(folder.resolve("f"))) {
      file.write(1);
    }
    if (root) {
      assertEquals("rwx------", permissions(folder));
      assertEquals("rw-------", permissions(folder.resolve("f")));
    }
  }

  @Test
  void runsOfTheSameSecondHaveFoldersOfTheirOwn() throws IOException {
    Path named = temp.resolve("20260101-000000");
    assertEquals(named, RunFolder.createNamed(named).path());
    assertEquals(temp.resolve("20260101-000000-2"), RunFolder.createNamed(named).path());
    assertEquals(temp.resolve("20260101-000000-3"), RunFolder.createNamed(named).path());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
