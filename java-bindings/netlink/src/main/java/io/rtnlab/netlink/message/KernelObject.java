package io.rtnlab.netlink.message;

import io.rtnlab.netlink.attribute.Attributed;

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
   * What the kernel tells it from others of its kind by: two objects with one identity are the same
   * at different times. The whole object where nothing less will do.
   */
  default Object identity() {
    return this;
  }
}
