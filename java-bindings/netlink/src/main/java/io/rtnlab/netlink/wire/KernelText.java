// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names as the kernel keeps them: bytes, mostly UTF-8, though a link may be called {@code 61 ff}
 * (dev_valid_name in net/core/dev.c forbids only {@code /}, {@code :} and white space).
 *
 * <p>Decoding loses nothing: a byte that is no UTF-8 becomes the lone surrogate U+DC80 to U+DCFF
 * with its low seven bits, which no UTF-8 decodes to, and encoding makes it that byte again.
 */
public final class KernelText {
  private static final char ESCAPE = '\uDC00';

  private KernelText() {}

  /** The text in {@code length} bytes from {@code offset} on, all of them. */
  public static String decode(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return decodeCarefully(ByteBuffer.wrap(bytes, offset, length));
      }
    }
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1); // ASCII
  }

  private static String decodeCarefully(ByteBuffer bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    while (true) {
      CoderResult result = decoder.decode(bytes, text, true);
      if (result.isUnderflow()) {
        return text.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (ESCAPE | Byte.toUnsignedInt(bytes.get())));
      }
      decoder.reset();
    }
  }

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException where it holds NUL, behind which the kernel would read no
   *     further, or a surrogate that stands for no byte
   */
  public static byte[] encode(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a text with NUL, behind which the kernel reads nothing: " + printable(text));
    }
    byte[] bytes = new byte[3 * text.length()];
    int length = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isEscaped(text, i)) {
        byte[] plain = utf8(text, from, i);
        System.arraycopy(plain, 0, bytes, length, plain.length);
        length += plain.length;
        if (i < text.length()) {
          bytes[length++] = (byte) text.charAt(i);
        }
        from = i + 1;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] utf8(String text, int from, int to) {
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text, from, to));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException surrogate) {
      throw new IllegalArgumentException(
          "a text with half a surrogate pair: " + printable(text), surrogate);
    }
  }

  private static boolean isEscaped(String text, int index) {
    char c = text.charAt(index);
    return c >= (ESCAPE | 0x80)
        && c <= (ESCAPE | 0xFF)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  /** The text with what a terminal would obey, or could not show, as {@code \xff}. */
  public static String printable(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\')) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (Character.isSupplementaryCodePoint(c)) {
        shown.appendCodePoint(c);
        i++;
      } else if (c == '\\') {
        shown.append("\\\\");
      } else if (isEscaped(text, i) || Character.isISOControl(c)) {
        shown.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else if (Character.isSurrogate((char) c) || isFormat(c)) {
        shown.append("\\u").append(HexFormat.of().toHexDigits((char) c));
      } else {
        shown.append((char) c);
      }
    }
    return shown.toString();
  }

  /** Invisible, or turns the direction of what stands beside it. */
  private static boolean isFormat(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
