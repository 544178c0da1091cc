// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

/**
 * Routes acknowledged against routes counted.
 *
 * @param atPeak before anything was taken back at the end of the run, or after
 * @param acked how many exist by the kernel's answers to the requests
 * @param counted in /proc by the worker's thread
 */
public record RouteCheck(int worker, String operation, boolean atPeak, long acked, long counted) {

  public boolean agrees() {
    return acked == counted && (atPeak || counted == 0);
  }
}
