// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.mutants;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to damage an input. */
public enum Mutators {
  FLIP_BITS {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      byte[] bytes = whole.clone();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return bytes;
    }
  },
  CUT_OFF {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
  },
  NUMBER {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
      boolean wide = random.nextBoolean();
      int at = random.nextInt(Math.max(1, whole.length - 8));
      long value = NUMBERS[random.nextInt(NUMBERS.length)];
      if (wide && whole.length >= 8) {
        bytes.putLong(at, value);
      } else if (whole.length >= at + 4) {
        bytes.putInt(at, (int) value);
      }
      return bytes.array();
    }
  },
  TAKE_OUT {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      int from = random.nextInt(whole.length);
      int to = Math.min(whole.length, from + 1 + random.nextInt(256));
      return joined(Arrays.copyOf(whole, from), Arrays.copyOfRange(whole, to, whole.length));
    }
  },
  REPEAT {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      int from = random.nextInt(whole.length);
      int to = Math.min(whole.length, from + 1 + random.nextInt(4096));
      byte[] part = Arrays.copyOfRange(whole, from, to);
      return joined(Arrays.copyOf(whole, to), part, Arrays.copyOfRange(whole, to, whole.length));
    }
  },
  FILL {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      byte[] bytes = whole.clone();
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
      Arrays.fill(bytes, from, to, (byte) (random.nextBoolean() ? 0xff : random.nextInt()));
      return bytes;
    }
  },
  SWAP {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      int length = Math.min(1 + random.nextInt(64), whole.length / 2);
      byte[] bytes = whole.clone();
      int one = random.nextInt(whole.length - length + 1);
      int other = random.nextInt(whole.length - length + 1);
      System.arraycopy(whole, one, bytes, other, length);
      System.arraycopy(whole, other, bytes, one, length);
      return bytes;
    }
  },
  LINES {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      List<String> lines =
          new ArrayList<>(new String(whole, StandardCharsets.ISO_8859_1).lines().toList());
      for (int i = 1 + random.nextInt(4); i > 0 && lines.size() > 1; i--) {
        int line = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
          case 0 -> lines.remove(line);
          case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
          case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
          case 3 -> lines.set(line, " ".repeat(random.nextInt(20_000)) + lines.get(line));
          default -> lines.set(line, lines.get(line).substring(lines.get(line).length() / 2));
        }
      }
      return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
  },
  VALUES {
    @Override
    byte[] of(byte[] whole, SplittableRandom random) {
      String text = new String(whole, StandardCharsets.ISO_8859_1);
      Matcher values = VALUE.matcher(text);
      List<int[]> places = new ArrayList<>();
      while (values.find()) {
        places.add(new int[] {values.start(), values.end()});
      }
      if (places.isEmpty()) {
        return whole;
      }
      int[] place = places.get(random.nextInt(places.size()));
      return (text.substring(0, place[0])
              + WORDS.get(random.nextInt(WORDS.size()))
              + text.substring(place[1]))
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  };

  private static final long[] NUMBERS = {
    0, 1, -1, 0x7fffffff, 0x80000000L, 0x7ffffffcL, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE
  };

  /** A number, a text in quotes, or a word of JSON. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=: |\\[ )(-?\\d+(\\.\\d+)?|\"[^\"\\n]*\"|null|true|false)");

  private static final List<String> WORDS =
      List.of(
          "null",
          "-1",
          "1e30",
          "1000000000000000000000000000000",
          "[null]",
          "[]",
          "{}",
          "\"\"",
          "\"x\"",
          "true",
          "0",
          "2000000000",
          "9223372036854775807",
          "\"\\u001b[2J\"");

  /** Damages a copy. */
  abstract byte[] of(byte[] whole, SplittableRandom random);

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
