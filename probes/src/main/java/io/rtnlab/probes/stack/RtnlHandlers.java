package io.rtnlab.probes.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody does with the RTNL, told by the kernel functions on the stack. Neither {@code
 * rtnl_lock} nor {@code mutex_lock} is ever there (tail calls), nor is any depth fixed: the
 * innermost function that handlers.tsv knows decides.
 */
public final class RtnlHandlers {
  private static final Map<String, String> DOING = read();

  private RtnlHandlers() {}

  /**
   * Such as {@code "RTM_NEWROUTE IPv4"}; empty where no function is known.
   *
   * @param frames function names, innermost first
   */
  public static Optional<String> doing(List<String> frames) {
    for (String function : frames) {
      String doing = DOING.get(withoutSuffix(function));
      if (doing != null) {
        return Optional.of(doing);
      }
    }
    return Optional.empty();
  }

  /** Compilers add {@code .isra.0}, {@code .constprop.0}, {@code .part.0}, {@code .cold}. */
  private static String withoutSuffix(String function) {
    int dot = function.indexOf('.');
    return dot < 0 ? function : function.substring(0, dot);
  }

  private static Map<String, String> read() {
    Map<String, String> doing = new HashMap<>();
    InputStream table =
        Objects.requireNonNull(RtnlHandlers.class.getResourceAsStream("handlers.tsv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          int tab = line.indexOf('\t');
          doing.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(doing);
  }
}
