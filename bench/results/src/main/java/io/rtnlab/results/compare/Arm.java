// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import java.util.List;

/**
 * All boots of one kernel in a comparison.
 *
 * @param name of the kernel or of the folder
 * @param boots at least one
 */
public record Arm(String name, List<MeasuredBoot> boots) {
  public Arm {
    boots = List.copyOf(boots);
  }

  /** The first boot, which speaks for what all have in common. */
  public MeasuredBoot first() {
    return boots.getFirst();
  }

  /** The boot of this block. */
  public java.util.Optional<MeasuredBoot> ofBlock(int block) {
    return boots.stream().filter(boot -> boot.block() == block).findFirst();
  }
}
