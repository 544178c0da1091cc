// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Objects by the place that they are in: nearly always one, so that an identity, which costs more,
 * is only made for the few that share a place. Threads may read while one changes.
 */
final class MirroredObjects<T extends KernelObject<T>> {
  private final PlaceTable<T> byPlace;

  private int size;

  MirroredObjects() {
    this(List.of());
  }

  /** Those of a dump: a table of a million that grows meanwhile costs twice as much. */
  MirroredObjects(List<T> dumped) {
    byPlace = new PlaceTable<>(dumped.size());
    dumped.forEach(this::add);
  }

  /**
   * What a change did.
   *
   * @param unclear that the event does not say which object it is about
   */
  record Outcome<T>(Optional<T> before, Optional<T> after, boolean unclear) {}

  private void add(T object) {
    Object there = byPlace.putIfAbsent(object);
    if (there != null) {
      List<T> several = list(there);
      Optional<T> same = same(several, object);
      same.ifPresent(several::remove);
      several.add(object);
      byPlace.set(object, several);
      size -= same.isPresent() ? 1 : 0;
    }
    size++;
  }

  /** Follows an {@code RTM_NEW…}. */
  synchronized Outcome<T> put(T object, boolean replaces) {
    Object there = byPlace.putIfAbsent(object);
    if (there == null) {
      size++;
      return new Outcome<>(Optional.empty(), Optional.of(object), false);
    }
    List<T> several = list(there);
    Optional<T> before = same(several, object);
    if (before.isEmpty() && replaces && several.size() == 1) {
      before = Optional.of(several.getFirst());
    }
    boolean saysLess = before.isEmpty() && several.stream().anyMatch(object::mayMean);
    if (saysLess || (replaces && several.size() > 1)) {
      return new Outcome<>(Optional.empty(), Optional.empty(), true); // which one is meant?
    }
    int sizeBefore = several.size();
    before.ifPresent(several::remove);
    several.removeIf(object::includes);
    several.add(object);
    size += several.size() - sizeBefore;
    byPlace.set(object, several);
    return new Outcome<>(before, Optional.of(object), false);
  }

  /** Follows an {@code RTM_DEL…}. */
  synchronized Outcome<T> remove(T object) {
    Outcome<T> outcome = removeSame(object);
    Object there = byPlace.get(object);
    boolean partly =
        outcome.before().isEmpty()
            && there != null
            && list(there).stream().anyMatch(each -> each.includes(object));
    return new Outcome<>(outcome.before(), Optional.empty(), partly);
  }

  synchronized Outcome<T> removeSame(T object) {
    Object there = byPlace.get(object);
    if (there == null) {
      return new Outcome<>(Optional.empty(), Optional.empty(), false);
    }
    List<T> several = list(there);
    Optional<T> before = same(several, object);
    if (before.isPresent()) {
      several.remove(before.get());
      size--;
      byPlace.set(object, several);
    }
    return new Outcome<>(before, Optional.empty(), false);
  }

  private static <T extends KernelObject<T>> Optional<T> same(List<T> several, T object) {
    Object identity = object.identity();
    return several.stream().filter(each -> each.identity().equals(identity)).findFirst();
  }

  @SuppressWarnings("unchecked") // what store() has put there
  private List<T> list(Object there) {
    return there instanceof List<?> several
        ? new ArrayList<>((List<T>) several)
        : new ArrayList<>(List.of((T) there));
  }

  synchronized boolean contains(T object) {
    return get(object).isPresent();
  }

  synchronized Optional<T> get(T object) {
    Object there = byPlace.get(object);
    return there == null ? Optional.empty() : same(list(there), object);
  }

  synchronized int size() {
    return size;
  }

  synchronized List<T> copy() {
    List<T> copy = new ArrayList<>(size);
    view().forEach(copy::add);
    return copy;
  }

  /** The objects themselves, for the thread that changes them. */
  Collection<T> view() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<T> iterator() {
        return StreamSupport.stream(byPlace.spliterator(), false)
            .flatMap(there -> MirroredObjects.this.list(there).stream())
            .iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
