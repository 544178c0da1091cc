// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reflection knows of a record, read once for each class: annotations of types are parsed anew
 * by every call, and a comparison reads the same few records ten thousand times.
 */
record RecordShape(List<Field> fields, Constructor<?> constructor) {
  private static final ClassValue<RecordShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  /**
   * A component.
   *
   * @param component that names it
   * @param type with its parameters
   * @param inline null unless its own components stand beside those of the record
   */
  record Field(RecordComponent component, Type type, @Nullable Inline inline, boolean nullable) {}

  static RecordShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static RecordShape read(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Field> fields =
        Arrays.stream(components)
            .map(
                component ->
                    new Field(
                        component,
                        component.getGenericType(),
                        component.getAnnotation(Inline.class),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class)))
            .toList();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new RecordShape(fields, type.getDeclaredConstructor(types));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(type + " is no record", impossible);
    }
  }
}
