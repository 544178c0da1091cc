// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The last field of a document in a file: {@code "checksum" : "crc32c:0123abcd"}, over all other
 * fields and their values. The layout of the text, the order of fields and those that are null do
 * not enter, so that other programs may print it anew. A document without one was written by an
 * older version.
 */
final class Seal {
  private static final String FIELD = "checksum";
  private static final String METHOD = "crc32c:";

  /** Up to here a double distinguishes whole numbers. */
  private static final double EXACT = 1L << 53;

  private final CRC32C sum = new CRC32C();

  private Seal() {}

  /** The same document with its seal, on the line of its last bracket: none is lost alone. */
  static String on(String json) throws IOException {
    int end = json.lastIndexOf('}');
    return "%s, \"%s\" : \"%s\" }\n"
        .formatted(json.substring(0, end), FIELD, of(JSON.std.mapFrom(json)));
  }

  /** Whether the document is another than the one that its seal was put on. */
  static boolean isBroken(@Nullable Object document) {
    if (!(document instanceof Map<?, ?> fields)) {
      return false;
    }
    return fields.entrySet().stream()
        .filter(Seal::isSeal)
        .anyMatch(seal -> !of(fields).equals(seal.getValue()));
  }

  /** Also by its value: a damaged name must not turn it into a document of an older version. */
  private static boolean isSeal(Map.Entry<?, ?> field) {
    return FIELD.equals(field.getKey())
        || (field.getValue() instanceof String value && value.startsWith(METHOD));
  }

  private static String of(Map<?, ?> fields) {
    Seal seal = new Seal();
    for (Map.Entry<String, Object> field : sorted(fields).entrySet()) {
      if (!isSeal(field)) {
        seal.add(field.getKey());
        seal.value(field.getValue());
      }
    }
    return METHOD + "%08x".formatted(seal.sum.getValue());
  }

  private static SortedMap<String, Object> sorted(Map<?, ?> fields) {
    SortedMap<String, Object> sorted = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) { // many programs leave out what is null
            sorted.put(String.valueOf(name), value);
          }
        });
    return sorted;
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case Map<?, ?> fields -> {
        SortedMap<String, Object> present = sorted(fields);
        add("{" + present.size());
        present.forEach(
            (name, each) -> {
              add(name);
              value(each);
            });
      }
      case List<?> list -> {
        add("[" + list.size());
        list.forEach(this::value);
      }
      case String text -> {
        add("\"");
        add(text);
      }
      case Number number -> add(number(number));
      case null -> add("null");
      default -> add(value.toString());
    }
  }

  /** Whole numbers are the same with and without a fraction of 0. */
  private static String number(Number number) {
    if (number instanceof Integer || number instanceof Long || number instanceof BigInteger) {
      return number.toString();
    }
    double value = number.doubleValue();
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The length goes ahead, so that no two lists of texts are the same bytes. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      sum.update(bytes.length >>> shift);
    }
    sum.update(bytes);
  }
}
