// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildIdTest {
  /** Two notes as {@code xxd -p /sys/kernel/notes} shows them: Xen's, then GNU's. */
  private static final byte[] NOTES =
      HexFormat.of()
          .parseHex(
              "04000000040000000600000058656e006c696e75"
                  + "040000001400000003000000474e5500"
                  + "0102030405060708090a0b0c0d0e0f1011121314");

  @Test
  void isTheDescriptionOfTheGnuNote() {
    assertEquals(Optional.of("0102030405060708090a0b0c0d0e0f1011121314"), BuildId.in(NOTES));
  }

  @Test
  void isAbsentFromNotesCutShort() {
    for (int length = 0; length < NOTES.length; length++) {
      assertEquals(Optional.empty(), BuildId.in(Arrays.copyOf(NOTES, length)));
    }
  }

  @Test
  void isAbsentWhereALengthIsNegative() {
    byte[] damaged = NOTES.clone();
    damaged[3] = (byte) 0xff;
    assertEquals(Optional.empty(), BuildId.in(damaged));
  }
}
