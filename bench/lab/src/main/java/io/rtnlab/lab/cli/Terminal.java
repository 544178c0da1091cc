// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.Escaped;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error. What is printed is escaped once more as lines, whatever its
 * author forgot, and the first failure to write is kept: a {@link java.io.PrintWriter} hides it.
 */
public final class Terminal extends Writer {
  private final OutputStream stream;
  private volatile @Nullable IOException failure;

  private Terminal(FileDescriptor descriptor) {
    stream = new FileOutputStream(descriptor);
  }

  public static Terminal out() {
    return new Terminal(FileDescriptor.out);
  }

  public static Terminal err() {
    return new Terminal(FileDescriptor.err);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    try {
      stream.write(
          Escaped.lines(new String(text, offset, length)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      failure = failure == null ? refused : failure;
      throw refused;
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Why something could not be written; null where all was. */
  public @Nullable IOException failure() {
    return failure;
  }
}
