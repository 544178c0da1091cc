// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says besides an errno ({@code NETLINK_EXT_ACK}), from an {@code NLMSG_ERROR} or
 * {@code NLMSG_DONE}.
 *
 * <pre>
 * +----------+-------+-------------------+--------------------+-------------+
 * | nlmsghdr | error | request's header  | rest of the request| attributes  |
 * +----------+-------+-------------------+--------------------+-------------+
 *                    |&lt;- NLMSG_ERROR only -&gt;| unless NLM_F_CAPPED | if NLM_F_ACK_TLVS
 * </pre>
 *
 * @param message a sentence such as {@code Nexthop has invalid gateway}; null if none came
 * @param offset where in the request the offending attribute starts, counted from its {@code
 *     nlmsghdr}; {@link #ABSENT} if none came
 * @param policyType {@code NL_ATTR_TYPE_*} that the kernel would have accepted there; {@link
 *     #ABSENT} if none came
 * @param missingType number of the attribute that the request lacks; {@link #ABSENT} if none
 * @param missingNest offset of the nest that it is missing from; {@link #ABSENT} if at top level
 * @param cookie what some subsystems hand back on success, up to 20 bytes in hexadecimal; empty if
 *     none came
 */
public record ExtendedAck(
    @Nullable String message,
    int offset,
    int policyType,
    int missingType,
    int missingNest,
    String cookie) {

  public static final int ABSENT = -1;

  /** Nothing said. */
  public static final ExtendedAck NONE = new ExtendedAck(null, ABSENT, ABSENT, ABSENT, ABSENT, "");

  // enum nlmsgerr_attrs
  private static final int NLMSGERR_ATTR_MSG = 1;
  private static final int NLMSGERR_ATTR_OFFS = 2;
  private static final int NLMSGERR_ATTR_COOKIE = 3;
  private static final int NLMSGERR_ATTR_POLICY = 4;
  private static final int NLMSGERR_ATTR_MISS_TYPE = 5;
  private static final int NLMSGERR_ATTR_MISS_NEST = 6;

  // enum netlink_policy_type_attr
  private static final int NL_POLICY_TYPE_ATTR_TYPE = 1;

  private static final int ERROR_BYTES = 4;

  /**
   * Reads it from the message that {@code cursor} stands on. Allocates.
   *
   * @throws MalformedMessage if its lengths lie
   */
  public static ExtendedAck of(MessageCursor cursor) {
    if ((cursor.flags() & NetlinkHeader.NLM_F_ACK_TLVS) == 0) {
      return NONE;
    }
    AttributeCursor attributes = cursor.attributes(new AttributeCursor(), fixedBytes(cursor));
    String message = null;
    int offset = ABSENT;
    int policyType = ABSENT;
    int missingType = ABSENT;
    int missingNest = ABSENT;
    String cookie = "";
    while (attributes.next()) {
      switch (attributes.type()) {
        case NLMSGERR_ATTR_MSG -> message = attributes.text();
        case NLMSGERR_ATTR_OFFS -> offset = attributes.u32();
        case NLMSGERR_ATTR_COOKIE -> cookie = HexFormat.of().formatHex(attributes.bytes());
        case NLMSGERR_ATTR_POLICY -> policyType = policyType(attributes);
        case NLMSGERR_ATTR_MISS_TYPE -> missingType = attributes.u32();
        case NLMSGERR_ATTR_MISS_NEST -> missingNest = attributes.u32();
        default -> {} // said by a newer kernel
      }
    }
    return new ExtendedAck(message, offset, policyType, missingType, missingNest, cookie);
  }

  /** How much lies before the attributes: the error and whatever is echoed of the request. */
  private static int fixedBytes(MessageCursor cursor) {
    if (cursor.type() != NetlinkHeader.NLMSG_ERROR) {
      return ERROR_BYTES;
    }
    if ((cursor.flags() & NetlinkHeader.NLM_F_CAPPED) != 0) {
      return ERROR_BYTES + NetlinkHeader.BYTES;
    }
    int echoed = cursor.u32(ERROR_BYTES + NetlinkHeader.LENGTH);
    if (echoed < NetlinkHeader.BYTES || echoed > cursor.payloadBytes() - ERROR_BYTES) {
      throw new MalformedMessage(
          "an error that echoes "
              + Integer.toUnsignedString(echoed)
              + " bytes in a payload of "
              + cursor.payloadBytes());
    }
    return ERROR_BYTES + echoed;
  }

  private static int policyType(AttributeCursor policy) {
    AttributeCursor inner = policy.enter(new AttributeCursor());
    while (inner.next()) {
      if (inner.type() == NL_POLICY_TYPE_ATTR_TYPE) {
        return inner.u32();
      }
    }
    return ABSENT;
  }
}
