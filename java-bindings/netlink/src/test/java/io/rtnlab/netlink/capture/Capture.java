// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.capture;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code ip}, {@code tc} or {@code bridge} and the kernel said to each other: one file of the
 * captures, which record.sh in the same folder writes.
 *
 * @param kernel the first line: who recorded it
 */
record Capture(Path file, String kernel, List<Exchange> exchanges) {
  static final Path FOLDER = Path.of("src/test/resources/captures");

  /** A command and its datagrams. */
  record Exchange(String command, List<Datagram> datagrams) {}

  /**
   * A datagram.
   *
   * @param sent whether the command sent it; else it received it
   * @param meanings how its messages read, one line each
   */
  record Datagram(boolean sent, Bytes bytes, List<String> meanings) {

    /**
     * Goes before its first message. Of what was sent that is the only one: ip sends all of its
     * buffer, and the kernel stops at the zeros.
     */
    MessageCursor messages() {
      MemorySegment memory = Arena.ofAuto().allocate(bytes.length(), 8);
      memory.copyFrom(MemorySegment.ofArray(bytes.toArray()));
      int length = sent ? NetlinkHeader.length(memory, 0) : bytes.length();
      return new MessageCursor().wrap(memory, length);
    }
  }

  /** Every file there is. */
  static List<Capture> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(Capture::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Capture read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<Exchange> exchanges = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String text = line.substring(2);
        switch (line.charAt(0)) {
          case '$' -> exchanges.add(new Exchange(text, new ArrayList<>()));
          case '>', '<' ->
              exchanges
                  .getLast()
                  .datagrams
                  .add(
                      new Datagram(
                          line.charAt(0) == '>',
                          Bytes.of(HexFormat.of().parseHex(text)),
                          new ArrayList<>()));
          case '=' -> exchanges.getLast().datagrams.getLast().meanings.add(text);
          default -> throw new IOException("not a line of a capture: " + line);
        }
      }
      return new Capture(file, lines.getFirst(), exchanges);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it back to its file. */
  void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of(kernel));
    for (Exchange exchange : exchanges) {
      lines.add("$ " + exchange.command);
      for (Datagram datagram : exchange.datagrams) {
        lines.add(
            (datagram.sent ? "> " : "< ") + HexFormat.of().formatHex(datagram.bytes.toArray()));
        datagram.meanings.forEach(meaning -> lines.add("= " + meaning));
      }
    }
    Files.write(file, lines);
  }

  @Override
  public String toString() {
    return file.getFileName() + " (" + kernel.replaceAll("^# |;.*", "") + ")";
  }
}
