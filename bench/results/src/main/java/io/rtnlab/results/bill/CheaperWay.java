// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

import org.jspecify.annotations.Nullable;

/**
 * A cheaper way to ask.
 *
 * @param rule its name, such as {@code vf-not-needed}
 * @param advice what to do, a sentence
 * @param requests how many requests of the program it concerns
 * @param type of those requests, as in {@link BilledRequest#type}
 * @param share of their time that following it saves, 0 to 1; an estimate
 * @param savesNs at most so much of holding is saved: the share of their longest possible hold
 * @param estimate where the share comes from
 * @param source who found it: a kernel commit or a public report
 * @param tried both ways measured on this machine; null where the catalogue lacks one, or it was
 *     not tried
 */
public record CheaperWay(
    String rule,
    String advice,
    long requests,
    String type,
    double share,
    long savesNs,
    String estimate,
    String source,
    @Nullable Tried tried) {

  /**
   * One request of the catalogue each way, in a namespace of its own.
   *
   * @param operation the more expensive one
   * @param cheaper the other
   * @param cpuNs CPU time of one request, the kernel's mostly
   * @param cheaperCpuNs the same of the other, by the share
   * @param share of it that is saved, estimated from rounds in pairs; negative where it costs more
   * @param shareLow lower end of its 95 % confidence interval within these rounds
   * @param shareHigh upper end
   */
  public record Tried(
      String operation,
      String cheaper,
      long cpuNs,
      long cheaperCpuNs,
      double share,
      double shareLow,
      double shareHigh) {
    /** Whether the rounds agree that one of both is cheaper. */
    public boolean isDecided() {
      return shareLow > 0 || shareHigh < 0;
    }
  }

  /** The same, with what trying both ways showed. */
  public CheaperWay with(Tried measured) {
    return new CheaperWay(rule, advice, requests, type, share, savesNs, estimate, source, measured);
  }
}
