// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import java.util.regex.Pattern;

/**
 * What to ask.
 *
 * @param rounds at most so many for each request
 * @param only requests in whose name this is found
 * @param loadModules whether a request may make the kernel load a module
 */
public record MapPlan(int rounds, Pattern only, boolean loadModules) {
  public MapPlan {
    if (rounds < 10 || rounds > 10_000) {
      throw new IllegalArgumentException("--rounds is from 10 to 10000, not " + rounds);
    }
  }
}
