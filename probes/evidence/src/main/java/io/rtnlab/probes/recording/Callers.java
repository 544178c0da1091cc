// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.rtnlab.probes.stack.KernelFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the functions of recorded stacks by the recorded kernel's own symbols. */
final class Callers {
  /** Ends a stack in kernels before 5.5. */
  private static final long END = -1L;

  private final TraceDatHeader header;
  private @Nullable KernelFunctions functions;

  /** Reads the symbols when the first stack comes. */
  Callers(TraceDatHeader header) {
    this.header = header;
  }

  private KernelFunctions functions() {
    KernelFunctions known = functions;
    if (known == null) {
      try {
        Optional<FileBytes> symbols = header.kallsyms();
        known =
            symbols.isEmpty() ? KernelFunctions.NONE : KernelFunctions.read(symbols.get().stream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      functions = known;
    }
    return known;
  }

  /** The functions of {@code length} bytes of addresses, innermost first. */
  List<String> of(MemorySegment page, long offset, int length) {
    List<String> names = new ArrayList<>();
    for (int at = 0;
        at + Long.BYTES <= length && names.size() < StackTable.MOST_FRAMES;
        at += Long.BYTES) {
      long address = page.get(JAVA_LONG_UNALIGNED, offset + at);
      if (address == END || address == 0) {
        break;
      }
      names.add(functions().nameOf(address));
    }
    return names;
  }
}
