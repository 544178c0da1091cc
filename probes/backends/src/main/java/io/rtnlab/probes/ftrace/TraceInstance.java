// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.OwnerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tracing instance of our own ({@code instances/rtnlab-<pid>-<start time>-<n>}): events, clock
 * and buffers that no other process sees or uses. Its name says which process it belongs to, so
 * that what a killed one left can be distinguished from what is in use.
 */
final class TraceInstance implements AutoCloseable {
  private static final String PREFIX = "rtnlab-";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TraceFileSystem fileSystem;
  private final Path directory;
  private boolean traces;
  private boolean closed;

  private TraceInstance(TraceFileSystem fileSystem, Path directory) {
    this.fileSystem = fileSystem;
    this.directory = directory;
  }

  /** Makes one, after removing those of dead processes. */
  static TraceInstance create() throws IOException {
    TraceFileSystem fileSystem = TraceFileSystem.open();
    try {
      Path instances = fileSystem.root().resolve("instances");
      removeStale(instances);
      Path directory = instances.resolve(nextName());
      Files.createDirectory(directory);
      return new TraceInstance(fileSystem, directory);
    } catch (IOException e) {
      fileSystem.close();
      throw e;
    }
  }

  /** Removes what dead processes of this program left, probe events too; returns the names. */
  static List<String> removeStale() throws IOException {
    try (TraceFileSystem fileSystem = TraceFileSystem.open()) {
      List<String> removed = removeStale(fileSystem.root().resolve("instances"));
      removed.addAll(ProbeEvents.removeStale(fileSystem.root()));
      return removed;
    }
  }

  private static String nextName() throws IOException {
    return PREFIX + OwnerProcess.self().mark() + "-" + COUNT.incrementAndGet();
  }

  /** Who made the instance of this name; empty where it is none of ours. */
  static Optional<OwnerProcess> owner(String name) {
    return name.startsWith(PREFIX) && name.lastIndexOf('-') > PREFIX.length()
        ? OwnerProcess.ofMark(name.substring(PREFIX.length(), name.lastIndexOf('-')))
        : Optional.empty();
  }

  private static List<String> removeStale(Path instances) throws IOException {
    List<String> removed = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(instances, PREFIX + "*")) {
      for (Path instance : all) {
        String name = instance.getFileName().toString();
        if (owner(name).filter(owner -> !owner.isAlive()).isPresent() && removed(instance)) {
          removed.add(name);
        }
      }
    }
    return removed;
  }

  private static boolean removed(Path instance) {
    try {
      // rmdir: the kernel refuses with EBUSY while a process has one of its files open, so an
      // instance of a process that another PID namespace hides from us stays.
      Files.deleteIfExists(instance);
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  Path root() {
    return fileSystem.root();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Whether this kernel has the event, or the file. */
  boolean has(String name) {
    return Files.exists(file(name));
  }

  String read(String name) throws IOException {
    return TraceFile.read(file(name));
  }

  /** Writes a control file; what the kernel refuses names file and text. */
  void write(String name, String text) throws IOException {
    try {
      Files.write(file(name), text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("tracefs: writing \"" + text + "\" to " + name + ": " + reason(e), e);
    }
  }

  /** Forgets all recorded events: opening the file to truncate it does that, writing does not. */
  void clear() throws IOException {
    Files.newOutputStream(
            file("trace"), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
  }

  /** Sets a tracer, which {@link #close} takes off again. */
  void trace(String tracer) throws IOException {
    write("current_tracer", tracer);
    traces = true;
  }

  /** Files of {@code per_cpu}: the CPUs that this machine can have. */
  List<Integer> cpus() throws IOException {
    List<Integer> cpus = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(file("per_cpu"), "cpu*")) {
      for (Path cpu : all) {
        cpus.add(Integer.parseInt(cpu.getFileName().toString().substring("cpu".length())));
      }
    }
    cpus.sort(null);
    return cpus;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      write("tracing_on", "0");
      write("events/enable", "0");
      if (traces) {
        write("current_tracer", "nop");
      }
      Files.delete(directory);
    } catch (IOException e) {
      // The next start removes it: this process will be dead by then.
    } finally {
      fileSystem.close();
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.substring(message.lastIndexOf(':') + 1).trim();
  }
}
