// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

/** A comparison that would mean nothing; the message says why and what to compare instead. */
public final class Incomparable extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public Incomparable(String message) {
    super(message);
  }
}
