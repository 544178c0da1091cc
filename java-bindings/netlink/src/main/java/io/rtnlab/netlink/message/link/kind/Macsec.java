// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.util.HexFormat;

/** Encrypted Ethernet on a link ({@code IFLA_MACSEC_*}, IEEE 802.1AE). */
public record Macsec(Attributes attributes) implements LinkKind, NestKind<Macsec> {
  public static final String KIND = "macsec";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-macsec-attrs", "IFLA_MACSEC_");

  public static final Attribute<Long> SCI =
      TABLE.add(1, "IFLA_MACSEC_SCI", Formats.BE64.shown(HexFormat.of()::toHexDigits));
  public static final Attribute<Integer> PORT = TABLE.be16(2, "IFLA_MACSEC_PORT");
  public static final Attribute<Integer> ICV_LEN = TABLE.u8(3, "IFLA_MACSEC_ICV_LEN");
  public static final Attribute<Long> CIPHER_SUITE =
      TABLE.add(4, "IFLA_MACSEC_CIPHER_SUITE", Formats.U64.shown(HexFormat.of()::toHexDigits));
  public static final Attribute<Integer> WINDOW = TABLE.u32(5, "IFLA_MACSEC_WINDOW");
  public static final Attribute<Integer> ENCODING_SA = TABLE.u8(6, "IFLA_MACSEC_ENCODING_SA");
  public static final Attribute<Integer> ENCRYPT = TABLE.u8(7, "IFLA_MACSEC_ENCRYPT");
  public static final Attribute<Integer> PROTECT = TABLE.u8(8, "IFLA_MACSEC_PROTECT");
  public static final Attribute<Integer> INC_SCI = TABLE.u8(9, "IFLA_MACSEC_INC_SCI");
  public static final Attribute<Integer> ES = TABLE.u8(10, "IFLA_MACSEC_ES");
  public static final Attribute<Integer> SCB = TABLE.u8(11, "IFLA_MACSEC_SCB");
  public static final Attribute<Integer> REPLAY_PROTECT =
      TABLE.u8(12, "IFLA_MACSEC_REPLAY_PROTECT");
  public static final Attribute<Integer> VALIDATION = TABLE.u8(13, "IFLA_MACSEC_VALIDATION");
  public static final Attribute<Bytes> PAD = TABLE.bytes(14, "IFLA_MACSEC_PAD");
  public static final Attribute<Integer> OFFLOAD = TABLE.u8(15, "IFLA_MACSEC_OFFLOAD");

  /** How it lies in its attribute. */
  public static final Format<Macsec> FORMAT = NestKind.format(TABLE, Macsec::new);

  /** With the kernel's defaults. */
  public static Macsec plain() {
    return new Macsec(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Macsec with(Attributes attributes) {
    return new Macsec(attributes);
  }
}
