// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code /proc/kallsyms} for a few questions: read once, searched without making an object of each
 * of some 200,000 lines. For many names take {@link KernelFunctions}.
 */
public final class SymbolScan implements Symbols {
  private static final Path FILE = Path.of("/proc/kallsyms");
  private static final String TEXT = "tTwW";

  /** Where a symbol's type and its name begin in a line: {@code ffffffff81000000 T _stext}. */
  private static final int TYPE = 17;

  private static final int NAME = 19;

  private final byte[] lines;

  private SymbolScan(byte[] lines) {
    this.lines = lines;
  }

  /** Reads the running kernel's; empty where this account may not. */
  public static SymbolScan read() throws IOException {
    return Files.isReadable(FILE) ? of(Files.readAllBytes(FILE)) : of(new byte[0]);
  }

  /** Lines as in {@code /proc/kallsyms}. */
  static SymbolScan of(byte[] lines) {
    return new SymbolScan(lines.clone());
  }

  @Override
  public Map<String, Long> addressesOf(Collection<String> names) {
    byte[][] wanted =
        names.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    Map<String, Long> found = new HashMap<>();
    for (int from = 0; from < lines.length; from = next(from)) {
      for (byte[] name : wanted) {
        if (isNamed(from + NAME, name) && address(from) != 0) {
          found.putIfAbsent(name(from), address(from));
        }
      }
    }
    return Map.copyOf(found);
  }

  @Override
  public Map<Long, String> namesOf(Collection<Long> addresses) {
    long[] wanted = addresses.stream().mapToLong(Long::longValue).distinct().toArray();
    // Kernel addresses are negative: their order as signed numbers is that in memory.
    Arrays.sort(wanted);
    long[] start = new long[wanted.length];
    int[] line = new int[wanted.length];
    Arrays.fill(start, Long.MIN_VALUE);
    Arrays.fill(line, -1);
    for (int from = 0; from < lines.length && wanted.length > 0; from = next(from)) {
      if (isText(from)) {
        long address = address(from);
        int at = Arrays.binarySearch(wanted, address);
        at = at < 0 ? -at - 1 : at;
        if (address != 0 && at < wanted.length && address >= start[at]) {
          start[at] = address;
          line[at] = from;
        }
      }
    }
    Map<Long, String> names = new HashMap<>();
    int best = -1;
    for (int i = 0; i < wanted.length; i++) {
      if (line[i] >= 0) {
        best = line[i];
      }
      names.put(wanted[i], best < 0 ? "0x" + Long.toHexString(wanted[i]) : name(best));
    }
    return names;
  }

  private boolean isText(int from) {
    return from + NAME < lines.length && TEXT.indexOf(lines[from + TYPE]) >= 0;
  }

  private int next(int from) {
    int at = from;
    while (at < lines.length && lines[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private boolean isNamed(int at, byte[] name) {
    int end = at + name.length;
    return end <= lines.length
        && Arrays.equals(lines, at, end, name, 0, name.length)
        && (end == lines.length || lines[end] == '\n' || lines[end] == '\t');
  }

  private long address(int from) {
    long address = 0;
    for (int i = 0; i < 16 && from + i < lines.length; i++) {
      address = address << 4 | Character.digit(lines[from + i], 16);
    }
    return address;
  }

  /** Without the name of the module behind a tab. */
  private String name(int from) {
    int end = from + NAME;
    while (end < lines.length && lines[end] != '\n' && lines[end] != '\t') {
      end++;
    }
    return new String(lines, from + NAME, end - from - NAME, StandardCharsets.ISO_8859_1);
  }
}
