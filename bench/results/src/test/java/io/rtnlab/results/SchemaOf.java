// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Derives the JSON Schema (draft 2020-12) of a document from its record. */
final class SchemaOf {
  private final Map<String, Object> definitions = new TreeMap<>();

  private SchemaOf() {}

  static String document(Class<? extends Record> type, String title) throws IOException {
    SchemaOf schema = new SchemaOf();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", title);
    root.putAll(schema.object(type));
    if (!schema.definitions.isEmpty()) {
      root.put("$defs", schema.definitions);
    }
    return JSON.builder().enable(JSON.Feature.PRETTY_PRINT_OUTPUT).build().asString(root) + "\n";
  }

  private Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    collect(type, "", properties, required);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    object.put("required", required);
    return object;
  }

  private void collect(
      Class<?> type, String prefix, Map<String, Object> properties, List<String> required) {
    for (RecordComponent component : type.getRecordComponents()) {
      Inline inline = component.getAnnotation(Inline.class);
      if (inline != null) {
        collect(component.getType(), inline.value(), properties, required);
        continue;
      }
      String name = RecordWriter.name(prefix, component);
      Map<String, Object> value = value(component.getGenericType());
      properties.put(
          name,
          isNullable(component) ? Map.of("anyOf", List.of(value, Map.of("type", "null"))) : value);
      if (!isNullable(component)) {
        required.add(name);
      }
    }
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private Map<String, Object> value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      Map<String, Object> container = new LinkedHashMap<>();
      boolean isList = generic.getRawType() == List.class;
      container.put("type", isList ? "array" : "object");
      container.put(isList ? "items" : "additionalProperties", value(of[of.length - 1]));
      return container;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      String name = plain.getSimpleName();
      if (!definitions.containsKey(name)) {
        definitions.put(name, Map.of()); // it may contain itself
        definitions.put(name, object(plain));
      }
      return Map.of("$ref", "#/$defs/" + name);
    }
    if (plain.isEnum()) {
      return Map.of(
          "enum", Arrays.stream(plain.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList());
    }
    return Map.of("type", word(plain));
  }

  private static String word(Class<?> plain) {
    if (plain == String.class) {
      return "string";
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return "boolean";
    }
    if (plain == double.class || plain == Double.class) {
      return "number";
    }
    if (plain == long.class
        || plain == Long.class
        || plain == int.class
        || plain == Integer.class) {
      return "integer";
    }
    throw new IllegalArgumentException("no JSON Schema for " + plain);
  }
}
