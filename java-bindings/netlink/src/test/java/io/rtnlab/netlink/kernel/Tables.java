// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.AttributeTable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every attribute table of the library, found by looking at its classes. */
final class Tables {
  private Tables() {}

  static List<AttributeTable> all() {
    List<AttributeTable> tables = new ArrayList<>();
    for (Class<?> type : classes()) {
      try {
        addFrom(type, tables);
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return tables;
  }

  /** Every class of the library that describes messages. */
  static List<Class<?>> classes() {
    try {
      Path classes =
          Path.of(Messages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      List<Class<?>> found = new ArrayList<>();
      try (Stream<Path> files = Files.walk(classes.resolve("io/rtnlab/netlink/message"))) {
        List<String> names =
            files
                .map(file -> classes.relativize(file).toString())
                .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                .map(name -> name.replace(".class", "").replace('/', '.'))
                .sorted()
                .toList();
        for (String name : names) {
          found.add(Class.forName(name));
        }
      }
      return found;
    } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void addFrom(Class<?> type, List<AttributeTable> tables)
      throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == AttributeTable.class
          && Modifier.isStatic(field.getModifiers())
          && Modifier.isPublic(field.getModifiers())
          && field.get(null) instanceof AttributeTable table
          && !tables.contains(table)) {
        tables.add(table);
      }
    }
  }
}
