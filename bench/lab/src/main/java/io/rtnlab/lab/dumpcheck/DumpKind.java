// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.netlink.wire.MessageWriter;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Objects of one kind, numbered from 0, that are made, deleted and dumped.
 *
 * @param name such as {@code routes AF_INET}
 * @param objects how many; unless asked otherwise so many that a dump has many parts and they can
 *     still be set up quickly
 * @param type of the message that makes one; the next number deletes, the one after that dumps
 * @param before what must be there before the first object
 * @param make the message that makes an object
 * @param delete the message that deletes it
 * @param dump the message that asks for all
 * @param group of the multicast messages that report changes, or {@link #NO_GROUP}
 * @param number finds the number of an object that was shown
 */
record DumpKind(
    String name,
    int objects,
    int type,
    List<Preparation> before,
    Body make,
    Body delete,
    Body dump,
    int group,
    Numbering number) {
  /** A kind whose objects need nothing but the link. */
  DumpKind(
      String name,
      int objects,
      int type,
      Body make,
      Body delete,
      Body dump,
      int group,
      Numbering number) {
    this(name, objects, type, List.of(), make, delete, dump, group, number);
  }

  /**
   * Requests of this type, numbered from 0, that make what the objects need.
   *
   * @param count how many, or {@link #ONE_EACH}
   */
  record Preparation(int type, int count, Body body) {
    /** One for each object. */
    static final int ONE_EACH = -1;
  }

  /** The same kind with so many objects. */
  DumpKind of(int objects) {
    return new DumpKind(name, objects, type, before, make, delete, dump, group, number);
  }

  /** Its changes are reported in the group of another kind. */
  static final int NO_GROUP = 0;

  /** Of a message that shows something else, such as a local route. */
  static final int OTHER = -1;

  /** Writes fixed header and attributes. */
  @FunctionalInterface
  interface Body {
    void write(MessageWriter to, int object);
  }

  /** Reads the number out of a message. */
  @FunctionalInterface
  interface Numbering {
    int of(MemorySegment bytes, int payload, int end);
  }
}
