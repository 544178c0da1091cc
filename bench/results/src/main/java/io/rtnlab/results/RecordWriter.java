// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes documents apart into the maps, lists and values of JSON; fields in alphabetical order. */
final class RecordWriter {
  private RecordWriter() {}

  /** What Jackson writes without knowing any record. */
  static @Nullable Object values(@Nullable Object value) {
    return switch (value) {
      case Record document -> fields(document);
      case List<?> list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.forEach(each -> values.add(values(each)));
        yield values;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, each) -> values.put(String.valueOf(key), values(each)));
        yield values;
      }
      case null, default -> value;
    };
  }

  private static Map<String, @Nullable Object> fields(Record document) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    collect(document, "", fields);
    return fields;
  }

  private static void collect(
      Record document, String prefix, Map<String, @Nullable Object> fields) {
    for (RecordComponent component : document.getClass().getRecordComponents()) {
      Object value = value(document, component);
      Inline inline = component.getAnnotation(Inline.class);
      if (inline != null && value instanceof Record inner) {
        collect(inner, inline.value(), fields);
      } else {
        fields.put(name(prefix, component), values(value));
      }
    }
  }

  /** The JSON's name of a component. */
  static String name(String prefix, RecordComponent component) {
    String name = component.getName();
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static @Nullable Object value(Record document, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // records of packages that keep them to themselves
      return accessor.invoke(document);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
