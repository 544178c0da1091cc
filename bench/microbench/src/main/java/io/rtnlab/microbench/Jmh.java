// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * JMH's own command line, with CPU time and allocated bytes beside wall time. Its forks talk over
 * TCP on localhost, so {@code lo} must be up.
 */
public final class Jmh {
  private static final List<String> OURS = List.of("-prof", CpuTime.class.getName(), "-prof", "gc");

  private Jmh() {}

  public static void main(String[] arguments) throws IOException {
    org.openjdk.jmh.Main.main(
        Stream.concat(OURS.stream(), Arrays.stream(arguments)).toArray(String[]::new));
  }
}
