// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record within a document whose fields stand in the JSON object around it: Java groups
 * what belongs together, and the JSON stays flat and as it was.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {
  /** What the fields' names begin with: {@code routes} makes {@code routesLeft} of {@code left}. */
  String value() default "";
}
