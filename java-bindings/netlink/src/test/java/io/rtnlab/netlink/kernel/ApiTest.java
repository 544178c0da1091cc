// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.Messages;
import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing that other programs may use goes or changes unseen: what is public and protected is
 * listed in api.txt. With {@code -Dapi=write} it is written anew, and the difference reviewed;
 * additions alone need no more than that.
 */
class ApiTest {
  private static final Path PUBLISHED = Path.of("src/test/resources/api.txt");

  @Test
  void nothingThatWasPublishedIsGone() throws IOException, URISyntaxException {
    Set<String> actual = api();
    if ("write".equals(System.getProperty("api"))) {
      Files.writeString(PUBLISHED, String.join("\n", actual) + "\n");
    }
    assertEquals(List.of(), gone(Files.readAllLines(PUBLISHED), actual));
  }

  @Test
  void aMethodThatGoesOrChangesIsFound() {
    List<String> published = List.of("A.run(int): void", "A.stop(): void", "B");
    assertEquals(
        List.of("A.run(int): void", "B"),
        gone(published, Set.of("A.run(long): void", "A.stop(): void")));
    assertEquals(List.of(), gone(published, Set.copyOf(published)));
  }

  private static List<String> gone(List<String> published, Set<String> actual) {
    return published.stream().filter(line -> !actual.contains(line)).toList();
  }

  private static Set<String> api() throws IOException, URISyntaxException {
    Path root = Path.of(Messages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace(".class", "").replace('/', '.');
        if (!name.endsWith("package-info")) {
          add(lines, name);
        }
      }
    }
    return lines.stream()
        .map(line -> line.replaceAll("io\\.rtnlab\\.netlink\\.|java\\.(lang|util)\\.", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void add(Set<String> lines, String name) {
    Class<?> type;
    try {
      type = Class.forName(name, false, ApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    if (!isPublished(type)) {
      return;
    }
    lines.add(name);
    for (var field : type.getDeclaredFields()) {
      if (isOpen(field) && !field.isSynthetic()) {
        lines.add(name + "." + field.getName() + ": " + field.getGenericType().getTypeName());
      }
    }
    for (var constructor : type.getDeclaredConstructors()) {
      if (isOpen(constructor) && !constructor.isSynthetic()) {
        lines.add(name + parameters(constructor.getParameterTypes()));
      }
    }
    for (var method : type.getDeclaredMethods()) {
      if (isOpen(method) && !method.isSynthetic()) {
        lines.add(
            name
                + "."
                + method.getName()
                + parameters(method.getParameterTypes())
                + ": "
                + method.getReturnType().getTypeName());
      }
    }
  }

  private static boolean isPublished(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers()) && !Modifier.isProtected(each.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.isLocalClass();
  }

  private static boolean isOpen(Member member) {
    return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
  }

  private static String parameters(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getTypeName).collect(Collectors.joining(", ", "(", ")"));
  }
}
