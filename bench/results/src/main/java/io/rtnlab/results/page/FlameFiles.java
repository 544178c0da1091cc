// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.NewFiles;
import io.rtnlab.results.flame.RunGraphs;
import io.rtnlab.results.flame.Stacks;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's flame graphs as files: of each a page by async-profiler's converter, collapsed stacks for
 * other tools, and where there is a run to compare with the same of the difference.
 */
public final class FlameFiles {
  private static final Map<String, String> TITLES =
      Map.of(
          RunGraphs.CPU, "CPU time by operation",
          RunGraphs.WAIT, "Waiting for the RTNL by waiter, and by holder on top",
          RunGraphs.HOLD, "Waiting that holders of the RTNL caused",
          RunGraphs.OFF_CPU, "Holders of the RTNL off their CPU");

  private FlameFiles() {}

  /** What the widths of a graph are. */
  static String title(String name) {
    return TITLES.getOrDefault(name, name);
  }

  /**
   * Writes them.
   *
   * @param folder new or empty
   * @param against the run to compare with; null where there is none
   * @param javaFrames whether graphs of waits and holds have the operations' Java frames, too
   * @throws IOException where the folder holds anything, or cannot be written
   */
  public static void write(
      RunGraphs graphs, @Nullable RunGraphs against, boolean javaFrames, Path folder)
      throws IOException {
    NewFiles.folder(folder);
    for (Map.Entry<String, Stacks> graph : graphs.byName().entrySet()) {
      String name = graph.getKey();
      Stacks stacks = graph.getValue();
      if (javaFrames && !name.equals(RunGraphs.CPU)) {
        stacks = graphs.withJavaFrames(stacks);
      }
      String title = title(name) + ": " + Units.time(stacks.totalNs());
      NewFiles.write(folder.resolve(name + ".collapsed"), stacks.collapsed());
      byte[] page = ConvertedGraph.page(title, stacks);
      NewFiles.write(folder.resolve(name + ".html"), out -> out.write(page));
      Stacks others = against == null ? null : against.byName().get(name);
      if (others != null) {
        NewFiles.write(
            folder.resolve(name + ".diff.html"),
            FlameGraph.page(title + ", against another run", List.of(), stacks, others));
        NewFiles.write(folder.resolve(name + ".diff.collapsed"), stacks.collapsedAgainst(others));
      }
    }
  }
}
