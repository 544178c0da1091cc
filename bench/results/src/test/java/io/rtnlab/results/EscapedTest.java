// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EscapedTest {
  @Test
  void ordinaryTextIsLeftAlone() {
    String text = "kworker/0:1 (cleanup_net) 12 µs ×3 – żółć 网络";
    assertSame(text, Escaped.of(text));
  }

  @Test
  void whatSteersTerminalsBecomesBytes() {
    assertEquals("ip\\x1b[2Jx\\x0a\\x7f", Escaped.of("ip\033[2Jx\n\177"));
    assertEquals("\\xc2\\x9b\\xc2\\x85", Escaped.of("\u009b\u0085"));
    assertEquals("\\xe2\\x80\\xa8\\xe2\\x80\\xae", Escaped.of("\u2028\u202e"));
  }

  @Test
  void noControlOrBidiCharacterIsLeft() {
    int[] steering =
        IntStream.of(
                IntStream.concat(
                        IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa0)),
                        IntStream.of(
                            0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d,
                            0x202e, 0x2066, 0x2067, 0x2068, 0x2069))
                    .toArray())
            .toArray();
    for (int c : steering) {
      String escaped = Escaped.of("a" + Character.toString(c) + "b");
      assertTrue(escaped.matches("a(\\\\x[0-9a-f]{2})+b"), escaped);
    }
  }

  @Test
  void linesKeepTheirBreaks() {
    assertEquals("a\nb\\x1b\n", Escaped.lines("a\nb\033\n"));
  }

  @Test
  void jsonStaysJsonAndKeepsTheNameWhole() throws IOException {
    String name = "a\033[2J\u009b\u202e\177\nb";
    String json = Escaped.json(JSON.std.asString(name));
    assertTrue(json.codePoints().allMatch(c -> c >= ' ' && c < 0x7f), json);
    assertEquals(name, JSON.std.beanFrom(String.class, json));
  }
}
