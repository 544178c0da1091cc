// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.results.watch.ScreenText;
import io.rtnlab.results.watch.WatchSecond;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A terminal that shows what is watched, drawn anew each second. */
public final class WatchScreen implements AutoCloseable {
  /** More than any terminal has rows. */
  private static final int SECONDS = 500;

  /** A terminal in raw mode sends it as a character, not as SIGINT. */
  private static final int CONTROL_C = 3;

  private static final Size SMALL = Size.of(80, 24);

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private final Deque<WatchSecond> seconds = new ArrayDeque<>();
  private final String restore;
  private String message = "";

  private WatchScreen(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
    this.display = new Display(terminal, true);
    this.restore =
        sequence(terminal, Capability.cursor_normal) + sequence(terminal, Capability.exit_ca_mode);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /** Takes over the terminal of this process; empty where it has none, or a dumb one. */
  public static Optional<WatchScreen> open() {
    if (!hasTerminal()) {
      return Optional.empty();
    }
    try {
      Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build();
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)
          || terminal.getStringCapability(Capability.cursor_address) == null) {
        terminal.close();
        return Optional.empty();
      }
      return Optional.of(new WatchScreen(terminal));
    } catch (IOException | IllegalStateException noTerminal) {
      return Optional.empty();
    }
  }

  /** The console of java.base, which the launcher asks for, is null where there is no terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static String sequence(Terminal terminal, Capability capability) {
    String text = terminal.getStringCapability(capability);
    return text == null ? "" : Curses.tputs(text);
  }

  /** Shows a message in the first line from now on. */
  public void message(String text) {
    message = text;
  }

  /**
   * Draws a second.
   *
   * @return whether to go on: false where q was pressed, or the terminal is gone
   */
  public boolean second(SecondSeen seen) throws IOException {
    if (seconds.size() == SECONDS) {
      seconds.removeFirst();
    }
    seconds.addLast(seen.second());
    Size size = terminal.getSize();
    int columns = size.getColumns() > 0 ? size.getColumns() : SMALL.getColumns();
    int rows = size.getRows() > 0 ? size.getRows() : SMALL.getRows();
    display.resize(Size.of(columns, rows));
    List<AttributedString> lines =
        ScreenText.of(List.copyOf(seconds), seen.culprits(), message, columns, rows).stream()
            .map(AttributedString::new)
            .toList();
    display.update(lines, 0);
    terminal.flush();
    return !asksToEnd();
  }

  private boolean asksToEnd() throws IOException {
    int key = terminal.reader().read(1);
    while (key != NonBlockingReader.READ_EXPIRED) {
      if (key == 'q' || key == 'Q' || key == CONTROL_C || key == NonBlockingReader.EOF) {
        return true;
      }
      key = terminal.reader().read(1);
    }
    return false;
  }

  /** Gives the terminal back as it was; at the end of the process JLine may have closed it. */
  @Override
  public void close() {
    try {
      terminal.setAttributes(before);
      terminal.close();
    } catch (IOException | RuntimeException closed) {
      // then its attributes are back already
    }
    try {
      // Not closed: the summary follows.
      new FileOutputStream(FileDescriptor.out).write(restore.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      // the session behind it has ended
    }
  }
}
