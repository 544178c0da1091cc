// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

/**
 * A share with its 95 % confidence interval, within one run.
 *
 * @param share from 0 to 1
 * @param low lower end of the interval
 * @param high upper end
 */
public record Share(double share, double low, double high) {
  /** Nothing was counted, so anything may be. */
  static final Share UNKNOWN = new Share(0, 0, 1);
}
