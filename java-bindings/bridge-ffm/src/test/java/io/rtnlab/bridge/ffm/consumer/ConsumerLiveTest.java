// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.libc.Needs;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program of another project, compiled with nothing but javac against the three jars and started
 * in a process of its own: on the class path and on the module path.
 */
@Timeout(120)
class ConsumerLiveTest {
  private static final Path SOURCE = Path.of("src/test/consumer/Consumer.java.txt");

  private static final List<String> MODULES =
      List.of("io.rtnlab.netlink", "io.rtnlab.libc", "io.rtnlab.bridge.ffm");

  @TempDir private Path folder;

  private Path jars;
  private Path classes;

  @BeforeEach
  void makeJars() throws IOException, URISyntaxException {
    jars = Files.createDirectory(folder.resolve("jars"));
    classes = Files.createDirectory(folder.resolve("classes"));
    jar(MODULES.get(0), Messages.class);
    jar(MODULES.get(1), NetworkNamespace.class);
    jar(MODULES.get(2), FfmBridge.class);
  }

  @Test
  void onTheClassPath() throws IOException {
    String path =
        String.join(
            ":", MODULES.stream().map(module -> jars.resolve(module + ".jar").toString()).toList());
    compile(false, "-cp", path);
    assertEquals(
        "c2 true",
        start(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            path + ":" + classes,
            "consumer.Consumer"));
  }

  @Test
  void onTheModulePath() throws IOException {
    compile(true, "-p", jars.toString());
    assertEquals(
        "c2 true",
        start(
            "--enable-native-access=io.rtnlab.libc",
            "-p",
            jars + ":" + classes,
            "--add-modules",
            "io.rtnlab.bridge.ffm",
            "-m",
            "consumer/consumer.Consumer"));
  }

  private void compile(boolean module, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("-d", classes.toString(), "-Xlint:-requires-automatic"));
    Path sources = Files.createDirectories(folder.resolve("src/consumer"));
    arguments.add(Files.copy(SOURCE, sources.resolve("Consumer.java")).toString());
    if (module) {
      String requires = "module consumer { requires io.rtnlab.netlink; }";
      arguments.add(Files.writeString(folder.resolve("src/module-info.java"), requires).toString());
    }
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertEquals(0, status, "javac");
  }

  /** In a namespace of its own, which its sockets are made in. */
  private static String start(String... arguments) throws IOException {
    Needs.netns();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      return namespace.run(
          () -> {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = process.getInputStream().readAllBytes();
            process.waitFor();
            return new String(said, StandardCharsets.UTF_8).strip();
          });
    }
  }

  /** What Maven makes of a module: its classes and resources under the name in its pom. */
  private void jar(String module, Class<?> of) throws IOException, URISyntaxException {
    Path from = Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = jars.resolve(module + ".jar");
    if (Files.isRegularFile(from)) {
      Files.copy(from, target);
      return;
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.walk(from)) {
      files.filter(Files::isRegularFile).forEach(each -> add(jar, from, each));
    }
    assertTrue(Files.size(target) > 0);
  }

  private static void add(JarOutputStream jar, Path root, Path file) {
    try {
      jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
      Files.copy(file, jar);
      jar.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
