// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixTest {
  private static final List<String> ALLOWED = List.of("route-insert", "link-dump", "netns-create");

  @Test
  void readsWhatItPrints() {
    Mix mix = Mix.parse(" route-insert=6, link-dump=3,netns-create", ALLOWED);
    assertEquals("route-insert=6,link-dump=3,netns-create=1", mix.toString());
    assertEquals(mix, Mix.parse(mix.toString(), ALLOWED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense=1 | There is no operation \"nonsense\"; there are route-insert, link-dump,"
            + " netns-create.",
        "link-dump=0 | The weight of \"link-dump\" must be a whole number from 1 to 1,000,000.",
        "link-dump=-1 | The weight of \"link-dump\" must be a whole number from 1 to 1,000,000.",
        "link-dump=1.5 | The weight of \"link-dump\" must be a whole number from 1 to 1,000,000,"
            + " not \"1.5\".",
        "link-dump= | The weight of \"link-dump\" must be a whole number from 1 to 1,000,000, not"
            + " \"\".",
        "link-dump=99999999999 | The weight of \"link-dump\" must be a whole number from 1 to"
            + " 1,000,000, not \"99999999999\".",
        "link-dump,link-dump=2 | \"link-dump\" stands twice in the mix; give it one weight.",
        "link-dump,, | \"link-dump,,\" is no mix: write NAME=WEIGHT, separated by commas, with a"
            + " NAME of route-insert, link-dump, netns-create.",
        "=3 | \"=3\" is no mix: write NAME=WEIGHT, separated by commas, with a NAME of"
            + " route-insert, link-dump, netns-create.",
        "'' | \"\" is no mix: write NAME=WEIGHT, separated by commas, with a NAME of route-insert,"
            + " link-dump, netns-create."
      })
  void saysWhatIsAllowed(String text, String sentence) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Mix.parse(text, ALLOWED));
    assertEquals(sentence, refused.getMessage());
  }

  @Test
  void picksInProportionToTheWeights() {
    Mix.Picker picker = Mix.parse("route-insert=6,link-dump=3,netns-create=1", ALLOWED).picker(42);
    int[] picked = new int[3];
    IntStream.range(0, 100_000).forEach(n -> picked[picker.pick(n)]++);
    // Five standard deviations of a binomial with these shares.
    assertEquals(60_000, picked[0], 775);
    assertEquals(30_000, picked[1], 725);
    assertEquals(10_000, picked[2], 475);
  }

  @Test
  void sameSeedSameChoices() {
    Mix mix = Mix.parse("route-insert,link-dump", ALLOWED);
    assertEquals(first64(mix.picker(7)), first64(mix.picker(7)));
    assertNotEquals(first64(mix.picker(7)), first64(mix.picker(8)));
  }

  @Test
  void picksOfOneOperationNeedNoLuck() {
    Mix.Picker picker = Mix.parse("link-dump=1000000", ALLOWED).picker(1);
    assertTrue(IntStream.range(0, 1000).allMatch(n -> picker.pick(n) == 0));
  }

  private static List<Integer> first64(Mix.Picker picker) {
    return IntStream.range(0, 64).mapToObj(picker::pick).toList();
  }
}
