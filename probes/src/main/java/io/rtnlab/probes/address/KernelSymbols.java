package io.rtnlab.probes.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code /proc/kallsyms}: lines {@code ffffffff81000000 T _stext [module]}. Addresses read as 0
 * without {@code CAP_SYSLOG} (kernel.kptr_restrict); data symbols are there only with {@code
 * CONFIG_KALLSYMS_ALL}.
 */
public final class KernelSymbols {
  private static final Path FILE = Path.of("/proc/kallsyms");

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

  /** Where those of these names are that the kernel lists and shows. */
  public static Map<String, Long> addressesOf(Set<String> names) throws IOException {
    return Files.isReadable(FILE) ? addressesOf(names, FILE) : Map.of();
  }

  static Map<String, Long> addressesOf(Set<String> names, Path file) throws IOException {
    Map<String, Long> found = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String name = line.substring(line.lastIndexOf(' ') + 1);
        long address = Long.parseUnsignedLong(line, 0, line.indexOf(' '), 16);
        if (address != 0 && names.contains(name)) {
          found.putIfAbsent(name, address);
        }
      }
    }
    return found;
  }

  /** Those of these names that the kernel lists, with or without showing where they are. */
  public static Set<String> listed(Set<String> names) throws IOException {
    return Files.isReadable(FILE) ? listed(names, FILE) : Set.of();
  }

  static Set<String> listed(Set<String> names, Path file) throws IOException {
    Set<String> found = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String name = line.substring(line.lastIndexOf(' ') + 1);
        if (names.contains(name)) {
          found.add(name);
        }
      }
    }
    return found;
  }
}
