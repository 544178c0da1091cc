// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

/**
 * One request whose locking is asked for.
 *
 * @param message {@code RTM_…}, {@code SIOC…}, or the file
 * @param family {@code AF_…}; "-" where there is none
 * @param kind do, dump, ioctl, read or write
 * @param variant attributes that matter, or ""
 * @param before prepares it
 * @param act the request
 * @param undo sets back what it changed, so that it can be made again
 */
record Cell(
    String message, String family, String kind, String variant, Act before, Act act, Act undo) {
  static final Act NOTHING = () -> 1;

  /** A request that needs no preparation. */
  Cell(String message, String family, String kind, String variant, Act act, Act undo) {
    this(message, family, kind, variant, NOTHING, act, undo);
  }

  /** The deletion of what {@code make} makes. */
  static Cell reversed(String message, String family, String variant, Act make, Act delete) {
    return new Cell(message, family, "do", variant, make, delete, NOTHING);
  }

  /** A system call or an exchange of messages. */
  @FunctionalInterface
  interface Act {
    /**
     * Does it.
     *
     * @return more than 0 where its effect was seen, 0 where nothing came of it, or {@code -errno}
     */
    int go();
  }

  /** As the option {@code --only} matches it. */
  String name() {
    return String.join(" ", message, family, kind, variant).strip();
  }
}
