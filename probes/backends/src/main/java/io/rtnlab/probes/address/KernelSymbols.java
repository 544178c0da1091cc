// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/kallsyms}: lines {@code ffffffff81000000 T _stext [module]}. Addresses read as 0
 * without {@code CAP_SYSLOG} (kernel.kptr_restrict); data symbols are there only with {@code
 * CONFIG_KALLSYMS_ALL}.
 */
public final class KernelSymbols {
  private static final Path FILE = Path.of("/proc/kallsyms");

  /** Where a symbol's name begins in its line. */
  private static final int NAME = "ffffffff81000000 T ".length();

  /** Kinds of symbols that are code, as nm(1) has them. */
  private static final String TEXT = "tTwW";

  private static final String PADDING = "__pfx_";

  private static volatile @Nullable Map<String, Long> mutexFunctions;

  private KernelSymbols() {}

  /** The address of a symbol of the kernel itself; empty where it is not shown. */
  public static OptionalLong addressOf(String symbol) throws IOException {
    return Files.isReadable(FILE) ? addressOf(symbol, FILE) : OptionalLong.empty();
  }

  static OptionalLong addressOf(String symbol, Path file) throws IOException {
    // ISO 8859-1 accepts any byte; the names are ASCII.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String end = " " + symbol;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(end)) {
          long address = Long.parseUnsignedLong(line, 0, line.indexOf(' '), 16);
          return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
        }
      }
    }
    return OptionalLong.empty();
  }

  /** The symbol at exactly this address; empty where none is shown there. */
  public static Optional<String> symbolAt(long address) throws IOException {
    return Files.isReadable(FILE) && address != 0 ? symbolAt(address, FILE) : Optional.empty();
  }

  static Optional<String> symbolAt(long address, Path file) throws IOException {
    String begin = "%016x ".formatted(address);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(begin)) {
          String name = line.substring(NAME);
          return Optional.of(name.substring(0, (name + "\t").indexOf('\t')));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The functions that some addresses lie in; those that are not shown are left out. A symbol that
   * stands in front of a function as its padding ({@code __pfx_}) is none.
   */
  public static Map<Long, String> functionsAt(Collection<Long> addresses) throws IOException {
    return Files.isReadable(FILE) ? functionsAt(addresses, FILE) : Map.of();
  }

  static Map<Long, String> functionsAt(Collection<Long> addresses, Path file) throws IOException {
    NavigableMap<Long, String> functions = new TreeMap<>(Long::compareUnsigned);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() <= NAME
            || TEXT.indexOf(line.charAt(NAME - 2)) < 0
            || line.startsWith(PADDING, NAME)) {
          continue;
        }
        long address = Long.parseUnsignedLong(line, 0, line.indexOf(' '), 16);
        if (address != 0) {
          int end = line.indexOf('\t', NAME); // the module follows
          functions.putIfAbsent(address, line.substring(NAME, end < 0 ? line.length() : end));
        }
      }
    }
    Map<Long, String> found = new HashMap<>();
    for (long address : addresses) {
      Map.Entry<Long, String> function = functions.floorEntry(address);
      if (function != null) {
        found.put(address, function.getValue());
      }
    }
    return Map.copyOf(found);
  }

  /**
   * Every function of the kernel's whose name begins like those of kernel/locking/mutex.c, and
   * where it is, 0 where that is not shown. Read once: the file takes the kernel a while to write.
   */
  public static Map<String, Long> mutexFunctions() throws IOException {
    Map<String, Long> known = mutexFunctions;
    if (known == null) {
      known = Files.isReadable(FILE) ? mutexFunctions(FILE) : Map.of();
      mutexFunctions = known;
    }
    return known;
  }

  static Map<String, Long> mutexFunctions(Path file) throws IOException {
    Map<String, Long> found = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("mutex_", NAME) || line.startsWith("_mutex_", NAME)) {
          long address = Long.parseUnsignedLong(line, 0, line.indexOf(' '), 16);
          found.putIfAbsent(line.substring(NAME), address);
        }
      }
    }
    return Map.copyOf(found);
  }
}
