// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Struct;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.message.tc.Discipline;

/**
 * Several queues, the first before the second and so on: {@code prio}, and {@code pfifo_fast}, the
 * kernel's default.
 */
public record Prio(String kind, Bands bands) implements Discipline {
  public static final String PRIO = "prio";
  public static final String PFIFO_FAST = "pfifo_fast";

  private static final Struct<Bands> LAYOUT = Struct.of(Bands.class);

  /**
   * {@code struct tc_prio_qopt}.
   *
   * @param map the queue for each of sixteen priorities of a packet
   */
  public record Bands(@S32 int count, @Octets(16) Bytes map) {}

  /** The way {@code tc} sets it up: so many queues, by the type of service. */
  public static Prio bands(int count) {
    return new Prio(PRIO, new Bands(count, Bytes.ofHex("01020202010200000101010101010101")));
  }

  public static Format<Prio> format(String kind) {
    return LAYOUT.as(bands -> new Prio(kind, bands), Prio::bands);
  }

  @Override
  public byte[] toArray() {
    return LAYOUT.write(bands);
  }
}
