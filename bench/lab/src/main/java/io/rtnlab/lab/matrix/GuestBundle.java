// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What a guest needs to run rtnlab, in one folder of the cache: a Java runtime made by jlink, so
 * that it needs no JDK, and this program's own class path with the options of its virtual machine.
 *
 * <pre>
 *  runtime-25.0.3+9-LTS/   about 60 MB, made once for each JDK
 *  app-1a2b3c4d/           jars and options, by their contents; the last few used are kept
 * </pre>
 *
 * @param folder what is shared with the guest
 */
public record GuestBundle(Path folder, Path runtime, Path app) {
  private static final int APPS_KEPT = 4;

  private static final Comparator<Path> LAST_USED_FIRST =
      Comparator.comparingLong((Path app) -> app.toFile().lastModified()).reversed();

  /** What {@code rtnlab run} has on a machine of its own, with the heap of a guest. */
  private static final List<String> PROFILES = List.of("common", "measured", "collected", "guest");

  /** Where the compiler may run before the workers. */
  private static final String ROOT = "root";

  /** Where instructions are the clock. */
  private static final String REPEATABLE = "repeatable";

  /**
   * Makes what the cache lacks.
   *
   * @throws IOException where jlink is missing or fails, or the cache cannot be written
   */
  public static GuestBundle prepare(Path cache) throws IOException, InterruptedException {
    try {
      Path folder = Files.createDirectories(cache.resolve("bundle"));
      return new GuestBundle(folder, runtime(folder), app(folder));
    } catch (FileSystemException refused) {
      throw new IOException(
          "cannot write to the cache "
              + cache
              + " ("
              + refused.getReason()
              + "): make room, or name another with RTNLAB_CACHE",
          refused);
    }
  }

  /**
   * The command line of {@code rtnlab} with these arguments, the same in every guest.
   *
   * @param repeatable whether the program should take the same instructions each time, rather than
   *     few
   * @param root whether it runs as root, as in every guest
   */
  public List<String> command(List<String> arguments, boolean repeatable, boolean root) {
    List<String> profiles = new ArrayList<>(PROFILES);
    if (root) {
      profiles.add(ROOT);
    }
    if (repeatable) {
      profiles.add(REPEATABLE);
    }
    List<String> command = new ArrayList<>();
    command.add(runtime.resolve("bin/java").toString());
    profiles.forEach(profile -> command.add("@" + app.resolve(ArgumentFiles.name(profile))));
    command.add("-cp");
    command.add(app.resolve("*").toString());
    command.add("io.rtnlab.lab.Main");
    command.addAll(arguments);
    return command;
  }

  private static Path runtime(Path folder) throws IOException, InterruptedException {
    Path runtime = folder.resolve("runtime-" + Runtime.version());
    if (Files.exists(runtime.resolve("bin/java"))) {
      return runtime;
    }
    Path unfinished = Files.createTempDirectory(folder, "unfinished").resolve("runtime");
    Path own = Path.of(System.getProperty("java.home"));
    Path jlink = own.resolve("bin").resolve("jlink");
    if (Files.isExecutable(jlink)) {
      link(jlink, unfinished);
    } else {
      copy(own, unfinished); // a bundle's, made by jlink from the same modules
    }
    Files.move(unfinished, runtime, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(unfinished.getParent());
    return runtime;
  }

  private static void link(Path jlink, Path to) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                jlink.toString(),
                "--add-modules",
                String.join(",", ArgumentFiles.modules()),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive",
                "--output",
                to.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jlink could not make a Java runtime: " + said.strip());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static Path app(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (!Files.isRegularFile(jar)) {
        throw new IOException("rtnlab matrix runs from jars, not from " + entry + ": use ./rtnlab");
      }
      files.add(jar);
    }
    files.addAll(ArgumentFiles.all());
    String hash = hash(files);
    Path app = folder.resolve("app-" + hash);
    if (Files.exists(app) && !isWhole(app, files, hash)) {
      remove(app); // cut short or overwritten since
    }
    if (!Files.exists(app)) {
      Path unfinished = Files.createTempDirectory(folder, "unfinished");
      for (Path file : files) {
        Files.copy(file, unfinished.resolve(file.getFileName()));
      }
      Files.move(unfinished, app, StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.isWritable(folder)) {
      Files.setLastModifiedTime(app, FileTime.from(Instant.now()));
      removeOld(folder);
    }
    return app;
  }

  private static boolean isWhole(Path app, List<Path> files, String hash) throws IOException {
    List<Path> copies = files.stream().map(file -> app.resolve(file.getFileName())).toList();
    return copies.stream().allMatch(Files::isReadable) && hash(copies).equals(hash);
  }

  /** Another matrix may be at work with an app of its own: the last few used ones stay. */
  static void removeOld(Path folder) throws IOException {
    List<Path> apps;
    try (var entries = Files.list(folder)) {
      apps = entries.filter(entry -> entry.getFileName().toString().startsWith("app-")).toList();
    }
    for (Path old : apps.stream().sorted(LAST_USED_FIRST).skip(APPS_KEPT).toList()) {
      remove(old);
    }
  }

  private static void remove(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String hash(List<Path> files) throws IOException {
    CRC32C sum = new CRC32C();
    for (Path file : files) {
      sum.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      sum.update(Files.readAllBytes(file));
    }
    return "%08x".formatted(sum.getValue());
  }
}
