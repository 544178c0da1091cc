// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds the GNU build id among ELF notes (elf(5), {@code Elf64_Nhdr}).
 *
 * <pre>
 *  0        4        8        12
 *  | namesz | descsz | type   | name, padded to 4 | desc, padded to 4 |
 * </pre>
 */
final class BuildId {
  private static final int NT_GNU_BUILD_ID = 3;

  private BuildId() {}

  static Optional<String> in(byte[] notes) {
    ByteBuffer note = ByteBuffer.wrap(notes).order(ByteOrder.nativeOrder());
    try {
      while (note.remaining() >= 12) {
        int nameBytes = note.getInt();
        int descriptionBytes = note.getInt();
        int type = note.getInt();
        byte[] name = take(note, nameBytes);
        byte[] description = take(note, descriptionBytes);
        if (type == NT_GNU_BUILD_ID && new String(name, US_ASCII).equals("GNU\0")) {
          return Optional.of(HexFormat.of().formatHex(description));
        }
      }
    } catch (BufferUnderflowException | NegativeArraySizeException damaged) {
      // A note that lies about its length ends the search.
    }
    return Optional.empty();
  }

  private static byte[] take(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    from.position(Math.min(from.limit(), (from.position() + 3) & ~3));
    return bytes;
  }
}
