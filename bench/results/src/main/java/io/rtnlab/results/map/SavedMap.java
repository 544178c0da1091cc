// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A map in a file, as {@code rtnlab map --out FILE} leaves it. */
public final class SavedMap {
  private SavedMap() {}

  /**
   * Its rows, at least one.
   *
   * @throws DamagedRun where the file is no map, or one without any request, whose verdicts would
   *     be the same as those of any other
   */
  public static List<MapRow> read(Path file) throws IOException {
    List<MapRow> rows = Json.readList(MapRow.class, file);
    if (rows.isEmpty()) {
      throw new DamagedRun(file + " is an empty map: make it anew by  rtnlab map --out " + file);
    }
    return rows;
  }
}
