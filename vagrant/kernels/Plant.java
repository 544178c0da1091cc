// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plants a loop of instructions into a function of an x86-64 kernel, without building it: a
 * regression of known size to test {@code rtnlab compare} with.
 *
 * <pre>
 *  java Plant.java VMLINUX OUT CALLER CALLEE LOOPS
 *
 *   CALLER:  ...                            the padding before CALLEE, 16 nops, becomes
 *            call CALLEE   becomes                  mov $LOOPS, %eax
 *            call loop                      loop:   dec %eax; jne
 *            ...                            CALLEE: endbr64; call __fentry__; ...
 * </pre>
 *
 * so that each call of CALLEE from CALLER executes 1 + 2 LOOPS instructions more, in CALLER as
 * tracers see it, for they see CALLEE from its entry on. %eax carries no argument and is not kept
 * over calls. Nothing moves: all other code stays where and what it was.
 *
 * <p>Functions are found in the image's own symbol table (kernel/kallsyms.c, Linux 6.2 or newer):
 * names are strings of tokens, addresses offsets from the start of the text.
 */
public final class Plant {
  private static final long TEXT = 0xffff_ffff_8100_0000L;
  private static final int TOKENS = 256;
  private static final byte NOP = (byte) 0x90;
  private static final byte CALL = (byte) 0xe8;
  private static final int CALL_BYTES = 5;

  /** mov $imm32, %eax; dec %eax; jne -4. */
  private static final int LOOP_BYTES = 9;

  private final byte[] image;
  private final ByteBuffer words;

  private Plant(byte[] image) {
    this.image = image;
    words = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("usage: java Plant.java VMLINUX OUT CALLER CALLEE LOOPS");
    }
    Plant plant = new Plant(Files.readAllBytes(Path.of(arguments[0])));
    int loops = Integer.parseInt(arguments[4]);
    if (loops > 0) {
      plant.loop(arguments[2], arguments[3], loops);
    }
    Files.write(Path.of(arguments[1]), plant.image);
  }

  private void loop(String caller, String callee, int loops) {
    Map<String, long[]> found = symbols(Set.of(caller, callee));
    for (String name : List.of(caller, callee)) {
      require(found.containsKey(name), "this kernel has no function " + name);
    }
    int entry = offset(found.get(callee)[0]);
    for (int at = entry - LOOP_BYTES; at < entry; at++) {
      require(image[at] == NOP, "no padding before " + callee + ": CONFIG_CALL_PADDING is needed");
    }
    int call = call(offset(found.get(caller)[0]), offset(found.get(caller)[1]), entry);
    image[entry - 9] = (byte) 0xb8;
    words.putInt(entry - 8, loops);
    image[entry - 4] = (byte) 0xff;
    image[entry - 3] = (byte) 0xc8;
    image[entry - 2] = (byte) 0x75;
    image[entry - 1] = (byte) 0xfc;
    words.putInt(call + 1, entry - LOOP_BYTES - (call + CALL_BYTES));
    System.err.printf(
        "planted %d instructions into %s, before its call of %s%n", 1 + 2L * loops, caller, callee);
  }

  /** The one call of a function in another. */
  private int call(int from, int until, int entry) {
    List<Integer> calls = new ArrayList<>();
    for (int at = from; at + CALL_BYTES <= until; at++) {
      if (image[at] == CALL && at + CALL_BYTES + words.getInt(at + 1) == entry) {
        calls.add(at);
      }
    }
    require(calls.size() == 1, calls.size() + " calls, and exactly one is needed");
    return calls.getFirst();
  }

  /** Where an address of the text lies in the file: that of the first loaded segment. */
  private int offset(long address) {
    int headers = (int) words.getLong(0x20);
    long inFile = words.getLong(headers + 0x08);
    long loaded = words.getLong(headers + 0x10);
    return (int) (address - loaded + inFile);
  }

  /** Address of each name and of the symbol behind it. */
  private Map<String, long[]> symbols(Set<String> names) {
    int tokenTable = tokenTable();
    List<String> tokens = new ArrayList<>();
    int at = tokenTable;
    for (int token = 0; token < TOKENS; token++) {
      int end = at;
      while (image[end] != 0) {
        end++;
      }
      tokens.add(new String(image, at, end - at, StandardCharsets.ISO_8859_1));
      at = end + 1;
    }
    int tokenIndex = at;
    while (words.getShort(tokenIndex) != 0
        || words.getShort(tokenIndex + 2) != tokens.getFirst().length() + 1) {
      tokenIndex++;
    }
    int offsets = aligned(tokenIndex + 2 * TOKENS);
    int base = offsets;
    while (words.getLong(base) != TEXT) {
      base += Long.BYTES;
    }
    int count = (base - offsets) / Integer.BYTES;
    int start = namesBefore(tokenTable, count);
    return read(names, start + Long.BYTES, words.getInt(start), offsets, tokens);
  }

  private Map<String, long[]> read(
      Set<String> names, int start, int count, int offsets, List<String> tokens) {
    Map<String, long[]> found = new HashMap<>();
    int at = start;
    for (int symbol = 0; symbol < count; symbol++) {
      int length = image[at++] & 0xff;
      if ((length & 0x80) != 0) {
        length = (length & 0x7f) | (image[at++] & 0xff) << 7;
      }
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < length; i++) {
        name.append(tokens.get(image[at + i] & 0xff));
      }
      at += length;
      if (names.contains(name.substring(1))) {
        found.put(
            name.substring(1), new long[] {address(offsets, symbol), address(offsets, symbol + 1)});
      }
    }
    return found;
  }

  /** An offset below 0 counts from the start of the text, with 1 added; others are per CPU. */
  private long address(int offsets, int symbol) {
    int offset = words.getInt(offsets + Integer.BYTES * symbol);
    return offset < 0 ? TEXT - 1 - offset : offset;
  }

  /** The digits are tokens of one character each, and stand in a row. */
  private int tokenTable() {
    byte[] digits =
        "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\0".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + digits.length + 2 < image.length; at++) {
      if (image[at] == '0'
          && matches(at, digits)
          && !(image[at + 20] == ':' && image[at + 21] == 0)) {
        int start = at;
        for (int token = 0; token < '0'; token++) {
          start--;
          while (image[start - 1] != 0) {
            start--;
          }
        }
        return start;
      }
    }
    throw new IllegalArgumentException("no symbol table of Linux 6.2 or newer in this image");
  }

  private boolean matches(int at, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (image[at + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Names stand behind their number, markers of every 256th behind them, then the tokens. */
  private int namesBefore(int tokenTable, int count) {
    for (int at = tokenTable & -Long.BYTES; at > 0; at -= Long.BYTES) {
      int number = words.getInt(at);
      if ((number == count || number == count - 1) && words.getInt(at + 4) == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("the symbols' names cannot be found in this image");
  }

  private static int aligned(int at) {
    return (at + Long.BYTES - 1) & -Long.BYTES;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
