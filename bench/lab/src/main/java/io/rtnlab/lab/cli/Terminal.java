// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.format.TextFormat;
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
  private static final char ESCAPE = '\033';

  private final OutputStream stream;
  private volatile @Nullable IOException failure;

  /** The begin of a sequence whose end comes with the next text: a buffer ends anywhere. */
  private String heldBack = "";

  Terminal(OutputStream stream) {
    this.stream = stream;
  }

  public static Terminal out() {
    return new Terminal(new FileOutputStream(FileDescriptor.out));
  }

  public static Terminal err() {
    return new Terminal(new FileOutputStream(FileDescriptor.err));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    try {
      stream.write(escaped(new String(text, offset, length)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      failure = failure == null ? refused : failure;
      throw refused;
    }
  }

  /** All but the sequences by which reports set off titles and warnings: those do no harm. */
  private String escaped(String text) {
    String whole = heldBack + text;
    int last = whole.lastIndexOf(ESCAPE);
    boolean isCut =
        last >= 0
            && TextFormat.SEQUENCES.stream()
                .anyMatch(
                    sequence ->
                        sequence.length() > whole.length() - last
                            && sequence.startsWith(whole.substring(last)));
    heldBack = isCut ? whole.substring(last) : "";
    String shown = isCut ? whole.substring(0, last) : whole;
    StringBuilder escaped = new StringBuilder();
    int from = 0;
    for (int at = shown.indexOf(ESCAPE); at >= 0; at = shown.indexOf(ESCAPE, at + 1)) {
      String sequence = sequenceAt(shown, at);
      escaped.append(Escaped.lines(shown.substring(from, at))).append(sequence);
      from = at + sequence.length();
    }
    return escaped.append(Escaped.lines(shown.substring(from))).toString();
  }

  /** Empty where another one begins there. A regular expression would be the program's slowest. */
  private static String sequenceAt(String text, int at) {
    for (String sequence : TextFormat.SEQUENCES) {
      if (text.startsWith(sequence, at)) {
        return sequence;
      }
    }
    return "";
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
