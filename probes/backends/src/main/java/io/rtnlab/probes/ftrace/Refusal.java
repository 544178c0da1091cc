// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.Errno;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.Availability;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the kernel's refusal means, and what would unlock it. */
final class Refusal {
  private static final String OTHER_BACKEND = "another backend may serve: --probe bpf";

  private Refusal() {}

  static Availability explain(Exception e) {
    String reason = String.valueOf(e.getMessage());
    return switch (e) {
      case SystemCallException call when call.errno() == Errno.EPERM ->
          Availability.unavailable(reason, "run as root: tracefs is not open to this account");
      case SystemCallException call when call.errno() == Errno.ENODEV ->
          Availability.unavailable(reason, "boot a kernel with CONFIG_TRACING");
      case AccessDeniedException denied ->
          Availability.unavailable(
              "tracefs: no access to " + denied.getFile(),
              "run as root: tracefs is not open to this account");
      case NoSuchFileException missing ->
          Availability.unavailable(
              "tracefs has no " + missing.getFile(),
              "boot Linux 5.19 or newer with CONFIG_TRACING: the lock tracepoints are since then");
      default -> Availability.unavailable(reason, OTHER_BACKEND);
    };
  }
}
