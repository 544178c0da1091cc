// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sets of CPUs as the kernel writes them: {@code 0-3,8} (Documentation/admin-guide/cputopology).
 */
final class CpuList {
  private static final Path FOLDER = Path.of("/sys/devices/system/cpu");

  private CpuList() {}

  /** The CPUs that are plugged in, running or not. */
  static int[] present() throws IOException {
    return read("present");
  }

  /** The CPUs that run now. */
  static int[] online() throws IOException {
    return read("online");
  }

  /** One more than the highest number that a CPU can ever get here. */
  static int possibleCount() throws IOException {
    return IntStream.of(read("possible")).max().orElse(0) + 1;
  }

  private static int[] read(String set) throws IOException {
    return parse(Files.readString(FOLDER.resolve(set)));
  }

  static int[] parse(String list) {
    return Stream.of(list.strip().split(","))
        .filter(range -> !range.isEmpty())
        .map(range -> range.split("-", 2))
        .flatMapToInt(
            ends ->
                IntStream.rangeClosed(
                    Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
        .toArray();
  }
}
