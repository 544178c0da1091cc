// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Kernel modules that requests load: a link of a kind whose driver is not there makes the kernel
 * call modprobe ({@code request_module} in net/core/rtnetlink.c, net/sched/sch_api.c), and the
 * module stays for the next user.
 */
public final class KernelModules {
  private static final int O_NONBLOCK = 0x800;
  private static final Pattern NAMESPACE = Pattern.compile("net:\\[(\\d+)]");

  private final Path root;
  private final Set<String> before;
  private final Map<String, Set<String>> devicesBefore;

  private KernelModules(Path root) {
    this.root = root;
    before = loaded();
    devicesBefore = devices();
  }

  /** As they are now. */
  public static KernelModules now() {
    return new KernelModules(Path.of("/"));
  }

  /** As they are under another root folder, for tests. */
  static KernelModules under(Path root) {
    return new KernelModules(root);
  }

  /** Those of these drivers that a request would make this kernel load. */
  public List<String> wouldLoad(Collection<String> drivers) {
    if (!Files.exists(root.resolve("proc/modules"))) {
      return List.of(); // a kernel without modules
    }
    Set<String> loadable = loadable();
    return drivers.stream()
        .distinct()
        .filter(driver -> !Files.exists(root.resolve("sys/module/" + driver)))
        .filter(loadable::contains)
        .toList();
  }

  /** Those that have been loaded since, by any process. */
  List<String> loadedSince() {
    Set<String> since = loaded();
    since.removeAll(before);
    return List.copyOf(since);
  }

  /**
   * Unloads what has been loaded since, where it is unused: no module or file holds a reference
   * ({@code delete_module(2)} refuses then), and no network namespace has got a new device, which
   * would go with its driver.
   *
   * @return those that are gone
   */
  List<String> unload() {
    List<String> gone = new ArrayList<>();
    if (loadedSince().isEmpty() || !devices().equals(devicesBefore)) {
      return gone;
    }
    boolean more = true;
    while (more) {
      more = false;
      for (String module : loadedSince()) {
        if (delete(module)) {
          gone.add(module);
          more = true; // what it used may be free now
        }
      }
    }
    return gone;
  }

  private static boolean delete(String module) {
    try (Arena arena = Arena.ofConfined()) {
      return SystemCall.ofThread()
              .call(
                  SystemCallNumber.DELETE_MODULE, arena.allocateFrom(module).address(), O_NONBLOCK)
          == 0;
    }
  }

  private Set<String> loaded() {
    try (var lines = Files.lines(root.resolve("proc/modules"))) {
      return lines
          .map(line -> line.substring(0, Math.max(0, line.indexOf(' '))))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException none) {
      return new TreeSet<>();
    }
  }

  /** The names that modprobe has a file for. */
  private Set<String> loadable() {
    Set<String> names = new TreeSet<>();
    try {
      String release = Files.readString(root.resolve("proc/sys/kernel/osrelease")).strip();
      for (String line :
          Files.readAllLines(root.resolve("lib/modules/" + release + "/modules.dep"))) {
        String file = line.substring(0, Math.max(0, line.indexOf(':')));
        names.add(
            file.substring(file.lastIndexOf('/') + 1)
                .replaceFirst("\\.ko.*$", "")
                .replace('-', '_'));
      }
    } catch (IOException none) {
      // nothing can be loaded
    }
    return names;
  }

  /** The devices of every network namespace that a process is in or holds open. */
  private Map<String, Set<String>> devices() {
    Map<String, Set<String>> devices = new TreeMap<>();
    try (var processes = Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
      for (Path process : processes) {
        String namespace = namespace(process.resolve("ns/net"));
        if (!namespace.isEmpty()
            && !devices.getOrDefault(namespace, Set.of()).iterator().hasNext()) {
          devices.put(namespace, names(process.resolve("net/dev")));
        }
        held(process).forEach(inode -> devices.putIfAbsent(inode, Set.of()));
      }
    } catch (IOException | DirectoryIteratorException vanished) {
      devices.put("unknown", Set.of(Long.toString(System.nanoTime()))); // equal to no other
    }
    return devices;
  }

  private static Set<String> held(Path process) {
    Set<String> held = new TreeSet<>();
    try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        String namespace = namespace(file);
        if (!namespace.isEmpty()) {
          held.add(namespace);
        }
      }
    } catch (IOException | DirectoryIteratorException ended) {
      // a process that ended meanwhile holds nothing
    }
    return held;
  }

  private static String namespace(Path link) {
    try {
      var inode = NAMESPACE.matcher(Files.readSymbolicLink(link).toString());
      return inode.matches() ? inode.group(1) : "";
    } catch (IOException ended) {
      return "";
    }
  }

  private static Set<String> names(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.contains(":"))
          .map(line -> line.substring(0, line.indexOf(':')).strip())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException ended) {
      return Set.of();
    }
  }
}
