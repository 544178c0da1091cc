// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The options of the virtual machine stand once each, and name what there is. */
class LauncherTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern COMPILE_COMMAND =
      Pattern.compile("CompileCommand=\\w+,([\\w.]+)::([\\w*]+)$", Pattern.MULTILINE);

  /** Java ignores a command for a class or a method that does not exist. */
  @Test
  void compilerCommandsNameMethodsThatExist() throws Exception {
    List<MatchResult> commands = new ArrayList<>();
    for (Path file : argumentFiles()) {
      commands.addAll(COMPILE_COMMAND.matcher(Files.readString(file)).results().toList());
    }
    assertFalse(commands.isEmpty());
    for (MatchResult command : commands) {
      Pattern name = Pattern.compile(command.group(2).replace("*", ".*"));
      Method[] methods = Class.forName(command.group(1)).getDeclaredMethods();
      assertTrue(
          Arrays.stream(methods).anyMatch(method -> name.matcher(method.getName()).matches()),
          command.group());
    }
  }

  @Test
  void optionsOfTheCompilerStandInTheArgumentFilesAlone() throws IOException {
    for (String reader : List.of("rtnlab", "launcher/start.sh", "pom.xml", bundle())) {
      assertFalse(Files.readString(ROOT.resolve(reader)).contains("-XX:CompileCommand"), reader);
    }
  }

  @Test
  void launcherGuestsAndTestsNameFilesThatExist() throws IOException {
    assertEquals(
        List.of("collected", "common", "listened", "measured", "root", "short", "watch"),
        named("launcher/start.sh", "@\\$jvm/(\\w+)\\.args"));
    assertEquals(
        List.of("measured"), named("pom.xml", "@\\.\\./\\.\\./launcher/jvm/(\\w+)\\.args"));
    List<String> guests = named(bundle(), "\"(\\w+)\"[,;)]");
    assertTrue(guests.containsAll(List.of("common", "measured", "collected", "root")));
    List<String> files =
        argumentFiles().stream()
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".args"))
            .map(file -> file.replace(".args", ""))
            .toList();
    assertTrue(guests.containsAll(List.of("guest", "repeatable")));
    assertEquals(
        List.of(
            "collected",
            "common",
            "guest",
            "listened",
            "measured",
            "repeatable",
            "root",
            "short",
            "watch"),
        files);
  }

  @Test
  void libbpfOfABundleIsFoundWhereItIsPut() throws IOException {
    Pattern word = Pattern.compile("libz[\\w.]*|libelf[\\w.]*|libbpf\\.so[\\w.]*");
    String put = Files.readString(ROOT.resolve("launcher/package.sh"));
    String list = put.substring(put.indexOf("bundled_libraries=("));
    List<String> libraries =
        word.matcher(list.substring(0, list.indexOf(')')))
            .results()
            .map(MatchResult::group)
            .toList();
    String reader =
        Files.readString(
            ROOT.resolve("probes/backends/src/main/java/io/rtnlab/probes/bpf/Libbpf.java"));
    assertEquals(4, libraries.size());
    libraries.forEach(library -> assertTrue(reader.contains('"' + library + '"'), library));
  }

  /** A class that was renamed since is none in a bundle's archive: commands start slower. */
  @Test
  void classesOfABundlesArchiveExist() throws IOException {
    List<String> gone =
        Pattern.compile("io/rtnlab/[\\w/$]+")
            .matcher(Files.readString(ROOT.resolve("launcher/classes.txt")))
            .results()
            .map(MatchResult::group)
            .distinct()
            .filter(name -> LauncherTest.class.getResource("/" + name + ".class") == null)
            .toList();
    assertEquals(List.of(), gone, "rtnlab package --learn notes them anew");
  }

  private static String bundle() {
    return "bench/lab/src/main/java/io/rtnlab/lab/matrix/GuestBundle.java";
  }

  private static List<String> named(String reader, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(ROOT.resolve(reader)))
        .results()
        .map(found -> found.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Path> argumentFiles() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("launcher/jvm"))) {
      return files.sorted().toList();
    }
  }
}
