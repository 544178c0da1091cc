package io.rtnlab.probes.tracebuffer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of one kind of event, as its {@code format} file tells it: ids and offsets differ
 * between kernels.
 */
public record EventFormat(String name, int id, Map<String, Field> fields) {
  private static final Pattern NAME = Pattern.compile("(?m)^name: (\\S+)$");
  private static final Pattern ID = Pattern.compile("(?m)^ID: (\\d+)$");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?m)^\\s*field:(?:[^;]*["
              + " *])?(\\w+)(?:\\[[^]]*])?;\\s*offset:(\\d+);\\s*size:(\\d+);\\s*signed:([01]);");

  /** Where a field lies in the event's data, in bytes. */
  public record Field(int offset, int size, boolean signed) {}

  /**
   * Reads a {@code format} file.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EventFormat parse(String text) {
    Matcher name = NAME.matcher(text);
    Matcher id = ID.matcher(text);
    if (!name.find() || !id.find()) {
      throw new IllegalArgumentException("not a format file of tracefs: no name or no ID");
    }
    return new EventFormat(name.group(1), Integer.parseInt(id.group(1)), fields(text));
  }

  /** The fields of a format file, of {@code header_page} too. */
  public static Map<String, Field> fields(String text) {
    Map<String, Field> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      fields.put(
          field.group(1),
          new Field(
              Integer.parseInt(field.group(2)),
              Integer.parseInt(field.group(3)),
              field.group(4).equals("1")));
    }
    return fields;
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
