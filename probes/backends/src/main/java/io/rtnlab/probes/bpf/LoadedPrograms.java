// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.libc.Descriptor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Programs in the kernel, however they were loaded; gone with {@link #close}. */
interface LoadedPrograms extends AutoCloseable {
  /**
   * The variables of one section, shared with the programs; gone with {@link #close}.
   *
   * @param section such as {@code .data.settings}
   */
  MemorySegment variables(String section, int bytes) throws IOException;

  /** Opens a file that runs an attached iterator once, while it is read. */
  Descriptor iterate(String program) throws IOException;

  /** The file descriptor of a program, which stays this object's to close. */
  int program(String program) throws IOException;

  @Override
  void close();
}
