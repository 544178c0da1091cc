// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.bisect.BisectPlan;
import io.rtnlab.lab.bisect.CommandBoots;
import io.rtnlab.lab.bisect.CommitBoots;
import io.rtnlab.lab.bisect.GuestBoots;
import io.rtnlab.lab.matrix.GuestBundle;
import io.rtnlab.lab.matrix.VagrantFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commits of a kernel tree are built, booted and measured. */
final class TreeOptions {
  @Option(
      names = "--tree",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The kernel's git tree. (default: this folder)")
  private Path tree = Path.of(".");

  @Option(
      names = "--build",
      paramLabel = "COMMAND",
      defaultValue = "make olddefconfig && make -j$(nproc) bzImage",
      description = "Builds what is checked out. (default: ${DEFAULT-VALUE})")
  private String build = "";

  @Option(
      names = "--image",
      paramLabel = "FILE",
      defaultValue = "arch/x86/boot/bzImage",
      description = "What that builds, below the tree. (default: ${DEFAULT-VALUE})")
  private String image = "";

  @Option(
      names = "--measure",
      paramLabel = "COMMAND",
      description =
          "Boots $RTNLAB_KERNEL and leaves a run in $RTNLAB_OUT. (default: a guest of our own at"
              + " the instruction clock)")
  private @Nullable String measure;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description = "For one boot. (default: ${DEFAULT-VALUE})")
  private int deadline;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For all that is measured. (default: a folder in rtnlab-runs here)")
  private @Nullable Path out;

  /**
   * The plan that these ask for.
   *
   * @param boots of each commit
   * @param job arguments of what is measured; empty for "run"
   */
  BisectPlan plan(int boots, List<String> job) throws IOException {
    return new BisectPlan(
        BisectPlan.SCHEMA,
        tree.toRealPath().toString(),
        build,
        image,
        measure,
        boots,
        deadline,
        job.isEmpty() ? List.of("run") : List.copyOf(job),
        null);
  }

  /** The folder for all that is measured. */
  Path folder(String kind) {
    return (out == null ? RunFolders.now(kind) : out).toAbsolutePath();
  }

  /** How a plan's kernels are booted. */
  static CommitBoots boots(BisectPlan plan) throws IOException, InterruptedException {
    String command = plan.measure();
    return command == null
        ? new GuestBoots(
            VagrantFolder.find(),
            GuestBundle.prepare(MatrixCommand.cache()),
            plan.deadlineSeconds(),
            plan.job())
        : new CommandBoots(command, plan.deadlineSeconds(), Path.of(plan.tree()));
  }
}
