// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When this kernel takes the CPU from a thread inside the kernel, and so from a holder of the RTNL:
 * "none", "voluntary", "full", "lazy" or "rt".
 *
 * <p>A kernel with {@code CONFIG_PREEMPT_DYNAMIC} has several and its version does not say which
 * one is in force; debugfs does, to those who may read it, and so does a {@code preempt=} on the
 * command line. Else it is "dynamic".
 */
final class Preemption {
  /** {@code /sys/kernel/debug/sched/preempt}: "none voluntary (full) lazy". */
  private static final Pattern IN_FORCE = Pattern.compile("\\((\\w+)\\)");

  private static final Pattern ASKED_FOR = Pattern.compile("(?:^| )preempt=(\\w+)");
  private static final Pattern COMPILED_IN = Pattern.compile("\\bPREEMPT(_\\w+)?\\b");

  private Preemption() {}

  /**
   * From three texts of the kernel.
   *
   * @param scheduler what debugfs says, or anything without brackets
   * @param version {@code /proc/sys/kernel/version}
   */
  static String of(String scheduler, String commandLine, String version) {
    Matcher inForce = IN_FORCE.matcher(scheduler);
    if (inForce.find()) {
      return inForce.group(1);
    }
    Matcher compiledIn = COMPILED_IN.matcher(version);
    if (!compiledIn.find()) {
      return "none or voluntary";
    }
    String kind = compiledIn.group(1);
    if (kind == null) {
      return "full";
    }
    Matcher askedFor = ASKED_FOR.matcher(commandLine);
    return switch (kind) {
      case "_DYNAMIC" -> askedFor.find() ? askedFor.group(1) : "dynamic";
      case "_RT" -> "rt";
      default -> kind.substring(1).toLowerCase(Locale.ROOT);
    };
  }
}
