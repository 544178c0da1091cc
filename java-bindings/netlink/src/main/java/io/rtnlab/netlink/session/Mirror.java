// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A copy of those of the kernel's objects that a filter describes, which follows every change. It
 * dumps again where changes were lost, where the kernel makes changes without an event (a link that
 * goes down takes its IPv4 routes along, and reports only itself), and where an event does not say
 * which object it is about.
 *
 * <pre>
 * try (Mirror&lt;Route&gt; routes = Mirror.open(Route.all(AF_INET).table(254))) {
 *   while (routes.follow().isPresent()) {
 *     … routes.objects() …
 *   }
 * }
 * </pre>
 *
 * One thread follows; others may read, and close it, at any time. Not reported by the kernel at
 * all, and so not followed, are: counters, ages and flags such as {@code RTNH_F_LINKDOWN};
 * neighbours that it makes for itself as {@code NUD_NOARP} or {@code NUD_INCOMPLETE}; proxy
 * neighbours.
 *
 * @param <T> the object, distinguished from others of its kind by {@link KernelObject#identity}
 */
public final class Mirror<T extends KernelObject<T>> implements AutoCloseable {
  private static final int ATTEMPTS = 10;
  private static final int MOST_TAKEN = 100_000;

  /** Room for what happens during a dump of a million objects, since a loss costs another dump. */
  private static final PortOptions MANY_EVENTS =
      PortOptions.DEFAULT.withReceiveBufferBytes(8 << 20);

  private final NetlinkSession session;
  private final EventStream events;
  private final T filter;
  private final MirrorSources sources;
  private volatile MirroredObjects<T> known = new MirroredObjects<>();
  private final AtomicLong resynchronisations = new AtomicLong();

  private Mirror(NetlinkSession session, EventStream events, T filter) {
    this.session = session;
    this.events = events;
    this.filter = filter;
    this.sources = new MirrorSources(filter);
  }

  /**
   * Mirrors the calling thread's network namespace over the first bridge that works here. The
   * groups that are needed are joined by themselves.
   *
   * @param groups more of them, whose events {@link #follow} is to return
   */
  public static <T extends KernelObject<T>> Mirror<T> open(T filter, Group... groups)
      throws IOException {
    return open(NetlinkBridge.any(), filter, groups);
  }

  /** The same in a network namespace. */
  public static <T extends KernelObject<T>> Mirror<T> open(
      NetNamespace namespace, T filter, Group... groups) throws IOException {
    NetlinkSession session = NetlinkSession.open(namespace);
    try {
      return of(session, EventStream.open(namespace, MANY_EVENTS, groups), filter);
    } catch (IOException | RuntimeException | Error failed) {
      session.close();
      throw failed;
    }
  }

  /**
   * Starts listening, then asks for everything, so that no change between the two is missed.
   *
   * @param filter what to ask for, and what of the events to take
   * @param groups more groups whose events {@link #follow} is to return
   */
  public static <T extends KernelObject<T>> Mirror<T> open(
      NetlinkBridge bridge, T filter, Group... groups) throws IOException {
    return of(NetlinkSession.open(bridge), EventStream.open(bridge, MANY_EVENTS, groups), filter);
  }

  /** The same over a session and a stream that it takes over and closes in the end. */
  public static <T extends KernelObject<T>> Mirror<T> of(
      NetlinkSession session, EventStream events, T filter) throws NetlinkException {
    Mirror<T> mirror = new Mirror<>(session, events, filter);
    try {
      mirror.listen();
      mirror.dump();
      return mirror;
    } catch (NetlinkException | RuntimeException | Error failed) {
      mirror.close();
      throw failed;
    }
  }

  private void listen() throws NetlinkException {
    Set<Group> own = sources.own();
    for (Group group : Group.values()) {
      if (own.contains(group)) {
        events.join(group);
      } else if (sources.hints().contains(group)) {
        joinIfThere(group);
      }
    }
  }

  private void joinIfThere(Group group) throws NetlinkException {
    try {
      events.join(group);
    } catch (NetlinkException refused) {
      if (refused.errno() != Errno.EINVAL && refused.errno() != Errno.ENOENT) {
        throw refused; // an older kernel has no such group, and nothing to report in it
      }
    }
  }

  /**
   * Waits for the next event that concerns the mirror and follows it.
   *
   * @return the event, already followed; empty once the mirror is closed
   */
  public Optional<Event> follow() throws NetlinkException {
    return followChange().map(Change::cause);
  }

  /**
   * The same, with the object before and after.
   *
   * @return empty once the mirror is closed
   */
  public Optional<Change<T>> followChange() throws NetlinkException {
    return followChange(Duration.ZERO);
  }

  /**
   * The same, but waits no longer than that for each event.
   *
   * @param timeout zero waits for ever
   * @return empty after that time without any event, or once the mirror is closed
   */
  public Optional<Change<T>> followChange(Duration timeout) throws NetlinkException {
    while (true) {
      Optional<Event> event = events.next(timeout);
      if (event.isEmpty()) {
        return Optional.empty();
      }
      Optional<Change<T>> change = take(event.get());
      if (change.isPresent()) {
        return change;
      }
    }
  }

  private Optional<Change<T>> take(Event event) throws NetlinkException {
    if (event instanceof Event.Lost || isHint(event)) {
      return Optional.of(dumpAgain(event));
    }
    if (!(event instanceof Event.Changed changed)) {
      return Optional.of(unchanged(event));
    }
    if (changed.object().codec() != filter.codec()) {
      return sources.hints().isEmpty() ? Optional.of(unchanged(event)) : Optional.empty();
    }
    @SuppressWarnings("unchecked") // the codec says so
    T object = (T) changed.object();
    Optional<Boolean> listed = object.isListedBy(filter);
    if (listed.isEmpty()) {
      return Optional.of(dumpAgain(event));
    }
    if (!listed.get()) {
      return leaves(object, changed);
    }
    boolean replaces = (changed.flags() & NetlinkHeader.NLM_F_REPLACE) != 0;
    MirroredObjects.Outcome<T> outcome =
        changed.verb() == Verb.DELETE ? known.remove(object) : known.put(object, replaces);
    return Optional.of(
        outcome.unclear()
            ? dumpAgain(event)
            : new Change<T>(outcome.before(), outcome.after(), false, event));
  }

  /** An object that matched may have been changed so that it does so no more. */
  private Optional<Change<T>> leaves(T object, Event.Changed changed) {
    MirroredObjects.Outcome<T> outcome = known.removeSame(object);
    return outcome.before().isEmpty()
        ? Optional.empty()
        : Optional.of(new Change<T>(outcome.before(), Optional.empty(), false, changed));
  }

  private static <T extends KernelObject<T>> Change<T> unchanged(Event event) {
    return new Change<T>(Optional.empty(), Optional.empty(), false, event);
  }

  private boolean isHint(Event event) {
    return sources.isHint(event, known.view());
  }

  /**
   * Takes all events that are there first, so that a thousand links that go down together cost one
   * dump. What they say is in the dump.
   */
  private Change<T> dumpAgain(Event cause) throws NetlinkException {
    int taken = 0;
    while (taken < MOST_TAKEN && events.poll().isPresent()) {
      taken++;
    }
    resynchronise();
    return new Change<T>(Optional.empty(), Optional.empty(), true, cause);
  }

  /** Asks for everything again. */
  public void resynchronise() throws NetlinkException {
    dump();
    resynchronisations.incrementAndGet();
  }

  private void dump() throws NetlinkException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      List<T> dumped = new ArrayList<>();
      Consumer<T> listed =
          object -> {
            if (object.isListedBy(filter).orElse(true)) { // older kernels list all
              dumped.add(object);
            }
          };
      if (!isInterrupted(listed)) {
        known = new MirroredObjects<>(dumped);
        return;
      }
    }
    throw new DumpInterruptedException(filter.toString(), session.lastSequence(), ATTEMPTS);
  }

  private boolean isInterrupted(Consumer<T> listed) throws NetlinkException {
    try {
      return session.dump(filter).forEach(listed);
    } catch (NetlinkException refused) {
      if (refused.errno() == Errno.ENOENT) {
        return false; // there is no such table of routes yet
      }
      throw refused;
    }
  }

  /** Whether an object with that one's identity is known now. */
  public boolean contains(T object) {
    return known.contains(object);
  }

  /** The object with that one's identity, as the kernel has it; empty where there is none. */
  public Optional<T> get(T object) {
    return known.get(object);
  }

  /** What is known now; the list does not change any more. */
  public List<T> objects() {
    return known.copy();
  }

  /** How many there are. */
  public int size() {
    return known.size();
  }

  /** How often everything was asked for again. */
  public long resynchronisations() {
    return resynchronisations.get();
  }

  @Override
  public void close() {
    events.close();
    session.close();
  }
}
