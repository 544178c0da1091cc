// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder {@code vagrant/} of the source tree: scripts that get kernels and boot them. */
public record VagrantFolder(Path path) {
  private static final String OVERRIDE = "RTNLAB_VAGRANT";

  /**
   * Finds it: {@code $RTNLAB_VAGRANT}, or beside a folder that holds this program.
   *
   * @throws IOException saying what to set, where there is none
   */
  public static VagrantFolder find() throws IOException {
    String named = System.getenv(OVERRIDE);
    Path from = named == null ? program() : Path.of(named).resolve("x");
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      Path candidate = named == null ? folder.resolve("vagrant") : folder;
      if (Files.isExecutable(candidate.resolve("boot"))) {
        return new VagrantFolder(candidate.toAbsolutePath().normalize());
      }
    }
    throw new IOException(
        "the scripts that boot kernels are in the source tree's folder vagrant/, which is not near "
            + from
            + ": set "
            + OVERRIDE);
  }

  public Path kernelList() {
    String other = System.getenv("KERNELS");
    return other == null ? path.resolve("kernels.yaml") : Path.of(other);
  }

  private static Path program() throws IOException {
    try {
      return Path.of(
              VagrantFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException impossible) {
      throw new IOException("this program was not loaded from a file", impossible);
    }
  }
}
