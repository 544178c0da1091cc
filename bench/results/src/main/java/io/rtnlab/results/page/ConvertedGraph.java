// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.flame.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import one.convert.Arguments;

/**
 * A flame graph as a page of its own, by async-profiler's converter: zoom, search, both ways up.
 */
public final class ConvertedGraph {
  private ConvertedGraph() {}

  /**
   * The page.
   *
   * @param title what the widths are
   */
  public static byte[] page(String title, Stacks stacks) throws IOException {
    Arguments arguments = new Arguments();
    arguments.title = Html.text(title);
    one.convert.FlameGraph graph = new one.convert.FlameGraph(arguments);
    // The converter puts names into a script as they are but for quotes: no name may end it.
    graph.parseCollapsed(new StringReader(stacks.collapsed().replace("<", "\\x3c")));
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    graph.dump(page);
    return page.toByteArray();
  }
}
