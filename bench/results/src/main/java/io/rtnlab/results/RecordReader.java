// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of the values of a JSON text, or says which of them does not fit: every component
 * that is not {@code @Nullable} has to be there, of its type, and no number may be negative that
 * counts or measures. Fields that the record does not have are passed over.
 */
final class RecordReader {
  /** Differences, seeds, and what is left after parts are subtracted. */
  private static final Set<String> MAY_BE_NEGATIVE =
      Set.of(
          "seed",
          "Offsets.min",
          "Offsets.p50",
          "Offsets.p99",
          "Offsets.max",
          "systemCallRestNs",
          "remainderNs",
          "remainderP99Ns");

  private RecordReader() {}

  /**
   * Makes the record.
   *
   * @param value as Jackson reads JSON without a type: maps, lists, numbers, strings
   * @throws IOException naming the first value that does not fit, such as {@code blame[0].ns}
   */
  static <T> T read(Class<T> type, @Nullable Object value) throws IOException {
    return type.cast(record(type, "", value, "the document"));
  }

  private static Object record(Class<?> type, String prefix, @Nullable Object value, String path)
      throws IOException {
    if (!(value instanceof Map<?, ?> fields)) {
      throw wrong(path, "an object", value);
    }
    RecordShape shape = RecordShape.of(type);
    @Nullable Object[] arguments = new @Nullable Object[shape.fields().size()];
    for (int i = 0; i < arguments.length; i++) {
      RecordShape.Field of = shape.fields().get(i);
      Inline inline = of.inline();
      if (inline != null) {
        arguments[i] = record(of.component().getType(), inline.value(), value, path);
        continue;
      }
      String name = RecordWriter.name(prefix, of.component());
      String inner = path.equals("the document") ? name : path + "." + name;
      Object field = fields.get(name);
      if (field == null) {
        if (!of.nullable()) {
          throw new IOException(
              "its " + inner + (fields.containsKey(name) ? " is null" : " is missing"));
        }
      } else {
        boolean signed =
            MAY_BE_NEGATIVE.contains(name)
                || MAY_BE_NEGATIVE.contains(type.getSimpleName() + "." + name);
        arguments[i] = value(of.type(), field, inner, signed);
      }
    }
    try {
      return shape.constructor().newInstance(arguments);
    } catch (InvocationTargetException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Object value(Type type, @Nullable Object value, String path, boolean signed)
      throws IOException {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(of[0], value, path)
          : map(of[1], value, path);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalStateException("no JSON for " + type);
    }
    if (plain == String.class) {
      if (value instanceof String) {
        return value;
      }
      throw wrong(path, "a text", value);
    }
    if (plain == boolean.class || plain == Boolean.class) {
      if (value instanceof Boolean) {
        return value;
      }
      throw wrong(path, "true or false", value);
    }
    if (plain.isEnum()) {
      for (Object constant : plain.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(value)) {
          return constant;
        }
      }
      throw wrong(path, "one of the words that this version knows", value);
    }
    return plain.isRecord() ? record(plain, "", value, path) : number(plain, value, path, signed);
  }

  private static Object number(Class<?> type, @Nullable Object value, String path, boolean signed)
      throws IOException {
    if (!(value instanceof Number number)) {
      throw wrong(path, "a number", value);
    }
    if (!signed && number.doubleValue() < 0) {
      throw wrong(path, "a number from 0 on", value);
    }
    if (type == double.class || type == Double.class) {
      if (Double.isFinite(number.doubleValue())) {
        return number.doubleValue();
      }
      throw wrong(path, "a number", value);
    }
    if (!(number instanceof Integer) && !(number instanceof Long)) {
      throw wrong(path, "a whole number of at most 63 bits", value);
    }
    if (type == long.class || type == Long.class) {
      return number.longValue();
    }
    if (number.longValue() != number.intValue()) {
      throw wrong(path, "a whole number of at most 31 bits", value);
    }
    return number.intValue();
  }

  private static List<Object> list(Type of, @Nullable Object value, String path)
      throws IOException {
    if (!(value instanceof List<?> elements)) {
      throw wrong(path, "a list", value);
    }
    List<Object> list = new ArrayList<>();
    for (Object element : elements) {
      list.add(value(of, element, path + "[" + list.size() + "]", false));
    }
    return list;
  }

  private static Map<String, Object> map(Type of, @Nullable Object value, String path)
      throws IOException {
    if (!(value instanceof Map<?, ?> entries)) {
      throw wrong(path, "an object", value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String key = String.valueOf(entry.getKey());
      map.put(key, value(of, entry.getValue(), path + "." + key, false));
    }
    return map;
  }

  private static IOException wrong(String path, String expected, @Nullable Object value) {
    String shown = String.valueOf(value);
    return new IOException(
        "its "
            + path
            + " is "
            + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown)
            + ", not "
            + expected);
  }
}
