// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.lab.matrix.GuestBundle;
import io.rtnlab.lab.matrix.Matrix;
import io.rtnlab.lab.matrix.VagrantFolder;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Boots in a guest of our own, at the instruction clock: one boot is a matrix of one. */
public record GuestBoots(
    VagrantFolder vagrant, GuestBundle bundle, int deadlineSeconds, List<String> job)
    implements CommitBoots {
  @Override
  public Optional<RunDocument> boot(Path image, Path folder)
      throws IOException, InterruptedException {
    MatrixPlan plan =
        new MatrixPlan(
            MatrixPlan.SCHEMA,
            "qemu",
            "instructions",
            List.of(image.toString()),
            1,
            1,
            deadlineSeconds,
            1,
            job,
            false);
    MatrixFolder matrix = MatrixFolder.create(folder, plan);
    new Matrix(vagrant, bundle, matrix).execute(1, (_, _) -> {}, _ -> {});
    List<BootResult> results = matrix.results();
    if (results.isEmpty()) {
      return Optional.empty();
    }
    BootResult result = results.getFirst();
    // A missing emulator or a full disk is no property of the commit.
    if (result.outcome() == Outcome.CANNOT_START || Shell.isFull(result.detail())) {
      throw new IOException(image + " could not be booted: " + result.detail());
    }
    return result.outcome() == Outcome.DONE
        ? Optional.ofNullable(matrix.run(result))
        : Optional.empty();
  }
}
