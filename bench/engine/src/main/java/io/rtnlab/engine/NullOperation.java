// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** Does nothing: what it seems to cost is what the harness itself costs. */
public final class NullOperation implements Operation {
  public static final String NAME = "null";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int execute() {
    return 0;
  }

  @Override
  public long systemCallNs() {
    return 0;
  }
}
