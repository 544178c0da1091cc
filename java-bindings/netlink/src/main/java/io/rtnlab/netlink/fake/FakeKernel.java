// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fake;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Objects in memory, behind ports that answer as rtnetlink does: what is added can be dumped, asked
 * for and deleted, what is there refuses to be added again ({@code EEXIST}), and what is not to be
 * deleted. Links get an index. It has none of the kernel's own rules: no route needs its gateway,
 * no port its bridge, and nothing follows from anything else.
 *
 * <pre>
 * FakeKernel kernel = new FakeKernel();
 * try (NetlinkSession session = new NetlinkSession(kernel.port())) {
 *   kernel.refuse((verb, object) -&gt;
 *       object instanceof Route ? OptionalInt.of(Errno.ENETUNREACH) : OptionalInt.empty());
 *   …
 * }
 * </pre>
 *
 * Threads may share it.
 */
public final class FakeKernel {
  private static final int FIRST_LINK = 2; // 1 is the loopback

  private final Map<Object, KernelObject<?>> objects = new LinkedHashMap<>();
  private final Collection<FakePort> listeners = new ArrayList<>();
  private BiFunction<Verb, KernelObject<?>, OptionalInt> refusal =
      (verb, object) -> OptionalInt.empty();
  private int nextLink = FIRST_LINK;

  private record Key(Codec<?> codec, Object identity) {}

  /** A socket of this kernel. */
  public NetlinkPort port() {
    FakePort port = new FakePort(this);
    synchronized (objects) {
      listeners.add(port);
    }
    return port;
  }

  /**
   * Refuses requests.
   *
   * @param refusal takes what is asked and of which object, gives a positive errno or none
   */
  public void refuse(BiFunction<Verb, KernelObject<?>, OptionalInt> refusal) {
    synchronized (objects) {
      this.refusal = refusal;
    }
  }

  /** What is there now. */
  public List<KernelObject<?>> objects() {
    synchronized (objects) {
      return List.copyOf(objects.values());
    }
  }

  /** The answers to one message; the last of them acknowledges it where that was asked for. */
  void answer(MessageCursor request, FakePort asking) {
    synchronized (objects) {
      Verb verb = Verb.in(request.type());
      KernelObject<?> object = Messages.read(request).orElse(null);
      if (object == null) {
        asking.acknowledge(request, Errno.EOPNOTSUPP);
        return;
      }
      OptionalInt refused = refusal.apply(verb, object);
      int flags = request.flags();
      if (refused.isPresent()) {
        asking.acknowledge(request, refused.getAsInt());
      } else if (verb == Verb.GET
          && (flags & NetlinkHeader.NLM_F_DUMP) == NetlinkHeader.NLM_F_DUMP) {
        dump(object, request, asking);
      } else if (verb == Verb.GET) {
        get(object, request, asking);
      } else if (verb == Verb.DELETE) {
        delete(object, request, asking);
      } else {
        put(object, request, asking);
      }
    }
  }

  private void dump(KernelObject<?> filter, MessageCursor request, FakePort asking) {
    for (KernelObject<?> each : objects.values()) {
      if (each.codec() == filter.codec() && isListed(each, filter)) {
        asking.send(each, Verb.NEW, NetlinkHeader.NLM_F_MULTI, request.sequence());
      }
    }
    asking.done(request.sequence());
  }

  @SuppressWarnings("unchecked") // of one codec
  private static <T extends KernelObject<T>> boolean isListed(
      KernelObject<?> object, KernelObject<?> filter) {
    return ((T) object).isListedBy((T) filter).orElse(true);
  }

  private void get(KernelObject<?> wanted, MessageCursor request, FakePort asking) {
    KernelObject<?> found = find(wanted);
    if (found == null) {
      asking.acknowledge(request, absence(wanted));
    } else {
      asking.send(found, Verb.NEW, 0, request.sequence());
      asking.acknowledgeIfAsked(request);
    }
  }

  private void delete(KernelObject<?> wanted, MessageCursor request, FakePort asking) {
    KernelObject<?> found = find(wanted);
    if (found == null) {
      asking.acknowledge(request, absence(wanted));
      return;
    }
    objects.remove(key(found));
    listeners.forEach(each -> each.notify(found, Verb.DELETE));
    asking.acknowledgeIfAsked(request);
  }

  private void put(KernelObject<?> wanted, MessageCursor request, FakePort asking) {
    int flags = request.flags();
    KernelObject<?> there = find(wanted);
    if (there != null && (flags & NetlinkHeader.NLM_F_EXCL) != 0) {
      asking.acknowledge(request, Errno.EEXIST);
      return;
    }
    if (there == null && (flags & NetlinkHeader.NLM_F_CREATE) == 0) {
      asking.acknowledge(request, absence(wanted));
      return;
    }
    KernelObject<?> made = wanted instanceof Link link ? numbered(link, there) : wanted;
    objects.put(key(made), made);
    if ((flags & NetlinkHeader.NLM_F_ECHO) != 0) {
      asking.send(made, Verb.NEW, 0, request.sequence());
    }
    listeners.forEach(each -> each.notify(made, Verb.NEW));
    asking.acknowledgeIfAsked(request);
  }

  /** A link with its index; one that is there keeps what the request does not change. */
  private Link numbered(Link link, @Nullable KernelObject<?> there) {
    if (there instanceof Link old) {
      int flags = (old.flags() & ~link.change()) | (link.flags() & link.change());
      return new Link(old.family(), old.type(), old.index(), flags, 0, merged(old, link));
    }
    int index = link.index() == 0 ? nextLink++ : link.index();
    return new Link(link.family(), link.type(), index, link.flags(), 0, link.attributes());
  }

  private static Attributes merged(Link old, Link change) {
    Attributes merged = old.attributes();
    for (var attribute : change.attributes().table().attributes()) {
      merged = withFrom(merged, change, attribute);
    }
    return merged;
  }

  private static <V> Attributes withFrom(Attributes merged, Link change, Attribute<V> attribute) {
    return change.get(attribute).map(value -> merged.with(attribute, value)).orElse(merged);
  }

  private @Nullable KernelObject<?> find(KernelObject<?> wanted) {
    if (wanted instanceof Link link && link.index() == 0) {
      return objects.values().stream()
          .filter(each -> each instanceof Link other && other.name().equals(link.name()))
          .findFirst()
          .orElse(null);
    }
    return objects.get(key(wanted));
  }

  private static Key key(KernelObject<?> object) {
    return new Key(object.codec(), object.identity());
  }

  private static int absence(KernelObject<?> wanted) {
    return wanted instanceof Link ? Errno.ENODEV : Errno.ESRCH;
  }

  void forget(FakePort port) {
    synchronized (objects) {
      listeners.remove(port);
    }
  }
}
