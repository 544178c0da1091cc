// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * How long others waited while one actor held, between two bounds that contain the truth, the
 * clocks' error apart.
 *
 * @param lowNs waiting time that is proved to have been this holder's
 * @param namedNs waiting time that names it, however sure that is
 * @param soleNs of it: time that only this holder or no thread held
 * @param unseenNs time in which it may have held without an event; the same for most holders
 */
public record HolderBounds(Actor holder, long lowNs, long namedNs, long soleNs, long unseenNs) {

  /** The upper bound. */
  public long highNs() {
    return lowNs + soleNs + unseenNs;
  }
}
