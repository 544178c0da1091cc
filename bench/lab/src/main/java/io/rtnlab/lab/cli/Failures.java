// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

/** Errors of the virtual machine as a sentence that says what to do. */
public final class Failures {
  private static final String NO_THREAD = "unable to create native thread";

  private Failures() {}

  /** One line, without a stack. */
  public static String sentence(Error failed) {
    String message = String.valueOf(failed.getMessage());
    return switch (failed) {
      case OutOfMemoryError e when message.contains(NO_THREAD) ->
          "no further thread can be started: the account's limit of processes (ulimit -u), or the"
              + " cgroup's (pids.max), is reached";
      case OutOfMemoryError e ->
          "out of memory ("
              + message
              + "): give it more (RTNLAB_JAVA_OPTS=-Xmx1g), or ask for fewer threads or operations";
      case StackOverflowError e -> "the input nests too deeply";
      case InternalError e -> "a file shrank or could not be read while it was in use: " + message;
      default -> "failed inside: " + failed;
    };
  }
}
