// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

/**
 * Whom a backend named as owner while the planted holder surely held.
 *
 * @param right looks that named the holder
 * @param wrong looks that named another thread
 * @param free looks that found no owner
 * @param unread looks of a backend that cannot read the owner
 */
public record Looks(int right, int wrong, int free, int unread) {
  static final Looks NONE = new Looks(0, 0, 0, 0);

  Looks plus(Looks other) {
    return new Looks(
        right + other.right, wrong + other.wrong, free + other.free, unread + other.unread);
  }
}
