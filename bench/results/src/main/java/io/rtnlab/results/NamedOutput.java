// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Output to a file, whose failures name it: "No space left on device" alone does not say where. A
 * {@link java.io.PrintStream} around it says only that there was one, so the first is kept.
 */
public final class NamedOutput extends OutputStream {
  private final Path file;
  private final OutputStream out;
  private @Nullable IOException firstFailure;

  NamedOutput(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /** Writes a file, whatever it was before. */
  public static void write(Path file, String text) throws IOException {
    try (OutputStream out = new NamedOutput(file, Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException refused) {
      throw named(refused);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException refused) {
      throw named(refused);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException refused) {
      throw named(refused);
    }
  }

  /**
   * To be asked where a stream around this one hides its failures.
   *
   * @throws IOException the first one
   */
  public void requireWritten() throws IOException {
    if (firstFailure != null) {
      throw firstFailure;
    }
  }

  private IOException named(IOException refused) {
    // Others name the file, or say that the thread was interrupted.
    IOException named =
        refused.getClass() == IOException.class
            ? new IOException(file + ": " + Refused.sentence(refused), refused)
            : refused;
    firstFailure = firstFailure == null ? named : firstFailure;
    return named;
  }
}
