// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vagrant/kernels/get} with a mirror that is a shell script, and what it is made of. */
class KernelCacheTest {
  private static final Path VAGRANT = Path.of("../../vagrant");

  @TempDir private Path temporary;
  private Path cache;
  private Path scripts;
  private Path fetches;

  private record Ended(int status, String said) {}

  @BeforeEach
  void makeMirror() throws IOException {
    cache = temporary.resolve("cache");
    scripts = Files.createDirectories(temporary.resolve("vagrant"));
    fetches = temporary.resolve("fetches");
    for (String file :
        List.of("kernels/get", "lib/common.sh", "lib/kernels.sh", "guest/init", "kernels.yaml")) {
      Files.createDirectories(scripts.resolve(file).getParent());
      Files.copy(VAGRANT.resolve(file), scripts.resolve(file));
    }
    script(
        "kernels/fetch",
        """
        echo "$*" >>'%s'
        kernel=%s/kernels/$1-1-abc
        mkdir -p "$kernel"
        echo 'an image' >"$kernel/bzImage"
        echo 6.12.1 >"$kernel/release"
        echo "$kernel"
        """
            .formatted(fetches, cache));
    script("guest/initramfs", "echo 'an initramfs'\n");
    executable(scripts.resolve("kernels/get"));
  }

  private void script(String name, String body) throws IOException {
    executable(Files.writeString(scripts.resolve(name), "#!/bin/bash\n" + body));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended get(String... before) throws Exception {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of(scripts.resolve("kernels/get").toString(), "stock-6.12"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RTNLAB_CACHE", cache.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private Path kernel() {
    return cache.resolve("kernels/stock-6.12-1-abc");
  }

  private void assertGot(Ended ended) {
    assertEquals(0, ended.status, ended::said);
    assertTrue(ended.said.endsWith(kernel() + "\n"), ended::said);
  }

  @Test
  void aKernelIsFetchedOnce() throws Exception {
    assertGot(get());
    assertGot(get());
    assertEquals(1, Files.readAllLines(fetches).size());
  }

  @ParameterizedTest
  @CsvSource({
    "bzImage, cut",
    "bzImage, overwritten",
    "bzImage, empty",
    "initrd, cut",
    "initrd, gone"
  })
  void aDamagedKernelIsFetchedAgain(String name, String how) throws Exception {
    assertGot(get());
    Path file = kernel().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    switch (how) {
      case "cut" -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      case "overwritten" -> {
        byte[] other = whole.clone();
        other[2] ^= 1;
        Files.write(file, other);
      }
      case "empty" -> Files.write(file, new byte[0]);
      default -> Files.delete(file);
    }
    assertGot(get());
    assertEquals(new String(whole, StandardCharsets.UTF_8), Files.readString(file));
    assertGot(get());
  }

  private static String[] asPlainUser() {
    boolean root = "root".equals(System.getProperty("user.name"));
    return root ? new String[] {"setpriv", "--reuid=65534", "--clear-groups"} : new String[0];
  }

  private void open(Path folder) throws Exception {
    new ProcessBuilder("chmod", "-R", "a+rX", folder.toString()).inheritIO().start().waitFor();
    for (Path at = folder; at != null && at.getNameCount() > 1; at = at.getParent()) {
      Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aReadOnlyCacheServes() throws Exception {
    assertGot(get());
    open(temporary);
    new ProcessBuilder("chmod", "-R", "a-w", cache.toString()).start().waitFor();
    assertGot(get(asPlainUser()));
    new ProcessBuilder("chmod", "-R", "u+w", cache.toString()).start().waitFor();
  }

  @Test
  void aReadOnlyCacheThatLacksTheKernelIsNamed() throws Exception {
    Files.createDirectories(cache);
    open(temporary);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r-xr-xr-x"));
    Ended ended = get(asPlainUser());
    assertEquals(1, ended.status, ended::said);
    assertTrue(ended.said.contains("cannot write to the cache " + cache), ended::said);
    assertTrue(ended.said.contains("RTNLAB_CACHE"), ended::said);
    assertFalse(Files.exists(fetches));
  }

  @Test
  void aCacheThatCannotBeIsNamed() throws Exception {
    cache = Path.of("/proc/rtnlab-cache");
    Ended ended = get();
    assertEquals(1, ended.status, ended::said);
    assertEquals(1, ended.said.lines().count(), ended::said);
    assertTrue(ended.said.contains("cannot write to the cache /proc/rtnlab-cache"), ended::said);
  }

  private Ended sourced(String line) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash", "-c", "here=.; . lib/common.sh; . lib/debian.sh; . lib/qemu.sh; " + line)
            .directory(VAGRANT.toFile())
            .redirectErrorStream(true);
    builder.environment().put("RTNLAB_CACHE", cache.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void aFullDiskIsNamedBeforeAnythingIsFetched() throws Exception {
    Ended ended = sourced("need_space /tmp 999999999");
    assertEquals(1, ended.status, ended::said);
    assertTrue(ended.said.contains("needs 999999999 MB in /tmp, only "), ended::said);
  }

  /** qemu and virtiofsd end with the script, also where that is killed. */
  @Test
  void helpersDieWithTheScript() throws Exception {
    Ended ended =
        sourced(
            "keep sleep 300 >/dev/null 2>&1; until grep -q sleep /proc/$!/comm; do sleep 0.05;"
                + " done; echo $!; kill -KILL $$");
    long helper = Long.parseLong(ended.said.strip());
    for (int tries = 0; tries < 100 && ProcessHandle.of(helper).isPresent(); tries++) {
      Thread.sleep(20);
    }
    assertTrue(
        ProcessHandle.of(helper).map(handle -> !handle.isAlive()).orElse(true),
        "still there: " + helper);
  }

  /** apt fetches as its own account wherever that account gets at the cache. */
  @ParameterizedTest
  @CsvSource({"rwxr-xr-x, false", "rwx------, true"})
  void theSandboxOfAptIsLeftOnWhereItCan(String rights, boolean off) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root: apt's own account");
    open(temporary);
    Path above = Files.createDirectories(temporary.resolve("above"));
    Files.setPosixFilePermissions(above, PosixFilePermissions.fromString(rights));
    cache = above.resolve("cache");
    Ended ended =
        sourced(
            "id -u _apt >/dev/null 2>&1 && [[ -r $debian_keys ]] || exit 77; mkdir -p $debian_apt;"
                + " touch $debian_apt/updated; DEBIAN_MIRROR=http://localhost/"
                + " DEBIAN_SECURITY_MIRROR=http://localhost/ debian_update; cat"
                + " $debian_apt/apt.conf");
    assumeTrue(ended.status != 77, "needs apt: its account _apt and Debian's archive keys");
    assertEquals(0, ended.status, ended::said);
    assertEquals(off, ended.said.contains("APT::Sandbox::User \"root\""), ended::said);
  }

  @Test
  void anUnknownKernelIsAnsweredWithTheKnownOnes() throws Exception {
    Ended ended =
        get("env", "KERNELS=" + Files.writeString(temporary.resolve("list"), "- name: mine\n"));
    assumeTrue(ended.status != 127, "needs env");
    assertEquals(1, ended.status, ended::said);
    assertTrue(
        ended.said.contains("no kernel stock-6.12") && ended.said.contains("mine"), ended::said);
  }
}
