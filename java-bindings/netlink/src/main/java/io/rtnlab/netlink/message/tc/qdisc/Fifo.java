// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.message.tc.Discipline;

/**
 * First in, first out: {@code pfifo} and {@code pfifo_head_drop} count packets, {@code bfifo} bytes
 * ({@code struct tc_fifo_qopt}).
 *
 * @param limit packets or bytes that may wait
 */
public record Fifo(String kind, int limit) implements Discipline {
  public static final String PFIFO = "pfifo";
  public static final String PFIFO_HEAD_DROP = "pfifo_head_drop";
  public static final String BFIFO = "bfifo";

  public static Fifo packets(int limit) {
    return new Fifo(PFIFO, limit);
  }

  public static Fifo bytes(int limit) {
    return new Fifo(BFIFO, limit);
  }

  public static Format<Fifo> format(String kind) {
    return Formats.U32.as(limit -> new Fifo(kind, limit), Fifo::limit);
  }

  @Override
  public byte[] toArray() {
    return Formats.U32.write(limit);
  }
}
