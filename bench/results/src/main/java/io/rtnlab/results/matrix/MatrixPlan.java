// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a matrix was asked to do: {@code matrix.json} in its folder, so that it can be resumed.
 *
 * @param driver "qemu", "vagrant" or "host"
 * @param clock "real" or "instructions"
 * @param kernels names from the kernel list, or paths of images
 * @param boots of each kernel
 * @param seed of the order
 * @param deadlineSeconds for one boot
 * @param retries after a hang or a death
 * @param job arguments of the rtnlab command that runs in each guest, such as "run --requests 1000"
 * @param twin whether each round boots the first kernel twice, the second time under another name:
 *     how far those two come out apart is what boots differ by; null in older plans: no
 */
public record MatrixPlan(
    int schema,
    String driver,
    String clock,
    List<String> kernels,
    int boots,
    long seed,
    int deadlineSeconds,
    int retries,
    List<String> job,
    @Nullable Boolean twin) {

  /** The version of this layout that this program writes. */
  public static final int SCHEMA = 1;

  private static final int MOST_BOOTS = 1_000;
  private static final int MOST_KERNELS = 100;

  private static final String INSTRUCTIONS = "instructions";

  /** Checks what can be known before anything is booted. */
  public MatrixPlan {
    require(!kernels.isEmpty(), "a matrix needs at least one kernel");
    require(Set.copyOf(kernels).size() == kernels.size(), "a kernel is named twice: " + kernels);
    require(boots > 0 && boots <= MOST_BOOTS, "--boots is from 1 to " + MOST_BOOTS);
    require(kernels.size() <= MOST_KERNELS, "a matrix has at most " + MOST_KERNELS + " kernels");
    require(
        kernels.stream().noneMatch(MatrixPlan::isNoName),
        "a kernel's name is printable text of at most 4096 letters: " + kernels);
    require(deadlineSeconds > 0, "--deadline is at least 1 s");
    require(retries >= 0, "--retries is at least 0");
    require(
        clock.equals("real") || clock.equals(INSTRUCTIONS),
        "--clock is real or instructions, not " + clock);
    require(
        clock.equals("real") || driver.equals("qemu"),
        "the instruction clock is qemu's: use --driver qemu");
    require(
        !driver.equals("host") || kernels.equals(List.of("host")),
        "the driver host has one kernel, the running one");
    require(!job.isEmpty(), "a matrix needs a job, such as: -- run --requests 1000");
  }

  /** Whether time in the guests is counted in executed instructions. */
  public boolean countsInstructions() {
    return clock.equals(INSTRUCTIONS);
  }

  /** Every boot, in order. */
  public List<Boot> order() {
    return BootOrder.of(kernels, hasTwin(), boots, seed);
  }

  /** Whether each round boots the first kernel twice. */
  public boolean hasTwin() {
    return Boolean.TRUE.equals(twin);
  }

  /** What each round boots once: the kernels, and the first one's twin where there is one. */
  public List<String> arms() {
    List<String> arms = new ArrayList<>(kernels);
    if (hasTwin()) {
      arms.add(Boot.twinOf(kernels.getFirst()));
    }
    return arms;
  }

  /** The boots that are still to do, in order. */
  public List<Boot> remaining(Set<Boot> done) {
    return order().stream().filter(boot -> !done.contains(boot)).toList();
  }

  private static boolean isNoName(String kernel) {
    return kernel.isBlank()
        || kernel.length() > 4096
        || kernel.chars().anyMatch(Character::isISOControl);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
