// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** Time that passes only when something says so. */
final class FakeClock implements Clock {
  private long nowNs = 1_000_000_000L;

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public void rest(long ns) {
    nowNs += ns;
  }

  void pass(long ns) {
    nowNs += ns;
  }
}
