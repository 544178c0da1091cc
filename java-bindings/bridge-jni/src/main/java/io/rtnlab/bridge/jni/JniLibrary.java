package io.rtnlab.bridge.jni;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds and loads the glue that the build has compiled. Inside a jar it must become a file first:
 * one in the user's cache folder, named by its content, so that versions do not meet.
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
    URL resource = JniLibrary.class.getResource(NAME);
    if (resource == null) {
      return Optional.of(
          "built where there was no C compiler: apt-get install build-essential, then build again");
    }
    try {
      System.load(file(resource).toString());
      return Optional.empty();
    } catch (IOException | UnsatisfiedLinkError e) {
      return Optional.of("the JNI glue does not load: " + e.getMessage());
    } catch (IllegalCallerException e) {
      return Optional.of(
          "this JVM forbids native access: start it with --enable-native-access=ALL-UNNAMED");
    }
  }

  private static Path file(URL resource) throws IOException {
    if (resource.getProtocol().equals("file")) {
      try {
        return Path.of(resource.toURI());
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }
    byte[] content;
    try (InputStream in = resource.openStream()) {
      content = in.readAllBytes();
    }
    Path cached = cacheFolder().resolve(sha256(content)).resolve(NAME);
    if (!Files.exists(cached) || !Arrays.equals(Files.readAllBytes(cached), content)) {
      Files.createDirectories(cached.getParent());
      Path written = Files.createTempFile(cached.getParent(), NAME, ".part");
      Files.write(written, content);
      Files.move(written, cached, StandardCopyOption.ATOMIC_MOVE);
    }
    return cached;
  }

  private static Path cacheFolder() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path root =
        configured != null && !configured.isEmpty()
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".cache");
    return root.resolve("rtnlab");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
