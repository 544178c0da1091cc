// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.rtnlab.libc.NetworkNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ip}, {@code tc} and {@code bridge} in a network namespace. */
final class IpRoute {
  private static final Pattern VERSION = Pattern.compile("iproute2-([0-9]+)\\.([0-9]+)");

  private final NetworkNamespace namespace;

  IpRoute(NetworkNamespace namespace) {
    this.namespace = namespace;
  }

  /** Skips a test class where it lacks its programs, before it has made anything. */
  static void require() {
    boolean there =
        Stream.of("/sbin/ip", "/usr/sbin/ip", "/bin/ip", "/usr/bin/ip")
            .anyMatch(path -> Files.isExecutable(Path.of(path)));
    assumeTrue(there, "needs iproute: no ip program; install the package iproute2");
  }

  /** Whether this {@code ip} is older than that version, such as 6.8. */
  boolean isBefore(int major, int minor) throws IOException {
    Matcher version = VERSION.matcher(run("ip -V"));
    if (!version.find()) {
      throw new IOException("ip -V does not print its version");
    }
    int had = Integer.parseInt(version.group(1));
    return had < major || (had == major && Integer.parseInt(version.group(2)) < minor);
  }

  /** Runs a command, of which it must like every word. */
  String run(String command) throws IOException {
    return namespace.run(
        () -> {
          Process process =
              new ProcessBuilder(command.split(" ", -1)).redirectErrorStream(true).start();
          String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          int status = process.waitFor();
          if (status != 0) {
            throw new IOException(command + " failed with " + status + ": " + said);
          }
          return said;
        });
  }

  /** What a command with {@code -j} prints: objects with sorted fields, whole numbers as long. */
  List<Map<String, Object>> objects(String command) throws IOException {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object each : JSON.std.listFrom(run(command))) {
      if (each instanceof Map<?, ?> fields && !fields.isEmpty()) {
        objects.add(sorted(fields));
      }
    }
    return objects;
  }

  private static Map<String, Object> sorted(Map<?, ?> fields) {
    Map<String, Object> sorted = new TreeMap<>();
    fields.forEach((name, value) -> sorted.put(String.valueOf(name), plain(value)));
    return sorted;
  }

  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> Fields.NULL;
      case Map<?, ?> fields -> sorted(fields);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          list.stream().sorted().toList(); // such as flags
      case List<?> list -> list.stream().map(IpRoute::plain).toList();
      case Integer number -> number.longValue();
      default -> value;
    };
  }
}
