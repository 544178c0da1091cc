// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other programs may use of a folder of classes, a line each: public and protected types with
 * their supertypes, fields, constructors and methods, with the modifiers, type parameters and
 * exceptions that callers compile against.
 */
final class Api {
  /** What a caller does not see, or is said by another line. */
  private static final int UNSEEN =
      Modifier.NATIVE | Modifier.SYNCHRONIZED | Modifier.TRANSIENT | Modifier.VOLATILE;

  private Api() {}

  static SortedSet<String> of(Path classes, ClassLoader loader) throws IOException {
    SortedSet<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace(".class", "").replace('/', '.');
        if (!name.endsWith("-info")) {
          add(lines, type(name, loader));
        }
      }
    }
    return lines.stream()
        .map(line -> line.replaceAll("io\\.rtnlab\\.netlink\\.|java\\.(lang|util|io|net)\\.", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What breaks programs that were compiled against the published lines: those that are gone, and
   * methods without a body that are new, which implementations do not have.
   */
  static List<String> breaks(Collection<String> published, Collection<String> actual) {
    TreeSet<String> before = new TreeSet<>(published);
    TreeSet<String> now = new TreeSet<>(actual);
    List<String> breaks = new ArrayList<>();
    before.stream().filter(line -> !now.contains(line)).forEach(line -> breaks.add("- " + line));
    now.stream()
        .filter(line -> !before.contains(line) && line.contains(" abstract "))
        .filter(line -> line.endsWith(")") && before.contains(openType(line)))
        .forEach(line -> breaks.add("+ " + line));
    return breaks;
  }

  /** The line that says that others may extend the type which a method's line belongs to. */
  private static String openType(String method) {
    return "open " + method.substring(0, method.indexOf(": "));
  }

  private static Class<?> type(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static void add(SortedSet<String> lines, Class<?> type) {
    if (!isPublished(type)) {
      return;
    }
    String name = type.getName();
    List<String> supertypes = new ArrayList<>();
    Type superclass = type.getGenericSuperclass();
    if (superclass != null && superclass != Object.class) {
      supertypes.add(superclass.getTypeName());
    }
    Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName).forEach(supertypes::add);
    lines.add(type.toGenericString() + " : " + String.join(", ", supertypes));
    boolean open = !type.isSealed() && !Modifier.isFinal(type.getModifiers());
    if (open && (type.isInterface() || isExtensible(type))) {
      lines.add("open " + name);
    }
    for (Field field : type.getDeclaredFields()) {
      add(lines, name, field, field.getGenericType().getTypeName() + " " + field.getName());
    }
    for (Executable constructor : type.getDeclaredConstructors()) {
      add(lines, name, constructor, "new" + parameters(constructor));
    }
    for (Method method : type.getDeclaredMethods()) {
      String returned = method.getGenericReturnType().getTypeName();
      add(lines, name, method, returned + " " + method.getName() + parameters(method));
    }
  }

  private static boolean isExtensible(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors()).anyMatch(Api::isOpen);
  }

  private static void add(SortedSet<String> lines, String type, Member member, String what) {
    if (isOpen(member) && !member.isSynthetic()) {
      String modifiers = Modifier.toString(member.getModifiers() & ~UNSEEN);
      lines.add(type + ": " + modifiers + " " + what);
    }
  }

  private static String parameters(Executable of) {
    String thrown =
        Arrays.stream(of.getGenericExceptionTypes())
            .map(Type::getTypeName)
            .sorted()
            .collect(Collectors.joining(", "));
    String types =
        Arrays.stream(of.getGenericParameterTypes())
            .map(Type::getTypeName)
            .collect(Collectors.joining(", ", "(", ")"));
    String variables =
        of.getTypeParameters().length == 0
            ? ""
            : Arrays.stream(of.getTypeParameters())
                .map(each -> each + " extends " + Arrays.toString(each.getBounds()))
                .collect(Collectors.joining(", ", "<", ">"));
    return variables + types + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static boolean isPublished(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!isOpen(each.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.isLocalClass();
  }

  private static boolean isOpen(Member member) {
    return isOpen(member.getModifiers());
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
