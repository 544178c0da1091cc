// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Bytes;

/**
 * A discipline without options, such as {@code ingress} or {@code noqueue}, or one not known here,
 * whose options are kept as they came.
 */
public record OtherDiscipline(String kind, Bytes options) implements Discipline {
  /** Holds filters for what comes in ({@code ingress}). */
  public static final OtherDiscipline INGRESS = new OtherDiscipline("ingress", Bytes.NONE);

  /** Holds filters for what comes in and what goes out ({@code clsact}). */
  public static final OtherDiscipline CLSACT = new OtherDiscipline("clsact", Bytes.NONE);

  @Override
  public byte[] toArray() {
    return options.toArray();
  }
}
