// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.lockstat;

import io.rtnlab.probes.OwnerProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A switch of the kernel (a file that holds 0 or 1) that several processes may want on at once. Who
 * wants it leaves a file in a folder that is gone after a reboot, as the switch's state is:
 *
 * <pre>
 *  FOLDER/lock                 held while anything here is changed
 *  FOLDER/before               what the first user found
 *  FOLDER/user-PID-START-N     one per use
 * </pre>
 */
final class SharedSwitch {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String USER = "user-";

  private final Path file;
  private final Path folder;

  SharedSwitch(Path file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /** Switches on until closed. */
  final class Use implements AutoCloseable {
    private final Path mark;

    private Use(Path mark) {
      this.mark = mark;
    }

    @Override
    public void close() throws IOException {
      locked(
          () -> {
            if (Files.deleteIfExists(mark)) {
              restoreIfUnused();
            }
            return Optional.empty();
          });
    }
  }

  Use use() throws IOException {
    Path mark = folder.resolve(USER + OwnerProcess.self().mark() + "-" + COUNT.incrementAndGet());
    locked(
        () -> {
          restoreIfUnused();
          if (!Files.exists(before())) {
            Files.writeString(before(), Files.readString(file).strip());
          }
          Files.createFile(mark);
          set("1");
          return Optional.empty();
        });
    return new Use(mark);
  }

  /** Puts back what was there before, if every user died; says what it did. */
  Optional<String> restoreAfterCrash() throws IOException {
    return Files.exists(before()) ? locked(this::restoreIfUnused) : Optional.empty();
  }

  private Path before() {
    return folder.resolve("before");
  }

  private Optional<String> restoreIfUnused() throws IOException {
    removeDead();
    if (anyUser() || !Files.exists(before())) {
      return Optional.empty();
    }
    String found = Files.readString(before());
    set(found);
    Files.delete(before());
    return Optional.of(file + " set back to " + found);
  }

  private void removeDead() throws IOException {
    try (DirectoryStream<Path> users = Files.newDirectoryStream(folder, USER + "*")) {
      for (Path user : users) {
        String name = user.getFileName().toString();
        String mark = name.substring(USER.length(), name.lastIndexOf('-'));
        if (OwnerProcess.ofMark(mark).filter(OwnerProcess::isAlive).isEmpty()) {
          Files.delete(user);
        }
      }
    }
  }

  private boolean anyUser() throws IOException {
    try (DirectoryStream<Path> users = Files.newDirectoryStream(folder, USER + "*")) {
      return users.iterator().hasNext();
    }
  }

  private void set(String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.WRITE);
  }

  private interface Change {
    Optional<String> make() throws IOException;
  }

  private Optional<String> locked(Change change) throws IOException {
    Files.createDirectories(folder);
    // One lock for all threads of this process, since a file lock is the whole process's.
    synchronized (SharedSwitch.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return change.make();
      }
    }
  }
}
