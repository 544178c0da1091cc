// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with the kernel's rtnetlink.
 *
 * <pre>
 * try (NetlinkSession session = NetlinkSession.open()) {
 *   session.add(Link.veth("a", "b").up());
 *   Link a = session.get(Link.named("a"));
 *   session.add(Address.of("10.0.0.1/24", a.index()));
 *   for (Route route : session.dump(Route.all(Family.AF_INET)).toList()) {
 *     System.out.println(route);
 *   }
 * }
 * </pre>
 *
 * Threads may share it; they take turns. A refusal is a {@link NetlinkException}; an answer that
 * never came is an {@link OutcomeUnknownException}, since the request may have been carried out.
 */
public final class NetlinkSession implements AutoCloseable {
  /** Several messages are sent together up to this many bytes, and one may be as long. */
  private static final int SEND_BYTES = 1 << 16;

  /** The default receive buffer holds 256 acknowledgements, or as many errors at the worst. */
  private static final int MESSAGES_PER_SEND = 128;

  private static final int ATTEMPTS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final NetlinkPort port;
  private final Exchange exchange;
  private final MessageWriter writer;
  private @Nullable String busyWith;
  private volatile boolean closed;

  /** Takes over the port and closes it in the end. */
  public NetlinkSession(NetlinkPort port) {
    this.port = new OffCarrierPort(port);
    this.exchange = new Exchange(this.port);
    exchange.cursor().lenient(true);
    this.writer = new MessageWriter(Arena.ofAuto().allocate(SEND_BYTES, 8));
  }

  /**
   * Opens one in the calling thread's network namespace, over the first bridge that works here.
   *
   * @throws IOException if none does, with the reason of each
   */
  public static NetlinkSession open() throws IOException {
    return open(NetlinkBridge.any());
  }

  /** Opens one in the calling thread's network namespace. */
  public static NetlinkSession open(NetlinkBridge bridge) throws IOException {
    return open(bridge, PortOptions.DEFAULT);
  }

  /** Opens one in the calling thread's network namespace. */
  public static NetlinkSession open(NetlinkBridge bridge, PortOptions options) throws IOException {
    return new NetlinkSession(bridge.open(options));
  }

  /**
   * Opens one in a network namespace, whichever namespace the calling thread is in: by a path, a
   * name, or a process.
   *
   * <pre>
   * NetlinkSession.open(NetNamespace.at(System.getenv("CNI_NETNS")))
   * </pre>
   *
   * @throws IOException if the namespace cannot be entered
   */
  public static NetlinkSession open(NetNamespace namespace) throws IOException {
    return open(NetlinkBridge.any(), PortOptions.DEFAULT, namespace);
  }

  /** Opens one in a network namespace. */
  public static NetlinkSession open(
      NetlinkBridge bridge, PortOptions options, NetNamespace namespace) throws IOException {
    return new NetlinkSession(bridge.open(options, namespace));
  }

  /**
   * From now on an object with a malformed attribute is refused ({@code EBADMSG}), and so costs the
   * whole dump that it is in. Else such an attribute reads as absent, {@code
   * attributes().malformed()} names it, and it is counted.
   */
  public NetlinkSession strict() {
    exchange.cursor().lenient(false);
    return this;
  }

  /** Attributes that were malformed in what was received so far, and read as absent. */
  public long malformedAttributes() {
    return exchange.cursor().malformedAttributes();
  }

  /** Makes it; {@code EEXIST} if it is there. */
  public <T extends KernelObject<T>> void add(T object) throws NetlinkException {
    send(Request.add(object));
  }

  /** Makes it, in the place of the one that is there if there is one. */
  public <T extends KernelObject<T>> void replace(T object) throws NetlinkException {
    send(Request.replace(object));
  }

  /** Makes it, behind those that are there already. */
  public <T extends KernelObject<T>> void append(T object) throws NetlinkException {
    send(Request.append(object));
  }

  /** Changes the one that is there; {@code ENOENT} or {@code ENODEV} if there is none. */
  public <T extends KernelObject<T>> void change(T object) throws NetlinkException {
    send(Request.change(object));
  }

  /** Removes it. */
  public <T extends KernelObject<T>> void delete(T object) throws NetlinkException {
    send(Request.delete(object));
  }

  /** Asks for the one that {@code key} describes. */
  public <T extends KernelObject<T>> T get(T key) throws NetlinkException {
    Request<T> request = Request.get(key);
    lock.lock();
    try {
      Refusals answers = new Refusals(List.of(request), 0);
      converse(List.of(request), Answers.REPLY_EACH, answers).orThrow();
      MessageCursor reply = answers.reply;
      if (reply == null) {
        throw new IllegalStateException(request + ": answered without an object");
      }
      return key.codec().read(reply);
    } catch (MalformedMessage malformed) {
      throw unreadable(Request.get(key), malformed);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The one that {@code key} describes, if it is there: a link by name or index, a neighbour, a
   * next hop, a discipline; a route, an address or a rule that has all that the key says, since the
   * kernel cannot be asked for just one of those.
   */
  public <T extends KernelObject<T>> Optional<T> find(T key) throws NetlinkException {
    Optional<T> filter = ListedOnly.filterFor(key);
    try {
      return filter.isEmpty()
          ? Optional.of(get(ListedOnly.question(key)))
          : dump(filter.get()).repeatedly(ATTEMPTS).toList().stream()
              .filter(candidate -> ListedOnly.describes(key, candidate))
              .findFirst();
    } catch (NetlinkException refused) {
      return switch (refused.errno()) {
        case Errno.ENOENT, Errno.ENODEV, Errno.ESRCH, Errno.EADDRNOTAVAIL -> Optional.empty();
        default -> throw refused;
      };
    }
  }

  /** Whether {@link #find} finds it. */
  public <T extends KernelObject<T>> boolean exists(T key) throws NetlinkException {
    return find(key).isPresent();
  }

  /**
   * The index of the link of that name, which may be an alternative one of up to 127 bytes.
   *
   * @throws NetlinkException {@code ENODEV} if there is none
   */
  public int index(String linkName) throws NetlinkException {
    return get(Link.named(linkName)).index();
  }

  /**
   * Makes it and returns what was made, with all that the kernel chose: the index of a link, the id
   * of a next hop ({@code NLM_F_ECHO}; where an older kernel does not echo, it is asked for).
   *
   * @throws NetlinkException {@code EEXIST} if it is there
   */
  public <T extends KernelObject<T>> T make(T object) throws NetlinkException {
    Request<T> add = Request.add(object);
    Request<T> request =
        new Request<>(add.word(), add.verb(), add.flags() | NetlinkHeader.NLM_F_ECHO, object);
    lock.lock();
    try {
      Echo<T> echo = new Echo<>(request);
      converse(List.of(request), Answers.ACK_LAST, echo).orThrow();
      T echoed = echo.object;
      return echoed == null ? find(object).orElse(object) : echoed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes it so, whatever is there: makes what is missing, changes what is otherwise, and makes a
   * link of another kind anew. Done twice it changes nothing more.
   *
   * @return what is there in the end
   */
  public <T extends KernelObject<T>> T ensure(T object) throws NetlinkException {
    lock.lock();
    try {
      Ensuring.of(this, object);
      return find(object).orElse(object);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a message of any type and returns what came before its acknowledgement, or all messages
   * of a dump where its flags ask for one: for families that have no codec here.
   */
  public List<Message> call(Message message) throws NetlinkException {
    lock.lock();
    try {
      requireIdle();
      boolean dump = (message.flags() & NetlinkHeader.NLM_F_DUMP) == NetlinkHeader.NLM_F_DUMP;
      int sequence = exchange.reserve(1);
      int ack = dump ? 0 : NetlinkHeader.NLM_F_ACK;
      int flags = message.flags() | NetlinkHeader.NLM_F_REQUEST | ack;
      writer.clear();
      writer.begin(message.type(), flags, sequence).bytes(message.payload().toArray()).end();
      String operation = "message of type " + message.type();
      List<Message> received = new ArrayList<>();
      int sent = exchange.send(writer.datagram());
      if (sent < 0) {
        throw refused(operation, -sent, sequence, "the socket did not take it");
      }
      int result = exchange.drain(sequence, each -> received.add(copy(each)));
      if (result < 0) {
        throw isLoss(-result) || isUnreadable(-result)
            ? lost(operation, -result, sequence)
            : NetlinkException.refused(operation, -result, sequence, exchange.cursor());
      }
      return List.copyOf(received);
    } finally {
      lock.unlock();
    }
  }

  private static Message copy(MessageCursor message) {
    byte[] payload = Arrays.copyOfRange(message.bytes(), message.payload(), message.messageEnd());
    return new Message(message.type(), message.flags(), Bytes.of(payload));
  }

  /** All that {@code filter} describes; asked for when the dump is read. */
  public <T extends KernelObject<T>> Dump<T> dump(T filter) {
    return new Dump<>(this, Request.dump(filter), 1);
  }

  /** Sends a request and waits for its acknowledgement. */
  public void send(Request<?> request) throws NetlinkException {
    lock.lock();
    try {
      requireIdle();
      int sequence = exchange.reserve(1);
      writer.clear();
      request.write(writer, sequence, true);
      int sent = exchange.send(writer.datagram());
      if (sent < 0) {
        throw notTaken(request, -sent, sequence);
      }
      int result = exchange.acknowledgement(sequence);
      if (result != 0) {
        throw refusedOrLost(request, result, sequence);
      }
    } catch (MalformedMessage malformed) {
      throw unreadable(request, malformed);
    } finally {
      lock.unlock();
    }
  }

  /** Apart, so that what nearly always happens is a small method. */
  private NetlinkException refusedOrLost(Request<?> request, int result, int sequence) {
    return result == Exchange.REFUSED
        ? NetlinkException.refused(request, -exchange.cursor().error(), sequence, exchange.cursor())
        : lost(request.toString(), -result, sequence);
  }

  private static NetlinkException notTaken(Request<?> request, int errno, int sequence) {
    return refused(request.toString(), errno, sequence, "the socket did not take it");
  }

  /** Sends requests together; see {@link #sendAll(List)}. */
  public BatchResult sendAll(Request<?>... requests) throws NetlinkException {
    return sendAll(Arrays.asList(requests));
  }

  /**
   * Sends requests together, many in a datagram, acknowledged by the last of each.
   *
   * @return which of them failed
   * @throws OutcomeUnknownException if an answer was lost; what came before it is not returned, ask
   */
  public BatchResult sendAll(List<Request<?>> requests) throws NetlinkException {
    lock.lock();
    try {
      List<BatchResult.Failure> failures = new ArrayList<>();
      int from = 0;
      while (from < requests.size()) {
        int to = Math.min(requests.size(), from + MESSAGES_PER_SEND);
        List<Request<?>> part = requests.subList(from, to);
        failures.addAll(converse(part, Answers.ACK_LAST, new Refusals(part, from)).failures());
        from = to;
      }
      return new BatchResult(requests.size(), List.copyOf(failures));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts sending requests without waiting for each answer. Other threads wait until it is closed.
   *
   * @param window how many may be unanswered, up to {@value #MESSAGES_PER_SEND}
   */
  public Pipeline pipeline(int window) throws NetlinkException {
    if (window < 1 || window > MESSAGES_PER_SEND) {
      throw new IllegalArgumentException("a window of " + window + ": 1 to " + MESSAGES_PER_SEND);
    }
    lock.lock();
    try {
      requireIdle();
      Pipeline pipeline = new WindowedPipeline(exchange, writer, window, this::endPipeline);
      busyWith = "a pipeline; close it, or use a second session";
      return pipeline;
    } catch (NetlinkException | RuntimeException | Error failed) {
      lock.unlock();
      throw failed;
    }
  }

  private void endPipeline() {
    busyWith = null;
    lock.unlock();
  }

  private BatchResult converse(List<? extends Request<?>> requests, Answers answers, Refusals heard)
      throws NetlinkException {
    requireIdle();
    int first = exchange.reserve(requests.size());
    heard.firstSequence = first;
    writer.clear();
    for (int i = 0; i < requests.size(); i++) {
      boolean acknowledge = answers == Answers.ACK_LAST && i == requests.size() - 1;
      requests.get(i).write(writer, first + i, acknowledge);
    }
    int sent = exchange.send(writer.datagram());
    if (sent < 0) {
      throw notTaken(requests.getFirst(), -sent, first);
    }
    int lost;
    try {
      lost = exchange.collect(first, requests.size(), answers, heard);
    } catch (MalformedMessage malformed) {
      throw unreadable(requests.getFirst(), malformed);
    }
    if (lost < 0) {
      throw lost(requests.getFirst().toString(), -lost, first);
    }
    return new BatchResult(requests.size(), heard.failures);
  }

  /** Shows every object of a dump to {@code each}; returns whether it was interrupted. */
  <T extends KernelObject<T>> boolean run(Request<T> request, Consumer<? super T> each)
      throws NetlinkException {
    Codec<T> codec = request.object().codec();
    return dump(request, sequence -> readAll(sequence, codec, each));
  }

  /** Shows every message of a dump to {@code visitor}; returns whether it was interrupted. */
  boolean visit(Request<?> request, MessageVisitor visitor) throws NetlinkException {
    return dump(request, sequence -> exchange.drain(sequence, visitor));
  }

  private <T extends KernelObject<T>> int readAll(
      int sequence, Codec<T> codec, Consumer<? super T> each) {
    int result = Exchange.DATAGRAM_END;
    while (result == Exchange.DATAGRAM_END) {
      result = exchange.receiveMore();
      if (result == 0) {
        result = readDatagram(sequence, codec, each);
      }
    }
    return result;
  }

  /** A loop of its own, as a visitor would cost a call for each object. */
  private <T extends KernelObject<T>> int readDatagram(
      int sequence, Codec<T> codec, Consumer<? super T> each) {
    MessageCursor message = exchange.cursor();
    int newType = codec.type(Verb.NEW);
    int result = exchange.next(sequence);
    while (result == Exchange.MESSAGE) {
      if ((message.type() & ~3) == newType) {
        each.accept(codec.read(message));
      }
      result = exchange.next(sequence);
    }
    return result;
  }

  /**
   * Asks for a dump and has {@code rest} receive it.
   *
   * @param rest takes the sequence number, returns 0 or {@code -errno}
   */
  private boolean dump(Request<?> request, IntUnaryOperator rest) throws NetlinkException {
    lock.lock();
    try {
      requireIdle();
      int sequence = exchange.reserve(1);
      writer.clear();
      request.write(writer, sequence, false);
      busyWith = "a dump; use toList(), or a second session";
      int result;
      try {
        result = exchange.askForDump(writer.datagram());
        if (result == 0) {
          result = rest.applyAsInt(sequence);
        }
        if (isUnreadable(-result) || result == -Errno.ENOBUFS) {
          drain(sequence);
        }
      } catch (MalformedMessage malformed) {
        drain(sequence);
        throw unreadable(request, malformed);
      } catch (RuntimeException | Error visitorFailed) {
        drain(sequence);
        throw visitorFailed;
      } finally {
        busyWith = null;
      }
      if (result < 0) {
        throw dumpFailed(request, -result, sequence);
      }
      return exchange.dumpInterrupted();
    } finally {
      lock.unlock();
    }
  }

  /** Receives what is left of a dump: while one runs, the kernel answers EBUSY to the next. */
  private void drain(int sequence) {
    exchange.drain(sequence, MessageVisitor.NONE);
  }

  private NetlinkException dumpFailed(Request<?> request, int errno, int sequence) {
    if (isLoss(errno) || isUnreadable(errno)) {
      return lost(request.toString(), errno, sequence);
    }
    return NetlinkException.refused(request, errno, sequence, exchange.cursor());
  }

  private void requireIdle() throws NetlinkException {
    if (closed) {
      throw refused("use the session", 9, 0, "it was closed");
    }
    if (busyWith != null) {
      throw new IllegalStateException("the session is in the middle of " + busyWith);
    }
  }

  private NetlinkException lost(String operation, int errno, int sequence) {
    if (isLoss(errno)) {
      return new OutcomeUnknownException(operation, errno, sequence);
    }
    return errno == Errno.EBADMSG
        ? malformed(operation, sequence, exchange.malformedReason())
        : refused(operation, errno, sequence, "the answer could not be read");
  }

  private NetlinkException unreadable(Request<?> request, MalformedMessage malformed) {
    return malformed(request.toString(), lastSequence(), String.valueOf(malformed.getMessage()));
  }

  private static NetlinkException malformed(String operation, int sequence, String why) {
    return refused(operation, Errno.EBADMSG, sequence, "the answer is malformed, " + why);
  }

  private static NetlinkException refused(
      String operation, int errno, int sequence, String remark) {
    return new NetlinkException(operation, errno, sequence, ExtendedAck.NONE, "", remark);
  }

  private static boolean isLoss(int errno) {
    return errno == Errno.ENOBUFS || errno == Errno.EAGAIN;
  }

  private static boolean isUnreadable(int errno) {
    return errno == Errno.EBADMSG || errno == Errno.EMSGSIZE;
  }

  int lastSequence() {
    return exchange.reserve(0) - 1;
  }

  /** Waits for the request, dump or pipeline under way, if any, and closes the socket. */
  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      port.close();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the first object that the kernel echoes. */
  private static final class Echo<T extends KernelObject<T>> extends Refusals {
    private final Codec<T> codec;
    private @Nullable T object;

    private Echo(Request<T> request) {
      super(List.of(request), 0);
      this.codec = request.object().codec();
    }

    @Override
    public void replied(int message, MessageCursor answer) {
      if (object == null && answer.type() == codec.type(Verb.NEW)) {
        object = codec.read(answer);
      }
    }
  }

  /** Gathers what the kernel refused, and the last object that it sent. */
  private static class Refusals implements AnswerListener {
    private final List<? extends Request<?>> requests;
    private final int firstIndex;
    private final List<BatchResult.Failure> failures = new ArrayList<>();
    private int firstSequence;
    private @Nullable MessageCursor reply;

    private Refusals(List<? extends Request<?>> requests, int firstIndex) {
      this.requests = requests;
      this.firstIndex = firstIndex;
    }

    @Override
    public void answered(int message, int result, MessageCursor answer) {
      if (result == 0) {
        return;
      }
      failures.add(
          new BatchResult.Failure(
              firstIndex + message,
              NetlinkException.refused(
                  requests.get(message), -result, firstSequence + message, answer)));
    }

    @Override
    public void replied(int message, MessageCursor answer) {
      reply = answer;
    }
  }
}
