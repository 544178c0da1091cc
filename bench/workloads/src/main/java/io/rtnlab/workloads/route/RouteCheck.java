package io.rtnlab.workloads.route;

/**
 * Routes believed against routes counted.
 *
 * @param atPeak before anything was taken back at the end of the run, or after
 * @param believed by the kernel's answers to the requests
 * @param counted in /proc by the worker's thread
 */
public record RouteCheck(
    int worker, String operation, boolean atPeak, long believed, long counted) {

  public boolean agrees() {
    return believed == counted && (atPeak || counted == 0);
  }
}
