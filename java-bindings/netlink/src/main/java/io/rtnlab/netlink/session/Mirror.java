package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of some of the kernel's objects that follows every change, and asks for everything again
 * where changes were lost.
 *
 * <pre>
 * try (Mirror&lt;Route&gt; routes = Mirror.open(Route.all(AF_INET), Group.IPV4_ROUTE)) {
 *   while (routes.follow().isPresent()) {
 *     … routes.objects() …
 *   }
 * }
 * </pre>
 *
 * One thread follows; any other may close it. It knows what the kernel tells, which is not all:
 * IPv4 routes that go because their link goes down or away are told of by the link alone
 * (fib_table_flush in net/ipv4/fib_trie.c). Who cares listens to {@link Group#LINK} too, and calls
 * {@link #resynchronise} when a link goes down.
 *
 * @param <T> the object, told from others of its kind by {@link KernelObject#identity}
 */
public final class Mirror<T extends KernelObject<T>> implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final NetlinkSession session;
  private final EventStream events;
  private final T filter;
  private final Map<Object, T> byIdentity = new LinkedHashMap<>();
  private long resynchronisations;

  private Mirror(NetlinkSession session, EventStream events, T filter) {
    this.session = session;
    this.events = events;
    this.filter = filter;
  }

  /** The same over the first bridge that works here. */
  public static <T extends KernelObject<T>> Mirror<T> open(T filter, Group... groups)
      throws IOException {
    return open(NetlinkBridge.any(), filter, groups);
  }

  /**
   * Starts listening, then asks for everything, so that no change between the two is missed.
   *
   * @param filter what to ask for
   * @param groups where the kernel tells of changes to it
   */
  public static <T extends KernelObject<T>> Mirror<T> open(
      NetlinkBridge bridge, T filter, Group... groups) throws IOException {
    return of(NetlinkSession.open(bridge), EventStream.open(bridge, groups), filter);
  }

  /** The same over a session and a stream that it takes over and closes in the end. */
  public static <T extends KernelObject<T>> Mirror<T> of(
      NetlinkSession session, EventStream events, T filter) throws NetlinkException {
    Mirror<T> mirror = new Mirror<>(session, events, filter);
    try {
      mirror.askForAll();
      return mirror;
    } catch (NetlinkException | RuntimeException | Error failed) {
      mirror.close();
      throw failed;
    }
  }

  /**
   * Waits for the next event and follows it.
   *
   * @return the event, already followed; empty once the mirror is closed
   */
  public Optional<Event> follow() throws NetlinkException {
    Optional<Event> event = events.next();
    if (event.isPresent()) {
      switch (event.get()) {
        case Event.Changed changed -> change(changed);
        case Event.Lost lost -> resynchronise();
        case Event.Unknown unknown -> {}
      }
    }
    return event;
  }

  /** Asks for everything again. */
  public void resynchronise() throws NetlinkException {
    resynchronisations++;
    askForAll();
  }

  private void askForAll() throws NetlinkException {
    List<T> objects = session.dump(filter).repeatedly(ATTEMPTS).toList();
    byIdentity.clear();
    objects.forEach(object -> byIdentity.put(object.identity(), object));
  }

  private void change(Event.Changed changed) throws NetlinkException {
    if (changed.object().codec() != filter.codec()) {
      return;
    }
    @SuppressWarnings("unchecked") // the codec says so
    T object = (T) changed.object();
    if (changed.verb() == Verb.DELETE) {
      byIdentity.remove(object.identity());
    } else if (byIdentity.put(object.identity(), object) == null
        && (changed.flags() & NetlinkHeader.NLM_F_REPLACE) != 0) {
      resynchronise(); // whose place an IPv6 route took is not told
    }
  }

  /** Whether an object with that one's identity is known now. */
  public boolean contains(T object) {
    return byIdentity.containsKey(object.identity());
  }

  /** What is known now. */
  public List<T> objects() {
    return new ArrayList<>(byIdentity.values());
  }

  /** How often everything was asked for again. */
  public long resynchronisations() {
    return resynchronisations;
  }

  @Override
  public void close() {
    events.close();
    session.close();
  }
}
