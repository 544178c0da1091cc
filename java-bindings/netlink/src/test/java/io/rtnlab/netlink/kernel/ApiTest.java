// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.Messages;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing that other programs may use goes or changes unseen: what is public and protected is
 * listed in api.txt. With {@code -Dapi=write} it is written anew, and the difference reviewed;
 * additions alone need no more than that.
 */
class ApiTest {
  private static final Path PUBLISHED = Path.of("src/test/resources/api.txt");

  /** A published type of each sort, in which the rows below plant their breaks. */
  private static final String BEFORE =
      """
      package planted;
      public class Type implements Comparable<Type> {
        public static final int LIMIT = 1;
        public Type() {}
        public int run(int number) { return number; }
        protected java.util.List<String> names() throws java.io.IOException { return null; }
        @Override public int compareTo(Type other) { return 0; }
        public record Point(int x, int y) {}
        public enum Side { LEFT, RIGHT }
        public interface Port { int send(); }
      }
      """;

  @TempDir private Path folder;

  @Test
  void nothingThatWasPublishedIsGone() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Messages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> actual = Api.of(classes, Messages.class.getClassLoader());
    if ("write".equals(System.getProperty("api"))) {
      Files.writeString(PUBLISHED, String.join("\n", actual) + "\n");
    }
    assertEquals(List.of(), Api.breaks(Files.readAllLines(PUBLISHED), actual));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a method goes            | public int run(int number) { return number; } | ''",
        "a parameter is wider     | run(int number) { return number; } | run(long number) { return"
            + " 0; }",
        "another result           | public int run(int number) | public long run(int number)",
        "a method is hidden       | public int run | int run",
        "a method becomes static  | public int run | public static int run",
        "a method becomes final   | public int run | public final int run",
        "another element type     | java.util.List<String> names | java.util.List<Object> names",
        "another exception        | throws java.io.IOException | throws Exception",
        "a constant goes          | public static final int LIMIT = 1; | ''",
        "a constant becomes wider | public static final int LIMIT | public static final long LIMIT",
        "the constructor is hidden| public Type() {} | private Type() {}",
        "the type becomes final   | public class Type | public final class Type",
        "an interface goes        | implements Comparable<Type> {| {",
        "a component goes         | Point(int x, int y) | Point(int x)",
        "an enum's constant goes  | LEFT, RIGHT | LEFT",
        "an interface asks for more| int send(); | int send(); int receive();",
      })
  void aPlantedBreakIsFound(String what, String published, String changed) throws IOException {
    assertEquals(1, BEFORE.split(java.util.regex.Pattern.quote(published), -1).length - 1, what);
    Set<String> before = compiled("before", BEFORE);
    String source = BEFORE.replace(published, changed);
    if (what.startsWith("an interface goes")) {
      source = source.replace("@Override public int compareTo", "public int compareTo");
    }
    Set<String> after = compiled("after", source);
    assertEquals(List.of(), Api.breaks(before, before));
    assertEquals(false, Api.breaks(before, after).isEmpty(), what);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a method more            | public Type() {} | public Type() {} public void stop() {}",
        "a method with a body     | int send(); | int send(); default int receive() { return 0; }",
        "what is inside a method  | return number; | return number + 1;",
        "a hidden method more     | public Type() {} | public Type() {} void stop() {}",
      })
  void whatBreaksNothingPasses(String what, String published, String changed) throws IOException {
    Set<String> before = compiled("before", BEFORE);
    Set<String> after = compiled("after", BEFORE.replace(published, changed));
    assertEquals(List.of(), Api.breaks(before, after), what);
  }

  private Set<String> compiled(String name, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name + "-sources"));
    Path classes = Files.createDirectories(folder.resolve(name));
    Path file = Files.writeString(sources.resolve("Type.java"), source);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(
        0, javac.run(System.out, System.err, "-d", classes.toString(), file.toString()), "javac");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      return Api.of(classes, loader);
    }
  }
}
