// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.link.LinkFlag;
import io.rtnlab.netlink.message.route.RouteFlag;
import io.rtnlab.netlink.session.Group;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names and numbers of flags, groups and message types against the kernel's headers. */
class FlagsTest {
  private static final Map<String, Integer> HEADER = header();

  private static Map<String, Integer> header() {
    Map<String, Integer> header = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Spec.open("constants.tsv"), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.split("\t", 2))
          .forEach(line -> header.put(line[0], Integer.parseInt(line[1])));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return header;
  }

  @Test
  void groupsAreTheHeaders() {
    for (Group group : Group.values()) {
      assertEquals(HEADER.get("RTNLGRP_" + group.name()), group.number(), group.name());
    }
  }

  @Test
  void messageTypesAreTheHeaders() throws IllegalAccessException {
    for (Field field : MessageType.class.getFields()) {
      assertEquals(HEADER.get(field.getName()), field.get(null), field.getName());
    }
  }

  @Test
  void flagsAreTheHeaders() {
    int compared = 0;
    for (RouteFlag flag : RouteFlag.values()) {
      if (HEADER.containsKey(flag.name())) {
        assertEquals(HEADER.get(flag.name()), flag.bit(), flag.name());
        compared++;
      }
    }
    assertTrue(compared > 6, "only " + compared + " compared");
    assertEquals(0x10000, LinkFlag.LOWER_UP.bit());
    assertEquals(Set.of(LinkFlag.UP, LinkFlag.LOWER_UP), LinkFlag.in(0x10001));
  }
}
