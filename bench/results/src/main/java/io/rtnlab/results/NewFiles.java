// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that did not exist before: no foreign link is followed, no file overwritten.
 * What root makes only root may read: it holds names of other accounts' processes and addresses of
 * the kernel.
 */
public final class NewFiles {
  private static final String UID = "unix:uid";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String EXISTS = " exists already, and is not overwritten";

  private NewFiles() {}

  /**
   * Makes a folder, and those above it that are missing.
   *
   * @throws IOException saying what to do, where it exists already and is not an empty one of this
   *     account's
   */
  public static void folder(Path folder) throws IOException {
    try {
      exclusiveFolder(folder);
    } catch (FileAlreadyExistsException exists) {
      requireEmptyAndOwn(folder);
    }
  }

  /**
   * Makes a folder, and those above it that are missing.
   *
   * @throws FileAlreadyExistsException where anything of that name exists
   */
  public static void exclusiveFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      try {
        Files.createDirectories(parent);
      } catch (FileAlreadyExistsException file) {
        throw new NotDirectoryException(parent.toString());
      }
    }
    Files.createDirectory(folder, attributes("rwx------"));
  }

  /** Opens a new file for writing. */
  public static NamedOutput file(Path file) throws IOException {
    try {
      return new NamedOutput(
          file,
          Channels.newOutputStream(
              Files.newByteChannel(
                  file,
                  Set.of(
                      StandardOpenOption.CREATE_NEW,
                      StandardOpenOption.WRITE,
                      LinkOption.NOFOLLOW_LINKS),
                  attributes("rw-------"))));
    } catch (FileAlreadyExistsException exists) {
      throw new IOException(file + EXISTS, exists);
    }
  }

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void to(OutputStream out) throws IOException;
  }

  /** Writes a new file, whole or not at all: a part of it would be in the way of the next try. */
  public static void write(Path file, Content content) throws IOException {
    OutputStream created = file(file);
    try (OutputStream out = new BufferedOutputStream(created, BUFFER_BYTES)) {
      content.to(out);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  /** The same with a text. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a file and puts it in place in one step, whatever stood there. */
  public static void replace(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(unfinished); // of a program that was killed
    write(unfinished, text);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Says now what {@link #file} would say later.
   *
   * @throws IOException where anything of that name exists, or its folder does not or is closed to
   *     this account
   */
  public static void requireCanBeMade(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + EXISTS);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(file + " cannot be written: there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(
          file + " cannot be written: the folder " + folder + " does not permit it");
    }
  }

  private static void requireEmptyAndOwn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " exists already and is no folder; name another with --out");
    }
    if (!Files.getAttribute(folder, UID, LinkOption.NOFOLLOW_LINKS)
        .equals(Files.getAttribute(Path.of("/proc/self"), UID))) {
      throw new IOException(folder + " belongs to another account; name another folder with --out");
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new IOException(folder + " is not empty; name another folder with --out");
      }
    }
  }

  private static FileAttribute<?>[] attributes(String ofRoot) throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), UID).equals(0)
        ? new FileAttribute<?>[] {asAttribute(PosixFilePermissions.fromString(ofRoot))}
        : new FileAttribute<?>[0];
  }

  private static FileAttribute<Set<PosixFilePermission>> asAttribute(
      Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
