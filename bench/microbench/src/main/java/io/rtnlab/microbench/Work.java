// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.util.List;

/** What is compared: the same work for every implementation, counted in units. */
public enum Work {
  NOTHING("a call that does nothing", "call", 60_000),
  NO_OP("no-op and its ACK, one per send", "message", 10_000),
  NO_OPS_64("no-ops and their ACKs, 64 per send", "message", 64 * 400),
  INSERT_1("route insert, one message and its ACK", "route", 4_096),
  INSERT_64("route insert, 64 per send, last ACK", "route", 8_192),
  INSERT_256("route insert, 256 per send, last ACK", "route", 8_192),
  INSERT_256_NEXT_HOP("the same by next-hop id", "route", 8_192),
  LOOKUP("route lookup, one per send", "lookup", 5_000),
  LOOKUP_64("route lookup, 64 per send", "lookup", 64 * 128),
  ROUTE_DUMP("route dump", "route", Fixture.ROUTES),
  ROUTE_RECORDS("route dump into records", "route", Fixture.ROUTES),
  LINK_DUMP("link dump", "link", Fixture.LINKS),
  LINK_RECORDS("link dump into records", "link", Fixture.LINKS),
  ENCODE("encode a route, no system call", "route", 256 * 8_000),
  PATCH("patch a route, no system call", "route", 256 * 16_000),
  PARSE_ROUTES("parse a route, no system call", "route", 1_500_000),
  PARSE_LINKS("parse a link, no system call", "link", 100_000);

  static final List<Work> ALL = List.of(values());

  /** Those that need no bridge, since they make no system call. */
  static final List<Work> IN_MEMORY = List.of(ENCODE, PATCH, PARSE_ROUTES, PARSE_LINKS);

  /** Those that leave routes behind. */
  static final List<Work> INSERTS = List.of(INSERT_1, INSERT_64, INSERT_256, INSERT_256_NEXT_HOP);

  private final String label;
  private final String unit;
  private final int units;

  Work(String label, String unit, int units) {
    this.label = label;
    this.unit = unit;
    this.units = units;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** What is counted. */
  public String unit() {
    return unit;
  }

  /** How many units one round does: some tens of milliseconds. */
  public int units() {
    return units;
  }
}
