// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** The running kernel's symbols, for a few questions. */
public interface Symbols {
  /**
   * Where the symbols of these names are; those that are not there, or whose addresses are hidden
   * from this account, are missing. Of symbols of one name the first counts.
   *
   * @throws IOException if they cannot be asked for
   */
  Map<String, Long> addressesOf(Collection<String> names) throws IOException;

  /**
   * The function that each address lies in; the address in hexadecimal where none is known.
   *
   * @throws IOException if they cannot be asked for
   */
  Map<Long, String> namesOf(Collection<Long> addresses) throws IOException;
}
