// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report;

/**
 * A sentence beside a table. Foreign names in it are unescaped: formats escape it.
 *
 * @param label one or two words that say what the sentence is about; empty where it needs none
 * @param isWarning whether the reader must not overlook it
 */
public record Note(String label, String text, boolean isWarning) {
  public static Note of(String text) {
    return new Note("", text, false);
  }

  public static Note warning(String text) {
    return new Note("", text, true);
  }

  public static Note labelled(String label, String text) {
    return new Note(label, text, false);
  }
}
