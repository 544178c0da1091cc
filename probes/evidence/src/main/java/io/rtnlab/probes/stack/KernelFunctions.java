// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The functions of the running kernel and its modules by address, from {@code /proc/kallsyms}. */
public final class KernelFunctions {
  private static final Path FILE = Path.of("/proc/kallsyms");
  private static final String TEXT = "tTwW";
  private static final int MOST_DIGITS = 16;

  /** Ten times those of a kernel with all its modules. */
  private static final int MOST_SYMBOLS = 1_000_000;

  /** Knows no function. */
  public static final KernelFunctions NONE = new KernelFunctions(new ArrayList<>());

  private record Symbol(long address, String name) {}

  private final long[] addresses;
  private final String[] names;

  private KernelFunctions(List<Symbol> symbols) {
    symbols.sort(Comparator.comparing(Symbol::address, Long::compareUnsigned));
    addresses = symbols.stream().mapToLong(Symbol::address).toArray();
    names = symbols.stream().map(Symbol::name).toArray(String[]::new);
  }

  /** Reads them all: some ten megabytes, some tenths of a second. */
  public static KernelFunctions read() throws IOException {
    return read(FILE);
  }

  static KernelFunctions read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /** Reads a text like that of {@code /proc/kallsyms}; lines that are none are passed over. */
  public static KernelFunctions read(InputStream text) throws IOException {
    return read(text, TEXT);
  }

  /** The same of symbols of other types. */
  static KernelFunctions read(InputStream text, String types) throws IOException {
    List<Symbol> symbols = new ArrayList<>();
    // ISO 8859-1 accepts any byte; the names are ASCII.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(text, StandardCharsets.ISO_8859_1));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int type = line.indexOf(' ') + 1;
      if (type > 1
          && type <= MOST_DIGITS + 1
          && line.length() > type + 2
          && types.indexOf(line.charAt(type)) >= 0
          && symbols.size() < MOST_SYMBOLS) {
        int end = line.indexOf('\t'); // before the module's name
        String name = line.substring(type + 2, end < type + 2 ? line.length() : end);
        try {
          symbols.add(new Symbol(Long.parseUnsignedLong(line, 0, type - 1, 16), name));
        } catch (NumberFormatException noAddress) {
          // no line of this text
        }
      }
    }
    return new KernelFunctions(symbols);
  }

  /** Whether addresses are shown to this account at all (kernel.kptr_restrict, CAP_SYSLOG). */
  public boolean known() {
    return addresses.length > 0 && addresses[addresses.length - 1] != 0;
  }

  /** The function that an address lies in; the address in hexadecimal where none is known. */
  public String nameOf(long address) {
    int place = placeOf(address);
    return place < 0 || !known() ? "0x" + Long.toHexString(address) : names[place];
  }

  /** Where the symbol begins that an address lies in; 0 where none is known. */
  long startOf(long address) {
    int place = placeOf(address);
    return place < 0 ? 0 : addresses[place];
  }

  /** Whether a symbol of this name is among them. */
  boolean lists(String name) {
    return Arrays.asList(names).contains(name);
  }

  /** The last that does not begin behind the address; -1 for none. */
  private int placeOf(long address) {
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(addresses[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
