// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.link.LinkKind;
import java.util.List;

/** A bus of cars and machines ({@code IFLA_CAN_*}, drivers/net/can/dev/netlink.c). */
public record Can(Attributes attributes) implements LinkKind, NestKind<Can> {
  public static final String KIND = "can";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-can-attrs", "IFLA_CAN_");

  public static final Attribute<BitTiming> BITTIMING =
      TABLE.struct(1, "IFLA_CAN_BITTIMING", BitTiming.class);
  public static final Attribute<BitTimingLimits> BITTIMING_CONST =
      TABLE.struct(2, "IFLA_CAN_BITTIMING_CONST", BitTimingLimits.class);
  public static final Attribute<Clock> CLOCK = TABLE.struct(3, "IFLA_CAN_CLOCK", Clock.class);
  public static final Attribute<Integer> STATE = TABLE.u32(4, "IFLA_CAN_STATE");
  public static final Attribute<Modes> CTRLMODE = TABLE.struct(5, "IFLA_CAN_CTRLMODE", Modes.class);
  public static final Attribute<Integer> RESTART_MS = TABLE.u32(6, "IFLA_CAN_RESTART_MS");
  public static final Attribute<Integer> RESTART = TABLE.u32(7, "IFLA_CAN_RESTART");
  public static final Attribute<ErrorCounters> BERR_COUNTER =
      TABLE.struct(8, "IFLA_CAN_BERR_COUNTER", ErrorCounters.class);
  public static final Attribute<BitTiming> DATA_BITTIMING =
      TABLE.struct(9, "IFLA_CAN_DATA_BITTIMING", BitTiming.class);
  public static final Attribute<BitTimingLimits> DATA_BITTIMING_CONST =
      TABLE.struct(10, "IFLA_CAN_DATA_BITTIMING_CONST", BitTimingLimits.class);
  public static final Attribute<Integer> TERMINATION = TABLE.u16(11, "IFLA_CAN_TERMINATION");
  public static final Attribute<List<Integer>> TERMINATION_CONST =
      TABLE.add(12, "IFLA_CAN_TERMINATION_CONST", Formats.arrayOf(Formats.U16));
  public static final Attribute<List<Integer>> BITRATE_CONST =
      TABLE.add(13, "IFLA_CAN_BITRATE_CONST", Formats.arrayOf(Formats.U32));
  public static final Attribute<List<Integer>> DATA_BITRATE_CONST =
      TABLE.add(14, "IFLA_CAN_DATA_BITRATE_CONST", Formats.arrayOf(Formats.U32));
  public static final Attribute<Integer> BITRATE_MAX = TABLE.u32(15, "IFLA_CAN_BITRATE_MAX");
  public static final Attribute<Attributes> TDC =
      TABLE.nest(16, "IFLA_CAN_TDC", () -> Can.TDC_TABLE);
  public static final Attribute<Attributes> CTRLMODE_EXT =
      TABLE.nest(17, "IFLA_CAN_CTRLMODE_EXT", () -> Can.CTRLMODE_TABLE);
  public static final Attribute<BitTiming> XL_DATA_BITTIMING =
      TABLE.struct(18, "IFLA_CAN_XL_DATA_BITTIMING", BitTiming.class);
  public static final Attribute<BitTimingLimits> XL_DATA_BITTIMING_CONST =
      TABLE.struct(19, "IFLA_CAN_XL_DATA_BITTIMING_CONST", BitTimingLimits.class);
  public static final Attribute<List<Integer>> XL_DATA_BITRATE_CONST =
      TABLE.add(20, "IFLA_CAN_XL_DATA_BITRATE_CONST", Formats.arrayOf(Formats.U32));
  public static final Attribute<Attributes> XL_TDC =
      TABLE.nest(21, "IFLA_CAN_XL_TDC", () -> Can.TDC_TABLE);
  public static final Attribute<Attributes> XL_PWM =
      TABLE.nest(22, "IFLA_CAN_XL_PWM", () -> Can.PWM_TABLE);

  /** Compensation of the transmitter's delay. */
  public static final AttributeTable TDC_TABLE =
      new AttributeTable("linkinfo-can-tdc", "IFLA_CAN_TDC_");

  public static final Attribute<Integer> TDC_TDCV_MIN = TDC_TABLE.u32(1, "IFLA_CAN_TDC_TDCV_MIN");
  public static final Attribute<Integer> TDC_TDCV_MAX = TDC_TABLE.u32(2, "IFLA_CAN_TDC_TDCV_MAX");
  public static final Attribute<Integer> TDC_TDCO_MIN = TDC_TABLE.u32(3, "IFLA_CAN_TDC_TDCO_MIN");
  public static final Attribute<Integer> TDC_TDCO_MAX = TDC_TABLE.u32(4, "IFLA_CAN_TDC_TDCO_MAX");
  public static final Attribute<Integer> TDC_TDCF_MIN = TDC_TABLE.u32(5, "IFLA_CAN_TDC_TDCF_MIN");
  public static final Attribute<Integer> TDC_TDCF_MAX = TDC_TABLE.u32(6, "IFLA_CAN_TDC_TDCF_MAX");
  public static final Attribute<Integer> TDC_TDCV = TDC_TABLE.u32(7, "IFLA_CAN_TDC_TDCV");
  public static final Attribute<Integer> TDC_TDCO = TDC_TABLE.u32(8, "IFLA_CAN_TDC_TDCO");
  public static final Attribute<Integer> TDC_TDCF = TDC_TABLE.u32(9, "IFLA_CAN_TDC_TDCF");

  public static final AttributeTable CTRLMODE_TABLE =
      new AttributeTable("linkinfo-can-ctrlmode", "IFLA_CAN_CTRLMODE_");

  public static final Attribute<Integer> CTRLMODE_SUPPORTED =
      CTRLMODE_TABLE.u32(1, "IFLA_CAN_CTRLMODE_SUPPORTED");

  /** Pulse width modulation of CAN XL. */
  public static final AttributeTable PWM_TABLE =
      new AttributeTable("linkinfo-can-pwm", "IFLA_CAN_PWM_");

  public static final Attribute<Integer> PWM_PWMS_MIN = PWM_TABLE.u32(1, "IFLA_CAN_PWM_PWMS_MIN");
  public static final Attribute<Integer> PWM_PWMS_MAX = PWM_TABLE.u32(2, "IFLA_CAN_PWM_PWMS_MAX");
  public static final Attribute<Integer> PWM_PWML_MIN = PWM_TABLE.u32(3, "IFLA_CAN_PWM_PWML_MIN");
  public static final Attribute<Integer> PWM_PWML_MAX = PWM_TABLE.u32(4, "IFLA_CAN_PWM_PWML_MAX");
  public static final Attribute<Integer> PWM_PWMO_MIN = PWM_TABLE.u32(5, "IFLA_CAN_PWM_PWMO_MIN");
  public static final Attribute<Integer> PWM_PWMO_MAX = PWM_TABLE.u32(6, "IFLA_CAN_PWM_PWMO_MAX");
  public static final Attribute<Integer> PWM_PWMS = PWM_TABLE.u32(7, "IFLA_CAN_PWM_PWMS");
  public static final Attribute<Integer> PWM_PWML = PWM_TABLE.u32(8, "IFLA_CAN_PWM_PWML");
  public static final Attribute<Integer> PWM_PWMO = PWM_TABLE.u32(9, "IFLA_CAN_PWM_PWMO");

  /** How it lies in its attribute. */
  public static final Format<Can> FORMAT = NestKind.format(TABLE, Can::new);

  /** {@code struct can_bittiming}; the sample point in tenths of a per cent, {@code tq} in ns. */
  public record BitTiming(
      @U32 long bitrate,
      @U32 long samplePoint,
      @U32 long tq,
      @U32 long propSeg,
      @U32 long phaseSeg1,
      @U32 long phaseSeg2,
      @U32 long sjw,
      @U32 long brp) {}

  /** {@code struct can_bittiming_const}: what the hardware can do. */
  public record BitTimingLimits(
      @Octets(16) Bytes name,
      @U32 long tseg1Min,
      @U32 long tseg1Max,
      @U32 long tseg2Min,
      @U32 long tseg2Max,
      @U32 long sjwMax,
      @U32 long brpMin,
      @U32 long brpMax,
      @U32 long brpInc) {}

  /** {@code struct can_clock}, in Hz. */
  public record Clock(@U32 long freq) {}

  /** {@code struct can_ctrlmode}: {@code CAN_CTRLMODE_*}, of which those in the mask count. */
  public record Modes(@U32 long mask, @U32 long flags) {}

  /** {@code struct can_berr_counter}: errors while sending and receiving. */
  public record ErrorCounters(@U16 int txerr, @U16 int rxerr) {}

  /** With the kernel's defaults. */
  public static Can plain() {
    return new Can(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Can with(Attributes attributes) {
    return new Can(attributes);
  }
}
