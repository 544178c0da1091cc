// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

/**
 * One boot of one kernel.
 *
 * @param kernel its name in the kernel list, or a path
 * @param round from 1: the block; each boots every kernel once
 * @param twin whether this is the second boot of the same kernel in its block, under another name
 */
public record Boot(String kernel, int round, boolean twin) {
  private static final String TWIN = "-twin";

  /** The only boot of its kernel in this block. */
  public Boot(String kernel, int round) {
    this(kernel, round, false);
  }

  /** The kernel's name, or its twin's. */
  public String arm() {
    return twin ? twinOf(kernel) : kernel;
  }

  /** What a second arm of this kernel is called. */
  public static String twinOf(String kernel) {
    return kernel + TWIN;
  }

  /** Its folder's name within the matrix: {@code stock-6.12.2} is its second boot. */
  public String folder() {
    return arm().replace('/', '_') + "." + round;
  }
}
