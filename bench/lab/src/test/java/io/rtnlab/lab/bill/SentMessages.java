// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import io.rtnlab.probes.request.EndedCall;
import io.rtnlab.probes.request.MessageBytes;
import io.rtnlab.probes.request.SentMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Messages and calls as the probe gives them. */
final class SentMessages {
  static final int PROCESS = 100;
  static final int THREAD = 101;
  static final long SOCKET = 7;
  static final int DUMP = 0x301;

  private SentMessages() {}

  /** A message alone in its send. */
  static SentMessage message(long timeNs, int type, int flags, int headerBytes, byte[] behind) {
    return message(timeNs, type, flags, headerBytes, behind, 0);
  }

  /** A message with more bytes behind it in the same send. */
  static SentMessage message(
      long timeNs, int type, int flags, int headerBytes, byte[] behind, int moreBytes) {
    int length = 16 + headerBytes + behind.length;
    ByteBuffer bytes = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
    bytes.putInt(length).putShort((short) type).putShort((short) flags).putInt((int) timeNs);
    bytes.position(16 + headerBytes);
    bytes.put(behind);
    return new SentMessage(
        timeNs, THREAD, PROCESS, SOCKET, 0, length + moreBytes, new MessageBytes(bytes.array()));
  }

  /** An attribute of 32 bits. */
  static byte[] attribute(int type, int value) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.nativeOrder())
        .putShort((short) 8)
        .putShort((short) type)
        .putInt(value)
        .array();
  }

  static EndedCall send(long beginNs, long endNs) {
    return call(EndedCall.Kind.SENDTO, beginNs, endNs, 20, 0, new EndedCall.Received(false, 0, 0));
  }

  static EndedCall receive(long beginNs, long endNs, int sequence, boolean peek) {
    return call(
        EndedCall.Kind.RECVMSG,
        beginNs,
        endNs,
        4000,
        0,
        new EndedCall.Received(peek, 16, sequence));
  }

  static EndedCall call(
      EndedCall.Kind kind,
      long beginNs,
      long endNs,
      long result,
      long argument,
      EndedCall.Received received) {
    return new EndedCall(
        beginNs, endNs, THREAD, PROCESS, "d", kind, SOCKET, result, argument, received);
  }
}
