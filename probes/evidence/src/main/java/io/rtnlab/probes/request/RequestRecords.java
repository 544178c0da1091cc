// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.request;

import io.rtnlab.probes.request.EndedCall.Kind;
import io.rtnlab.probes.request.EndedCall.Received;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns the records of native/bpf/requests.h into calls and messages; both sides change together.
 *
 * <pre>
 *           0         8        12     14          16        20         24          32      40
 *  all      │ time ns │ thread │ kind │           │ process │
 *  MESSAGE  │                                     │ process │ protocol │ socket    │ left  │ bytes[128] │
 *  CALL     │                                     │ process │ call     │ begin ns  │ result│
 *                                   40 socket │ 48 protocol │ 52 flags │ 56 argument │ 64 comm[16] │ 80 header[16]
 *  LOST     │ since                               │ until ns           │ count     │
 * </pre>
 */
public final class RequestRecords {
  private static final int MESSAGE = 32;
  private static final int CALL = 33;
  private static final int LOST = 5;
  private static final int MESSAGE_BYTES = 128;
  private static final int MESSAGE_AT = 40;
  private static final int COMM_AT = 64;
  private static final int COMM_BYTES = 16;
  private static final int HEADER_AT = 80;
  private static final int MSG_PEEK = 2;
  private static final List<Kind> KINDS = List.of(Kind.values());

  private RequestRecords() {}

  /**
   * Decodes one record.
   *
   * @param words of eight bytes, as the program wrote them
   * @param at where it begins in them
   * @throws IllegalArgumentException for a kind that the program does not write
   */
  public static void decode(long[] words, int at, RequestSink sink) {
    int kind = (int) (words[at + 1] >>> Integer.SIZE) & 0xffff;
    int thread = (int) words[at + 1];
    switch (kind) {
      case MESSAGE ->
          sink.sent(
              new SentMessage(
                  words[at],
                  thread,
                  (int) words[at + 2],
                  words[at + 3],
                  (int) (words[at + 2] >>> Integer.SIZE),
                  words[at + 4],
                  new MessageBytes(bytes(words, at, MESSAGE_AT, MESSAGE_BYTES))));
      case CALL -> sink.ended(call(words, at, thread));
      case LOST -> sink.lost(words[at + 3]);
      default ->
          throw new IllegalArgumentException(
              "record kind " + kind + ": native/bpf and its decoder do not belong together");
    }
  }

  private static EndedCall call(long[] words, int at, int thread) {
    MessageBytes header = new MessageBytes(bytes(words, at, HEADER_AT, COMM_BYTES));
    int flags = (int) (words[at + 6] >>> Integer.SIZE);
    return new EndedCall(
        words[at + 3],
        words[at],
        thread,
        (int) words[at + 2],
        comm(bytes(words, at, COMM_AT, COMM_BYTES)),
        KINDS.get((int) (words[at + 2] >>> Integer.SIZE)),
        words[at + 5],
        words[at + 4],
        words[at + 7],
        new Received((flags & MSG_PEEK) != 0, header.u16(4), header.u32(8)));
  }

  private static String comm(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(long[] words, int at, int from, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count / Long.BYTES; i++) {
      buffer.putLong(words[at + from / Long.BYTES + i]);
    }
    return buffer.array();
  }
}
