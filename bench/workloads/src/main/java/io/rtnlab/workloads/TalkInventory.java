// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What Florian Westphal's talk "RTNL mutex, the network stack big kernel lock" (Netdev 2.2, 2017)
 * names, and which operations fire it. Read from {@code talk.tsv}.
 */
public final class TalkInventory {
  private static final String RESOURCE = "talk.tsv";
  private static final String NONE = "-";

  private TalkInventory() {}

  /**
   * One subject of the talk.
   *
   * @param time mark in the recording, {@code hh:mm:ss}
   * @param operations that fire it; empty where none can
   * @param reason why none can; empty where one does
   */
  public record Row(String time, String subject, List<String> operations, String reason) {
    public Row {
      operations = List.copyOf(operations);
    }
  }

  /** Every row, in the order of the talk. */
  public static List<Row> rows() {
    InputStream file = TalkInventory.class.getResourceAsStream(RESOURCE);
    if (file == null) {
      throw new IllegalStateException(RESOURCE + " is missing from the program");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(TalkInventory::row).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 3) {
      throw new IllegalStateException(RESOURCE + ": a row has three cells: " + line);
    }
    return cells[2].startsWith(NONE)
        ? new Row(cells[0], cells[1], List.of(), cells[2].substring(NONE.length()))
        : new Row(cells[0], cells[1], List.of(cells[2].split(",", -1)), "");
  }
}
