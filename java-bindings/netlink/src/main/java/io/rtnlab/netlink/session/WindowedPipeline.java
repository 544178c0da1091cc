// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/** A pipeline over one exchange: each request is a datagram that asks for an acknowledgement. */
final class WindowedPipeline implements Pipeline {
  private final Exchange exchange;
  private final MessageWriter writer;
  private final int window;
  private final Runnable onClose;
  private final int firstSequence;
  private final Request<?>[] unanswered;
  private final List<BatchResult.Failure> failures = new ArrayList<>();
  private int sent;
  private int answered;
  private boolean broken;
  private boolean closed;

  WindowedPipeline(Exchange exchange, MessageWriter writer, int window, Runnable onClose) {
    this.exchange = exchange;
    this.writer = writer;
    this.window = window;
    this.onClose = onClose;
    this.unanswered = new Request<?>[window];
    this.firstSequence = exchange.reserve(0);
  }

  @Override
  public void send(Request<?> request) throws NetlinkException {
    requireWhole();
    while (sent - answered >= window) {
      take();
    }
    int sequence = exchange.reserve(1);
    writer.clear();
    request.write(writer, sequence, true);
    int result = exchange.send(writer.datagram());
    if (result < 0) {
      broken = true;
      throw new NetlinkException(
          request.toString(),
          -result,
          sequence,
          ExtendedAck.NONE,
          "",
          "the socket did not take it");
    }
    unanswered[sent % window] = request;
    sent++;
  }

  @Override
  public BatchResult finish() throws NetlinkException {
    requireWhole();
    while (answered < sent) {
      take();
    }
    return new BatchResult(sent, List.copyOf(failures));
  }

  private void requireWhole() {
    if (closed || broken) {
      throw new IllegalStateException(
          closed ? "the pipeline was closed" : "the pipeline lost an answer; open another");
    }
  }

  /**
   * Answers come in the order of the requests: the kernel works one off before it takes the next.
   */
  private void take() throws NetlinkException {
    int taken = exchange.take(firstSequence, sent, Answers.ACK_EACH, new Failures());
    if (taken < 0) {
      broken = true;
      throw new OutcomeUnknownException(
          unanswered[answered % window].toString(), -taken, firstSequence + answered);
    }
    answered += taken;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      while (!broken && answered < sent) {
        int taken = exchange.take(firstSequence, sent, Answers.ACK_EACH, new Failures());
        broken = taken < 0;
        answered += Math.max(taken, 0);
      }
    } finally {
      onClose.run();
    }
  }

  private final class Failures implements AnswerListener {
    @Override
    public void answered(int message, int result, MessageCursor answer) {
      if (result < 0) {
        failures.add(
            new BatchResult.Failure(
                message,
                NetlinkException.refused(
                    unanswered[message % window], -result, firstSequence + message, answer)));
      }
    }

    @Override
    public void replied(int message, MessageCursor reply) {}
  }
}
