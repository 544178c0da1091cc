// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.OwnerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Probe events of our own. They are the machine's, not an instance's ({@code kprobe_events}), so
 * their names say which process they belong to: {@code rtnlab/FUNCTION_PID_STARTTIME_N}.
 */
final class ProbeEvents implements AutoCloseable {
  static final String GROUP = "rtnlab";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Pattern DEFINITION =
      Pattern.compile("(?m)^[pr]\\d*:" + GROUP + "/(\\w+_(\\d+)_(\\d+)_\\d+) ");
  private static final Pattern PROFILE = Pattern.compile("(?m)^\\s*(\\w+)\\s+\\d+\\s+(\\d+)\\s*$");

  private final Path root;
  private final List<String> names = new ArrayList<>();

  /** None yet. */
  ProbeEvents(Path root) throws IOException {
    this.root = root;
    removeStale(root);
  }

  /**
   * Defines one.
   *
   * @param kind {@code p} at the entry of the function, {@code rN} at its return
   * @return the event's name within {@link #GROUP}
   * @throws IOException what the kernel refused
   */
  String add(String kind, String function, String arguments) throws IOException {
    String mark = OwnerProcess.self().mark().replace('-', '_');
    String name = function + "_" + mark + "_" + COUNT.incrementAndGet();
    append(root, kind + ":" + GROUP + "/" + name + " " + function + " " + arguments);
    names.add(name);
    return name;
  }

  /** Hits that the kernel could not record, of all of them ({@code kprobe_profile}). */
  long missed() {
    try {
      long missed = 0;
      Matcher line = PROFILE.matcher(TraceFile.read(root.resolve("kprobe_profile")));
      while (line.find()) {
        missed += names.contains(line.group(1)) ? Long.parseLong(line.group(2)) : 0;
      }
      return missed;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  @Override
  public void close() {
    names.forEach(name -> removed(root, name));
    names.clear();
  }

  /** Removes those of dead processes; returns their names. */
  static List<String> removeStale(Path root) throws IOException {
    Path definitions = root.resolve("kprobe_events");
    if (!Files.isReadable(definitions)) {
      return List.of();
    }
    return stale(TraceFile.read(definitions)).stream().filter(name -> removed(root, name)).toList();
  }

  /** The events of ours in a text of {@code kprobe_events} whose processes are gone. */
  static List<String> stale(String definitions) {
    List<String> stale = new ArrayList<>();
    Matcher definition = DEFINITION.matcher(definitions);
    while (definition.find()) {
      Optional<OwnerProcess> owner =
          OwnerProcess.ofMark(definition.group(2) + "-" + definition.group(3));
      if (owner.filter(process -> !process.isAlive()).isPresent()) {
        stale.add(definition.group(1));
      }
    }
    return stale;
  }

  private static boolean removed(Path root, String name) {
    try {
      append(root, "-:" + GROUP + "/" + name);
      return true;
    } catch (IOException inUse) {
      return false; // an instance still listens; the next start tries again
    }
  }

  private static void append(Path root, String line) throws IOException {
    try {
      Files.write(
          root.resolve("kprobe_events"),
          (line + "\n").getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND);
    } catch (NoSuchFileException missing) {
      throw new IOException("tracefs has no kprobe_events: no CONFIG_KPROBE_EVENTS", missing);
    } catch (FileSystemException refused) {
      throw new IOException(
          "tracefs: writing \"" + line + "\" to kprobe_events: " + refused.getReason(), refused);
    }
  }
}
