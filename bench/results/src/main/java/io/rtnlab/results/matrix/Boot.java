package io.rtnlab.results.matrix;

/**
 * One boot of one kernel.
 *
 * @param kernel its name in the kernel list, or a path
 * @param round from 1; each round boots every kernel once
 */
public record Boot(String kernel, int round) {
  /** Its folder's name within the matrix: {@code stock-6.12.2} is its second boot. */
  public String folder() {
    return kernel.replace('/', '_') + "." + round;
  }
}
