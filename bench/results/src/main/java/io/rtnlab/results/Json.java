// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way in which documents become JSON and come back. */
public final class Json {
  /** Ten times the largest run that was ever made. */
  private static final int MOST_BYTES = 8 << 20;

  private static final JSON JSON_STYLE =
      JSON.builder()
          .enable(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
          .disable(JSON.Feature.FAIL_ON_UNKNOWN_BEAN_PROPERTY)
          .build();

  private Json() {}

  /** A record as text, indented, ended by a line break. */
  public static String write(Object document) throws IOException {
    return Escaped.json(JSON_STYLE.asString(RecordWriter.values(document))) + "\n";
  }

  /** The same for a file, from which it will be read again: damage to it shows. */
  public static String writeSealed(Object document) throws IOException {
    return Seal.on(write(document));
  }

  /** The same with the fields of {@code more} behind those of the document. */
  static String writeSealed(Object document, Object more) throws IOException {
    String first = write(document);
    String second = write(more);
    return Seal.on(
        first.substring(0, first.lastIndexOf('}')).stripTrailing()
            + ","
            + second.substring(second.indexOf('{') + 1));
  }

  /**
   * A document that was read from a file.
   *
   * @param asWritten false where its checksum shows that it was damaged or edited
   */
  public record Kept<T>(T document, boolean asWritten) {}

  /** A record as one line, ended by a line break: for streams of them. */
  public static String line(Object document) throws IOException {
    return Escaped.json(
            JSON_STYLE
                .without(JSON.Feature.PRETTY_PRINT_OUTPUT)
                .asString(RecordWriter.values(document)))
        + "\n";
  }

  /** The document in {@code text}; fields that this version does not know are passed over. */
  public static RunDocument readRun(String text) throws IOException {
    return read(RunDocument.class, text);
  }

  /**
   * A record of this type; fields that this version does not know are passed over.
   *
   * @throws IOException where the text is not one whole object with all that the record needs
   */
  public static <T> T read(Class<T> type, String text) throws IOException {
    return readKept(type, text).document();
  }

  private static <T> Kept<T> readKept(Class<T> type, String text) throws IOException {
    return kept(type, value(text));
  }

  private static <T> Kept<T> kept(Class<T> type, @Nullable Object value) throws IOException {
    return new Kept<>(RecordReader.read(type, value), !Seal.isBroken(value));
  }

  private static @Nullable Object value(String text) throws IOException {
    try (JsonParser parser = JSON_STYLE.createParser(text)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      Object value = JSON_STYLE.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw new IOException("text follows the end of it");
      }
      return value;
    }
  }

  /**
   * The records of an array in a file.
   *
   * @throws DamagedRun where it is not what this program writes
   */
  public static <T> List<T> readList(Class<T> type, Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is larger than any that rtnlab writes");
      }
      if (!(JSON_STYLE.anyFrom(Files.readString(file)) instanceof List<?> values)) {
        throw new IOException("it is no array");
      }
      List<T> records = new ArrayList<>();
      for (Object value : values) {
        records.add(RecordReader.read(type, value));
      }
      return records;
    } catch (NoSuchFileException | AccessDeniedException unreadable) {
      throw unreadable;
    } catch (IOException damaged) {
      throw asDamage(file, damaged);
    }
  }

  /**
   * The same of a file.
   *
   * @throws DamagedRun where it is not what this program writes
   */
  public static <T> T read(Class<T> type, Path file) throws IOException {
    return readKept(type, file).document();
  }

  /**
   * The same, and whether the file is as it was written.
   *
   * @throws DamagedRun where it is not what this program writes
   */
  public static <T> Kept<T> readKept(Class<T> type, Path file) throws IOException {
    return parse(file).as(type);
  }

  /**
   * The values in a file, of which records are made.
   *
   * @throws DamagedRun where they are no JSON
   */
  static Parsed parse(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DamagedRun(file + " is no file that rtnlab wrote; nothing can be shown from it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it is larger than any that rtnlab writes");
      }
      return new Parsed(file, value(new String(bytes, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException | AccessDeniedException unreadable) {
      throw unreadable;
    } catch (IOException damaged) {
      throw asDamage(file, damaged);
    }
  }

  /** The values in a file. */
  record Parsed(Path file, @Nullable Object value) {
    /**
     * A record of them.
     *
     * @throws DamagedRun where they lack something that it needs
     */
    <T> Kept<T> as(Class<T> type) throws DamagedRun {
      try {
        return kept(type, value);
      } catch (IOException damaged) {
        throw asDamage(file, damaged);
      }
    }
  }

  private static DamagedRun asDamage(Path file, IOException damaged) {
    String message =
        String.valueOf(damaged.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst(" \\(start marker at \\[Source: .*", ""); // the parser's own words
    return new DamagedRun(file + " is damaged: " + message + "; nothing can be shown from it");
  }
}
