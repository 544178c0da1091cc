// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import io.rtnlab.probes.tracebuffer.EventFormat.Field;
import java.util.Map;

/**
 * Where the parts of a sub-buffer lie, as {@code events/header_page} gives it.
 *
 * @param timeStampOffset in bytes, of 8 bytes
 * @param commitOffset in bytes; its low 4 bytes hold all we need
 * @param dataOffset in bytes
 * @param bytes length of the sub-buffer
 */
public record PageLayout(int timeStampOffset, int commitOffset, int dataOffset, int bytes) {

  public static PageLayout parse(String headerPage) {
    Map<String, Field> fields = EventFormat.fields(headerPage);
    Field timeStamp = fields.get("timestamp");
    Field commit = fields.get("commit");
    Field data = fields.get("data");
    if (timeStamp == null || commit == null || data == null) {
      throw new IllegalArgumentException(
          "events/header_page lacks one of timestamp, commit and data, it names "
              + fields.keySet());
    }
    return new PageLayout(
        timeStamp.offset(), commit.offset(), data.offset(), data.offset() + data.size());
  }
}
