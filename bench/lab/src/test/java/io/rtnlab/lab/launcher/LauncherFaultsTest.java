// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.launcher.FakeCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every way in which the launcher can fail ends in a sentence on the terminal that says what to do.
 */
class LauncherFaultsTest {
  @TempDir private Path temporary;
  private FakeCheckout checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = new FakeCheckout(temporary);
  }

  private static void assertSays(int status, String sentence, Ended ended) {
    assertTrue(ended.said().contains(sentence), () -> "not \"" + sentence + "\": " + ended.said());
    assertEquals(status, ended.status(), ended::said);
  }

  private static void assertStarts(Ended ended) {
    assertSays(0, "io.rtnlab.lab.Main help", ended);
  }

  private long builds() throws IOException {
    return Files.exists(checkout.builds()) ? Files.readAllLines(checkout.builds()).size() : 0;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Test
  void itBuildsOnceAndStarts() throws Exception {
    Ended first = checkout.rtnlab("help");
    assertStarts(first);
    assertTrue(first.said().contains("building (once"), first::said);
    Ended second = checkout.rtnlab("help");
    assertStarts(second);
    assertFalse(second.said().contains("building"), second::said);
    assertEquals(1, builds());
  }

  @Test
  void aLibraryWithAWrongChecksumEndsTheBuild() throws Exception {
    assertStarts(checkout.rtnlab("help"));
    assertTrue(Files.readString(checkout.builds()).contains(" -C "), "Maven's option -C");
    checkout.rtnlab("test");
    List<String> lines = Files.readAllLines(checkout.builds());
    assertTrue(lines.getLast().contains("-C "), lines::toString);
    assertTrue(lines.getLast().contains("--fail-at-end"), lines::toString);
  }

  @Test
  void noMaven() throws Exception {
    checkout.withoutMaven();
    assertSays(1, "Maven is missing: apt-get install maven", checkout.rtnlab("run"));
    assertSays(1, "Maven is missing: apt-get install maven", checkout.rtnlab("test"));
    assertSays(128, "Maven is missing: apt-get install maven", checkout.rtnlab("compare"));
  }

  @ParameterizedTest
  @CsvSource({"3.6.3", "3.7.0", "2.2.1", "3.0"})
  void anOldMaven(String version) throws Exception {
    checkout.maven(version, FakeCheckout.BUILDS);
    assertSays(1, "Maven " + version + " is too old", checkout.rtnlab("run"));
  }

  @ParameterizedTest
  @CsvSource({"3.8.7", "3.10.1", "4.0.0"})
  void aMavenThatIsNewEnough(String version) throws Exception {
    checkout.maven(version, FakeCheckout.BUILDS);
    assertStarts(checkout.rtnlab("help"));
  }

  @Test
  void aMavenThatDoesNotStart() throws Exception {
    checkout.maven("3.9.9'; echo 'no java here' >&2; exit 1; echo '", "");
    assertSays(1, "Maven does not start", checkout.rtnlab("run"));
  }

  /** With what this machine has out of sight, in a mount namespace. */
  private Ended withoutJdks(String command) throws Exception {
    Ended ended =
        checkout.shell(
            "exec unshare -rm bash -c 'mount -t tmpfs none /usr/lib/jvm && exec \"$0\" \"$@\"'"
                + " \"$0\" "
                + command);
    assumeTrue(
        !ended.said().contains("unshare:") && !ended.said().contains("mount:"),
        "needs userns: a user namespace to hide this machine's JDKs in");
    return ended;
  }

  @Test
  void noJdk() throws Exception {
    checkout.unset("JAVA_HOME");
    assumeTrue(Files.isDirectory(Path.of("/usr/lib/jvm")), "needs jvm: /usr/lib/jvm");
    Ended ended = withoutJdks("run");
    assertSays(1, "no JDK 25 or newer", ended);
    assertTrue(ended.said().contains("apt-get install openjdk-25-jdk-headless"), ended::said);
  }

  @Test
  void anOldJdk() throws Exception {
    checkout.jdk("17.0.12");
    assumeTrue(Files.isDirectory(Path.of("/usr/lib/jvm")), "needs jvm: /usr/lib/jvm");
    Ended ended = withoutJdks("run");
    assertSays(1, "no JDK 25 or newer", ended);
    assertTrue(ended.said().contains("17.0.12 in "), ended::said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Could not transfer artifact a:b:1 from central: Unknown host | Is there a network",
        "Could not find artifact a:b:jar:1 | Is there a network",
        "Network is unreachable | Is there a network",
        "x: No space left on device | no space left on a disk",
        "Could not create local repository at /x | may not write there",
        "/root/.m2/repository (Permission denied) | may not write there",
        "Checksum validation failed, expected a but is b | not what its checksum says",
        "COMPILATION ERROR | the build failed; all of it is in"
      })
  void aBuildThatFails(String maven, String sentence) throws Exception {
    checkout.maven("3.9.9", "echo '[ERROR] %s'; exit 1".formatted(maven));
    Ended ended = checkout.rtnlab("run");
    assertSays(1, sentence, ended);
    assertSays(1, sentence, checkout.rtnlab("run"));
    checkout.maven("3.9.9", FakeCheckout.BUILDS);
    assertStarts(checkout.rtnlab("help"));
  }

  @Test
  void noRightsToBuild() throws Exception {
    String asPlainUser =
        "chmod -R a+rX . .. ../.. ; exec setpriv --reuid=65534 --clear-groups \"$0\" \"$@\"";
    assumeTrue(isRoot(), "needs root: to become another account");
    for (Path folder = temporary; folder != null; folder = folder.getParent()) {
      if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    assertSays(1, "may not write to", checkout.shell(asPlainUser, "run"));
  }

  /** What was built by one account with a narrow umask is no reason to build again. */
  @Test
  void aBuildThatMayNotBeRead() throws Exception {
    assumeTrue(isRoot(), "needs root: to become another account");
    assertStarts(checkout.rtnlab("help"));
    Files.setPosixFilePermissions(
        checkout.app().resolve(".built"), PosixFilePermissions.fromString("rw-------"));
    assertSays(
        1,
        "chmod a+r",
        checkout.shell(
            "for f in . .. ../..; do chmod a+rx $f; done; exec setpriv --reuid=65534 --clear-groups"
                + " \"$0\" \"$@\"",
            "help"));
  }

  @Test
  void aSourceDatedInTheFutureIsBuiltOnce() throws Exception {
    checkout.date(checkout.source(), Duration.ofDays(3));
    Ended first = checkout.rtnlab("help");
    assertStarts(first);
    assertTrue(first.said().contains("dated in the future"), first::said);
    assertStarts(checkout.rtnlab("help"));
    assertEquals(1, builds());
    checkout.date(checkout.source(), Duration.ofDays(4));
    assertStarts(checkout.rtnlab("help"));
    assertEquals(2, builds());
  }

  @Test
  void aSourceNewerThanTheBuildIsBuilt() throws Exception {
    assertStarts(checkout.rtnlab("help"));
    checkout.date(checkout.app().resolve(".built"), Duration.ofDays(-3));
    assertStarts(checkout.rtnlab("help"));
    assertEquals(2, builds());
  }

  @Test
  void aJarThatIsGoneIsBuiltAgain() throws Exception {
    assertStarts(checkout.rtnlab("help"));
    Files.delete(checkout.app().resolve("rtnlab-lab.jar"));
    assertStarts(checkout.rtnlab("help"));
    assertEquals(2, builds());
  }

  @Test
  void aJarOfAnotherVersionIsNotRun() throws Exception {
    assertStarts(checkout.rtnlab("help"));
    Files.writeString(checkout.app().resolve("aaa-0.1.jar"), "foreign");
    Ended ended = checkout.rtnlab("help");
    assertStarts(ended);
    assertFalse(ended.said().contains("aaa-0.1"), ended::said);
  }

  @ParameterizedTest
  @CsvSource({"cut", "overwritten", "empty", "gone"})
  void aDamagedAotCacheIsMadeAnew(String how) throws Exception {
    assertStarts(checkout.rtnlab("help"));
    Path cache;
    try (var files = Files.list(checkout.app())) {
      cache =
          files
              .filter(f -> f.getFileName().toString().matches("aot_.*(?<!\\.seal)"))
              .findFirst()
              .orElseThrow();
    }
    long trained = Files.readAllLines(checkout.trainings()).size();
    switch (how) {
      case "cut" -> Files.write(cache, java.util.Arrays.copyOf(Files.readAllBytes(cache), 3));
      case "overwritten" -> {
        byte[] bytes = Files.readAllBytes(cache);
        bytes[0] ^= 1;
        Files.write(cache, bytes);
      }
      case "empty" -> Files.write(cache, new byte[0]);
      default -> Files.delete(cache);
    }
    Ended ended = checkout.rtnlab("help");
    assertStarts(ended);
    assertTrue(ended.said().contains("-XX:AOTCache="), ended::said);
    assertEquals(trained + 1, Files.readAllLines(checkout.trainings()).size());
  }

  /** Nothing of the machine is touched: what is read comes with the launcher. */
  @Test
  void theAotCacheIsTrainedByReadingFiles() throws Exception {
    assertStarts(checkout.rtnlab("help"));
    List<String> trainings = Files.readAllLines(checkout.trainings());
    assertEquals(1, trainings.size());
    assertTrue(
        trainings
            .getFirst()
            .endsWith(
                "io.rtnlab.lab.Training H/training.txt H/training/before H/training/after"
                    .replace("H", checkout.here + "/launcher")),
        trainings::toString);
  }

  @Test
  void waitingForAnothersBuildIsSaid() throws Exception {
    Ended ended =
        checkout.shell(
            "flock .build.lock sleep 2 & sleep 0.3; \"$0\" \"$@\"; s=$?; wait; exit $s", "help");
    assertStarts(ended);
    assertTrue(ended.said().contains("another rtnlab is building this checkout"), ended::said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ulimit -v 1000000 | the address space is limited to 976 MiB (ulimit -v)",
        "ulimit -n 20      | only 20 open files are allowed (ulimit -n)"
      })
  void smallLimits(String limit, String sentence) throws Exception {
    assertSays(1, sentence, checkout.shell(limit + "; exec \"$0\" \"$@\"", "run"));
  }

  @Test
  void fewProcesses() throws Exception {
    String[] asPlainUser = {
      "ulimit -u 20; exec setpriv --reuid=65534 --clear-groups \"$0\" \"$@\""
    };
    assumeTrue(isRoot(), "needs root: to become another account");
    Ended ended =
        checkout.shell("for f in . .. ../..; do chmod a+rx $f; done; " + asPlainUser[0], "run");
    assertSays(1, "only 20 processes are allowed (ulimit -u)", ended);
  }

  /** A folder above may be closed or may not; files of others never are obeyed. */
  @Test
  void anothersCheckout() throws Exception {
    assumeTrue(isRoot(), "needs root: who runs what stands in a checkout");
    checkout.shell("chown 65534 pom.xml");
    Ended refused = checkout.rtnlab("help");
    assertSays(1, "pom.xml", refused);
    assertSays(1, "belongs to another user", refused);
    assertFalse(Files.exists(checkout.builds()));
    checkout.set("SUDO_UID", "65534");
    checkout.set("SUDO_GID", "65534");
    assertStarts(checkout.rtnlab("help"));
    checkout.unset("SUDO_UID");
    checkout.unset("SUDO_GID");
    checkout.set("RTNLAB_TRUSTED_UID", "65534");
    assertStarts(checkout.rtnlab("help"));
    checkout.set("RTNLAB_TRUSTED_UID", "x");
    assertSays(2, "RTNLAB_TRUSTED_UID is a number", checkout.rtnlab("help"));
  }

  @ParameterizedTest
  @CsvSource({"rtnlab", "launcher/owner.sh", "pom.xml", "bench/lab/target/app/rtnlab-lab.jar"})
  void whatOthersMayWriteTo(String file) throws Exception {
    assumeTrue(isRoot(), "needs root: who runs what stands in a checkout");
    assertStarts(checkout.rtnlab("help"));
    Files.setPosixFilePermissions(
        checkout.here.resolve(file), PosixFilePermissions.fromString("rwxr-xrwx"));
    assertSays(1, file, checkout.rtnlab("help"));
  }

  /**
   * umask 000 is not obeyed: what is built no other user may write, what root runs no other may
   * read.
   */
  @Test
  void filesAreNoOtherUsers() throws Exception {
    Ended ended = checkout.shell("umask 000; exec \"$0\" \"$@\"", "run");
    assertSays(0, "umask " + (isRoot() ? "0077" : "0022"), ended);
    try (var files = Files.walk(checkout.app())) {
      for (Path file : files.toList()) {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        assertFalse(rights.contains(PosixFilePermission.OTHERS_WRITE), file::toString);
        assertFalse(rights.contains(PosixFilePermission.GROUP_WRITE), file::toString);
      }
    }
  }

  /** Many threads need hundreds of megabytes: half of the memory is theirs. */
  @Test
  void theHeapOfARunFollowsTheMemory() throws Exception {
    Ended ended = checkout.rtnlab("run");
    long kib =
        Files.readAllLines(Path.of("/proc/meminfo")).stream()
            .filter(line -> line.startsWith("MemTotal:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    long mib = Long.parseLong(ended.said().replaceAll("(?s).*-Xmx(\\d+)m.*", "$1"));
    assertTrue(mib >= 128 && mib <= Math.max(128, kib / 2048), ended::said);
  }
}
