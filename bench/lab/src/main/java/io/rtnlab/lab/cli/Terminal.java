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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error. What is printed is escaped once more as lines, whatever its
 * author forgot, and the first failure to write is kept: a {@link java.io.PrintWriter} hides it.
 */
public final class Terminal extends Writer {
  private static final Pattern SEQUENCE =
      Pattern.compile(
          TextFormat.SEQUENCES.stream().map(Pattern::quote).collect(Collectors.joining("|")));

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
    int last = whole.lastIndexOf('\033');
    boolean isCut =
        last >= 0
            && TextFormat.SEQUENCES.stream()
                .anyMatch(
                    sequence ->
                        sequence.length() > whole.length() - last
                            && sequence.startsWith(whole.substring(last)));
    heldBack = isCut ? whole.substring(last) : "";
    Matcher sequence = SEQUENCE.matcher(isCut ? whole.substring(0, last) : whole);
    StringBuilder escaped = new StringBuilder();
    int from = 0;
    String shown = isCut ? whole.substring(0, last) : whole;
    while (sequence.find()) {
      escaped.append(Escaped.lines(shown.substring(from, sequence.start())));
      escaped.append(sequence.group());
      from = sequence.end();
    }
    return escaped.append(Escaped.lines(shown.substring(from))).toString();
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
