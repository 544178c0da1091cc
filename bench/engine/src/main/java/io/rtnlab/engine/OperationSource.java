// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** Makes the operations that a mix names, one instance per worker. Makes no system call. */
@FunctionalInterface
public interface OperationSource {

  /**
   * Makes one.
   *
   * @param name from the mix
   * @param worker from 0; what must not clash between workers in one namespace depends on it
   */
  Operation create(String name, int worker);
}
