// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The layout of one kind of event, as its {@code format} file gives it: ids and offsets differ
 * between kernels.
 */
public record EventFormat(String name, int id, Map<String, Field> fields) {
  private static final String NAME = "name: ";
  private static final String ID = "ID: ";
  private static final String FIELD = "field:";

  /** No event is longer than a sub-buffer, and no sub-buffer than this. */
  private static final int MOST_BYTES = 1 << 20;

  /** Where a field lies in the event's data, in bytes. */
  public record Field(int offset, int size, boolean signed) {}

  /**
   * Reads a {@code format} file.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EventFormat parse(String text) {
    String name = value(text, NAME);
    String id = value(text, ID);
    if (name.isEmpty() || id.isEmpty()) {
      throw new IllegalArgumentException("not a format file of tracefs: no name or no ID");
    }
    return new EventFormat(name, number(id, 1 << Short.SIZE), fields(text));
  }

  private static String value(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst()
        .orElse("");
  }

  private static int number(String digits, int most) {
    int value = 0;
    for (int at = 0; at < digits.length(); at++) {
      char c = digits.charAt(at);
      if (c < '0' || c > '9' || value > most) {
        throw new IllegalArgumentException("a number in a format file of tracefs is " + digits);
      }
      value = 10 * value + c - '0';
    }
    if (digits.isEmpty() || value > most) {
      throw new IllegalArgumentException("a number in a format file of tracefs is " + digits);
    }
    return value;
  }

  /** The fields of a format file, of {@code header_page} too. */
  public static Map<String, Field> fields(String text) {
    Map<String, Field> fields = new LinkedHashMap<>();
    text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(FIELD))
        .forEach(
            line -> {
              String[] parts = line.split(";", 5);
              if (parts.length == 5) {
                fields.put(
                    declared(parts[0]),
                    new Field(
                        number(after(parts[1], "offset:"), MOST_BYTES),
                        number(after(parts[2], "size:"), MOST_BYTES),
                        after(parts[3], "signed:").equals("1")));
              }
            });
    return fields;
  }

  /** The name in a declaration: {@code char} <b>comm</b>{@code [16]}. */
  private static String declared(String declaration) {
    String whole = declaration.strip();
    int bracket = whole.endsWith("]") ? whole.lastIndexOf('[') : whole.length();
    String front = whole.substring(0, Math.max(bracket, 0));
    int start = front.length();
    while (start > 0 && isNamePart(front.charAt(start - 1))) {
      start--;
    }
    return front.substring(start);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String after(String part, String key) {
    String stripped = part.strip();
    if (!stripped.startsWith(key)) {
      throw new IllegalArgumentException("a field in a format file of tracefs lacks its " + key);
    }
    return stripped.substring(key.length());
  }

  /**
   * A field of a known size.
   *
   * @throws IllegalArgumentException if this kernel's event has no such field
   */
  public int offsetOf(String field, int size) {
    Field found = fields.get(field);
    if (found == null || found.size != size) {
      throw new IllegalArgumentException(
          "this kernel's event " + name + " has no field " + field + " of " + size + " bytes");
    }
    return found.offset;
  }
}
