// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MessageCursor;
import java.io.IOException;
import java.util.Optional;

/** The kernel said no, and as exactly as it could, why. */
public class NetlinkException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final int errno;
  private final int sequence;
  private final transient ExtendedAck extendedAck;
  private final String attribute;

  /**
   * A refusal by the kernel.
   *
   * @param operation what was asked, such as {@code add route unicast 10.0.0.0/8 via 192.0.2.1}
   * @param errno positive
   * @param sequence {@code nlmsg_seq} of the message that failed
   * @param attribute the kernel's name of the attribute that it points at; empty if at none
   */
  public NetlinkException(
      String operation, int errno, int sequence, ExtendedAck extendedAck, String attribute) {
    this(operation, errno, sequence, extendedAck, attribute, "");
  }

  NetlinkException(
      String operation,
      int errno,
      int sequence,
      ExtendedAck extendedAck,
      String attribute,
      String remark) {
    super(text(operation, errno, extendedAck, attribute, remark));
    this.operation = operation;
    this.errno = errno;
    this.sequence = sequence;
    this.extendedAck = extendedAck;
    this.attribute = attribute;
  }

  /**
   * What the kernel said of a request.
   *
   * @param errno positive
   * @param answer its {@code NLMSG_ERROR} or {@code NLMSG_DONE}
   */
  static NetlinkException refused(
      Request<?> request, int errno, int sequence, MessageCursor answer) {
    ExtendedAck ack = ExtendedAck.of(answer);
    return new NetlinkException(
        request.toString(), errno, sequence, ack, request.attributeAt(ack.offset()));
  }

  static NetlinkException refused(String operation, int errno, int sequence, MessageCursor answer) {
    return new NetlinkException(operation, errno, sequence, ExtendedAck.of(answer), "");
  }

  private static String text(
      String operation, int errno, ExtendedAck ack, String attribute, String remark) {
    StringBuilder text = new StringBuilder(operation).append(": ").append(Errno.name(errno));
    if (ack.message() != null) {
      text.append(": ").append(ack.message());
    }
    if (!attribute.isEmpty()) {
      text.append(" (").append(attribute).append(')');
    }
    if (ack.missingType() != ExtendedAck.ABSENT) {
      text.append(" (attribute ").append(ack.missingType()).append(" is missing)");
    }
    if (!remark.isEmpty()) {
      text.append(": ").append(remark);
    }
    return text.toString();
  }

  /** What was asked. */
  public String operation() {
    return operation;
  }

  /** Positive, such as {@link Errno#EEXIST}. */
  public int errno() {
    return errno;
  }

  /** {@code nlmsg_seq} of the message that failed. */
  public int sequence() {
    return sequence;
  }

  /** The kernel's own words, such as {@code Nexthop has invalid gateway}. */
  public Optional<String> kernelMessage() {
    return Optional.ofNullable(extendedAck.message());
  }

  /** The kernel's name of the attribute that it points at, such as {@code RTA_GATEWAY}. */
  public Optional<String> attribute() {
    return Optional.of(attribute).filter(name -> !name.isEmpty());
  }

  public ExtendedAck extendedAck() {
    return extendedAck;
  }
}
