// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two saved maps beside each other. */
class MapDifferenceTest {
  @TempDir private Path folder;

  private static MapRow row(String message, String verdict) {
    return new MapRow(message, "AF_INET6", "do", "", verdict, null, null, null, List.of(), "");
  }

  @Test
  void aChangedAMissingAndANewRequestDiffer() {
    assertEquals(
        List.of(
            new MapDifference("RTM_NEWROUTE AF_INET6 do", "locked", "free"),
            new MapDifference("RTM_NEWRULE AF_INET6 do", "locked", MapDifference.ABSENT),
            new MapDifference("RTM_GETMULTICAST AF_INET6 do", MapDifference.ABSENT, "free")),
        MapDifference.between(
            List.of(
                row("RTM_NEWADDR", "locked"),
                row("RTM_NEWROUTE", "locked"),
                row("RTM_NEWRULE", "locked")),
            List.of(
                row("RTM_GETMULTICAST", "free"),
                row("RTM_NEWROUTE", "free"),
                row("RTM_NEWADDR", "locked"))));
  }

  @Test
  void aLadderHasTheRequestsThatAreNotAlikeEverywhere() {
    MapLadder ladder =
        MapLadder.of(
            List.of("6.1", "6.12", "7.3"),
            List.of(
                List.of(row("RTM_NEWADDR", "locked"), row("RTM_GETLINK", "free")),
                List.of(row("RTM_NEWADDR", "locked"), row("RTM_GETLINK", "untested")),
                List.of(
                    row("RTM_NEWADDR", "locked"),
                    row("RTM_GETLINK", "sometimes"),
                    row("RTM_GETMULTICAST", "free"))));
    assertEquals(
        List.of(
            new MapLadder.Step("RTM_GETLINK AF_INET6 do", List.of("free", "untested", "sometimes")),
            new MapLadder.Step(
                "RTM_GETMULTICAST AF_INET6 do",
                List.of(MapDifference.ABSENT, MapDifference.ABSENT, "free"))),
        ladder.steps());
    assertEquals(3, ladder.requests());
    assertEquals(1, ladder.worse());
  }

  @Test
  void whatIsTriedForIsTaken() {
    assertEquals(0, worse("trylock", "locked"));
    assertEquals(0, worse("locked", "free"));
    assertEquals(1, worse("free", "trylock"));
    assertEquals(0, worse("free", "untested"));
  }

  private static long worse(String before, String after) {
    return MapLadder.of(
            List.of("A", "B"),
            List.of(List.of(row("RTM_NEWADDR", before)), List.of(row("RTM_NEWADDR", after))))
        .worse();
  }

  @Test
  void aMapComesBackFromItsFile() throws Exception {
    List<MapRow> map =
        List.of(
            new MapRow(
                "RTM_GETLINK",
                "AF_UNSPEC",
                "dump",
                "",
                "free",
                0.02,
                null,
                null,
                List.of("mutex 0x1 in 2 of 9 rounds"),
                "waited in 0 of 300 rounds"));
    Path file = Files.writeString(folder.resolve("map.json"), Json.write(map));
    assertEquals(map, Json.readList(MapRow.class, file));
  }

  @Test
  void aFileThatIsNoMapIsRefused() throws Exception {
    Path object = Files.writeString(folder.resolve("object"), "{}");
    assertTrue(refusal(object).contains("it is no array"));
    Path verdict =
        Files.writeString(
            folder.resolve("verdict"),
            Json.write(List.of(row("RTM_NEWADDR", "free"))).replace("\"free\"", "\"perhaps\""));
    assertTrue(refusal(verdict).contains("a verdict is one of [locked, "), refusal(verdict));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(DamagedRun.class, () -> Json.readList(MapRow.class, file)).getMessage());
  }
}
