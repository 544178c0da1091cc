// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real launcher in a checkout of one source, beside a JDK and a Maven that are shell scripts:
 * its {@code java} prints its arguments, its {@code mvn} does what a test says.
 */
final class FakeCheckout {
  private static final Path ROOT = Path.of("../..");
  private static final long MOST_SECONDS = 60;

  /** What the launcher calls besides Maven and Java. */
  private static final List<String> PROGRAMS =
      List.of(
          "bash",
          "cat",
          "cut",
          "date",
          "df",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "id",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sort",
          "stat",
          "tail",
          "touch",
          "unshare");

  /** A build that makes one jar. */
  static final String BUILDS = "echo jar >\"$app/rtnlab-lab.jar\"";

  private final Path tools;
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** The checkout's folder. */
  final Path here;

  /**
   * What a command came to.
   *
   * @param said standard output and error
   */
  record Ended(int status, String said) {}

  /** Makes it in a folder of its own. */
  FakeCheckout(Path folder) throws IOException {
    here = Files.createDirectories(folder.resolve("checkout"));
    tools = Files.createDirectories(folder.resolve("tools"));
    copy("rtnlab");
    try (Stream<Path> files = Files.walk(ROOT.resolve("launcher"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(ROOT.relativize(file).toString());
      }
    }
    Files.writeString(here.resolve("pom.xml"), "<project/>\n");
    for (String module : List.of("native", "java-bindings", "probes", "bench/lab/src/main/java")) {
      Files.createDirectories(here.resolve(module));
    }
    source();
    jdk("25.0.3");
    maven("3.9.9", BUILDS);
    environment.put(
        "PATH", tools + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", tools.resolve("jdk").toString());
    environment.put("LC_ALL", "C");
    environment.put("MOST", String.valueOf(MOST_SECONDS));
  }

  private void copy(String name) throws IOException {
    Path to = here.resolve(name);
    Files.createDirectories(to.getParent());
    Files.copy(ROOT.resolve(name), to);
    if (name.equals("rtnlab")) {
      executable(to);
    }
  }

  static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The checkout's only source; what it is dated decides whether it is built. */
  Path source() throws IOException {
    Path source = here.resolve("bench/lab/src/main/java/Main.java");
    if (!Files.exists(source)) {
      Files.writeString(source, "class Main {}\n");
    }
    return source;
  }

  void date(Path file, Duration fromNow) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(fromNow)));
  }

  Path app() {
    return here.resolve("bench/lab/target/app");
  }

  /** A JDK of this version. */
  void jdk(String version) throws IOException {
    Path jdk = tools.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.createDirectories(jdk.resolve("lib"));
    Files.writeString(jdk.resolve("lib/modules"), "");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        jdk.resolve("bin/java"),
        """
        for word; do
          case $word in -XX:AOTCacheOutput=*)
            echo "$*" >>'%s'
            echo "a cache of $RANDOM" >"${word#*=}" ;;
          esac
        done
        echo "java $* umask $(umask)"
        """
            .formatted(trainings()));
    script(jdk.resolve("bin/javac"), "exit 0\n");
  }

  /** How the caches of ahead-of-time compilation were trained, a line each. */
  Path trainings() {
    return tools.resolve("trainings");
  }

  /** A Maven of this version, which does this when it builds; {@code $app} is where jars go. */
  void maven(String version, String body) throws IOException {
    script(
        tools.resolve("mvn"),
        """
        case $1 in --version) echo 'Apache Maven %s (abc)'; exit 0 ;; esac
        app='%s'
        echo "$*" >>'%s'
        %s
        """
            .formatted(version, app(), builds(), body));
  }

  /** Maven's command lines, one for each build. */
  Path builds() {
    return tools.resolve("builds");
  }

  void withoutMaven() throws IOException {
    Files.delete(tools.resolve("mvn"));
    Path few = Files.createDirectories(tools.resolve("few"));
    for (String program : PROGRAMS) {
      for (String folder : List.of("/usr/bin", "/bin")) {
        Path link = few.resolve(program);
        if (Files.exists(Path.of(folder, program))
            && Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(link, Path.of(folder, program));
        }
      }
    }
    environment.put("PATH", few.toString());
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + body);
    executable(file);
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void unset(String variable) {
    environment.remove(variable);
  }

  /** Runs {@code ./rtnlab} with these arguments. */
  Ended rtnlab(String... arguments) throws IOException, InterruptedException {
    return shell("exec \"$0\" \"$@\"", arguments);
  }

  /** Runs a line of bash, whose {@code $0} is the launcher. */
  Ended shell(String line, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", line));
    command.add(here.resolve("rtnlab").toString());
    command.addAll(List.of(arguments));
    File said = File.createTempFile("said", "", tools.toFile());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(here.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new AssertionError("does not end: " + Files.readString(said.toPath()));
    }
    return new Ended(
        process.exitValue(), Files.readString(said.toPath(), StandardCharsets.ISO_8859_1));
  }
}
