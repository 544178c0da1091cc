// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Boots a kernel image once and measures it. */
public interface CommitBoots {
  /**
   * One boot.
   *
   * @param image of the kernel
   * @param folder for everything that the boot leaves
   * @return the run; empty where the kernel did not boot, or the job failed in it
   * @throws IOException where rtnlab itself failed, such as on a full disk
   */
  Optional<RunDocument> boot(Path image, Path folder) throws IOException, InterruptedException;
}
