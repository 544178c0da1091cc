// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

import io.rtnlab.netlink.attribute.Attributed;
import java.util.Optional;

/**
 * A network object as rtnetlink carries it: a fixed header, which is the components of nearly every
 * record here in the kernel's order, and attributes. It says nothing of what is to be done with it;
 * that is the {@link Verb}'s.
 *
 * @param <T> the object itself
 */
public interface KernelObject<T extends KernelObject<T>> extends Attributed<T> {

  /** How it lies in a message. */
  Codec<T> codec();

  /**
   * What the kernel distinguishes it from others of its kind by: two objects with one identity are
   * the same at different times. The whole object where nothing less will do.
   */
  default Object identity() {
    return this;
  }

  /**
   * What a replacement takes the place of, where that is less than the identity: several IPv4
   * routes to one destination may stand one behind the other, and the first of them is replaced.
   */
  default Object place() {
    return identity();
  }

  /** The hash of {@link #place}, for what comes by the million without making it. */
  default int placeHash() {
    return place().hashCode();
  }

  /** Whether both have one {@link #place}. */
  default boolean isAtPlaceOf(T other) {
    return place().equals(other.place());
  }

  /**
   * Whether this, sent by the kernel as one object, says all that {@code older} says: an IPv6 route
   * is sent again with all its hops when it gets another.
   */
  default boolean includes(T older) {
    return false;
  }

  /**
   * Whether an event of this, which no known object is the same as, may be about {@code known} and
   * just say less of it: then only a dump shows what there is.
   */
  default boolean mayMean(T known) {
    return false;
  }

  /**
   * Whether a dump with that filter would list this.
   *
   * @return empty where only the kernel knows
   */
  default Optional<Boolean> isListedBy(T filter) {
    return Optional.empty();
  }
}
