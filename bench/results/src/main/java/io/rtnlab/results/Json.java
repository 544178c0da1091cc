package io.rtnlab.results;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;

/** The one way in which documents become JSON and come back. */
public final class Json {
  private static final JSON JSON_STYLE =
      JSON.builder()
          .enable(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
          .disable(JSON.Feature.FAIL_ON_UNKNOWN_BEAN_PROPERTY)
          .build();

  private Json() {}

  /** A record as text, indented, ended by a line break. */
  public static String write(Object document) throws IOException {
    return Escaped.json(JSON_STYLE.asString(document)) + "\n";
  }

  /** The document in {@code text}; fields that this version does not know are passed over. */
  public static RunDocument readRun(String text) throws IOException {
    return read(RunDocument.class, text);
  }

  /** A record of this type; fields that this version does not know are passed over. */
  public static <T> T read(Class<T> type, String text) throws IOException {
    return JSON_STYLE.beanFrom(type, text);
  }
}
