// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the container sample does, written in Go: built where a compiler and the package are. */
final class ContainerInGo {
  static final String MISSING =
      "no Go beside it: install golang-go and golang-github-vishvananda-netlink-dev";

  private static final String SOURCE = "container.go";

  /** Where Debian puts the sources of packages. */
  private static final Path PACKAGES = Path.of("/usr/share/gocode");

  private ContainerInGo() {}

  /** The program; empty where there is no compiler, or the package is missing. */
  static Optional<Path> build(Path folder) throws IOException {
    if (!Files.isDirectory(PACKAGES.resolve("src/github.com/vishvananda/netlink"))) {
      return Optional.empty();
    }
    Tables.progress("building it in Go …");
    Path source = folder.resolve(SOURCE);
    try (InputStream packed = ContainerInGo.class.getResourceAsStream(SOURCE)) {
      if (packed == null) {
        throw new IOException(SOURCE + " is not among the resources");
      }
      Files.copy(packed, source);
    }
    Path program = folder.resolve("container");
    ProcessBuilder go =
        new ProcessBuilder("go", "build", "-o", program.toString(), source.toString()).inheritIO();
    go.environment()
        .putAll(
            Map.of(
                "GO111MODULE",
                "off",
                "GOPATH",
                PACKAGES.toString(),
                "GOFLAGS",
                "-buildvcs=false",
                "GOCACHE",
                folder.resolve("go-cache").toString()));
    try {
      return go.start().waitFor() == 0 ? Optional.of(program) : Optional.empty();
    } catch (IOException noCompiler) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
