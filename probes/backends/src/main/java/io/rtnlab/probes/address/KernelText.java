// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Reads the instructions of the running kernel. */
@FunctionalInterface
public interface KernelText {
  /** How many bytes of each function are read. */
  int BYTES = 64;

  /** How many functions one reading takes at most. */
  int FUNCTIONS = 8;

  /**
   * The first {@link #BYTES} bytes of functions by their addresses; those that cannot be read are
   * missing.
   *
   * @param addresses at most {@link #FUNCTIONS}
   * @throws IOException where this kernel or this account allows no such reading, saying why
   */
  Map<Long, byte[]> read(Collection<Long> addresses) throws IOException;
}
