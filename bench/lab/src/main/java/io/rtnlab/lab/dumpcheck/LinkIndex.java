// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.rtnlab.lab.exchange.Answer;
import io.rtnlab.lab.exchange.Attribute;
import io.rtnlab.lab.exchange.RawExchange;

/** Finds a link's index by its name. */
record LinkIndex(RawExchange exchange) {

  /** The index; 0 where there is no such link. */
  int of(String name) {
    int[] index = new int[1];
    Answer _ =
        exchange.dump(
            18,
            w -> w.u32(0).u32(0).u32(0).u32(0),
            (bytes, payload, end) -> {
              if (Attribute.text(bytes, payload + 16, end, 3).equals(name)) {
                index[0] = bytes.get(JAVA_INT_UNALIGNED, payload + 4);
              }
            });
    return index[0];
  }
}
