// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.ArrayList;
import java.util.List;

/** Writes spans down as text. */
final class SpanLog implements SpanSink {
  final List<String> lines = new ArrayList<>();
  private final List<String> names;

  SpanLog(List<String> names) {
    this.names = names;
  }

  @Override
  public void begin(long timeNs, int span) {
    lines.add("begin " + names.get(span) + " at " + timeNs);
  }

  @Override
  public void end(long timeNs, int span, int result, long systemCallNs) {
    lines.add(
        "end " + names.get(span) + " at " + timeNs + " = " + result + ", calls " + systemCallNs);
  }
}
