// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A resource that says something about kernel functions: function, tab, what it says. */
final class FunctionTable {
  private FunctionTable() {}

  /** By function; lines that begin with # are remarks. */
  static Map<String, String> read(String resource) {
    Map<String, String> table = new HashMap<>();
    InputStream in =
        Objects.requireNonNull(FunctionTable.class.getResourceAsStream(resource), resource);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          int tab = line.indexOf('\t');
          table.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(table);
  }

  /** Compilers add {@code .isra.0}, {@code .constprop.0}, {@code .part.0}, {@code .cold}. */
  static String withoutSuffix(String function) {
    int dot = function.indexOf('.');
    return dot < 0 ? function : function.substring(0, dot);
  }
}
