// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jni;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Loads the glue that the build has compiled. It is carried as a resource and must become a file
 * first, which is gone again once the linker has mapped it.
 */
final class JniLibrary {
  private static final String NAME = "librtnlab_jni.so";
  private static final Optional<String> PROBLEM = load();

  private JniLibrary() {}

  /** Why it could not be loaded; empty where it was. */
  static Optional<String> problem() {
    return PROBLEM;
  }

  @SuppressWarnings("restricted") // loading a library is what this class is for
  private static Optional<String> load() {
    try (InputStream resource = JniLibrary.class.getResourceAsStream(NAME)) {
      if (resource == null) {
        return Optional.of(
            "built where there was no C compiler: apt-get install build-essential, then build"
                + " again");
      }
      Path file = Files.createTempFile("rtnlab", NAME);
      try {
        // The file that is there already: only this account may write to it, whatever the umask.
        try (OutputStream copy = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
          resource.transferTo(copy);
        }
        System.load(file.toString());
      } finally {
        Files.delete(file);
      }
      return Optional.empty();
    } catch (IOException | UnsatisfiedLinkError e) {
      return Optional.of(
          "the JNI glue does not load (-Djava.io.tmpdir=… names another folder for it): "
              + e.getMessage());
    } catch (IllegalCallerException e) {
      return Optional.of(
          "this JVM forbids native access: start it with --enable-native-access=ALL-UNNAMED");
    }
  }
}
