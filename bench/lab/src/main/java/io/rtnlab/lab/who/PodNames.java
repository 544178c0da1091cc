// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of Kubernetes pods. A pod's cgroup has its UID, with _ for - where systemd manages it; the
 * kubelet keeps its logs in {@code /var/log/pods/NAMESPACE_NAME_UID}.
 */
final class PodNames {
  private static final Path LOGS = Path.of("/var/log/pods");
  private static final Pattern UID =
      Pattern.compile("pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})");

  private final Path logs;
  private @Nullable Map<String, String> names;

  PodNames() {
    this(LOGS);
  }

  PodNames(Path logs) {
    this.logs = logs;
  }

  /** {@code namespace/name}, else {@code pod UID}; null where a cgroup is no pod's. */
  @Nullable String of(String cgroup) {
    Matcher matcher = UID.matcher(cgroup);
    if (!matcher.find()) {
      return null;
    }
    String uid = matcher.group(1).replace('_', '-');
    return names().getOrDefault(uid, "pod " + uid);
  }

  private Map<String, String> names() {
    Map<String, String> known = names;
    if (known == null) {
      known = read();
      names = known;
    }
    return known;
  }

  private Map<String, String> read() {
    Map<String, String> byUid = new HashMap<>();
    if (Files.isDirectory(logs)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(logs)) {
        for (Path folder : folders) {
          String[] parts = String.valueOf(folder.getFileName()).split("_", 3);
          if (parts.length == 3) {
            byUid.put(parts[2], parts[0] + "/" + parts[1]);
          }
        }
      } catch (IOException notReadable) {
        return Map.of(); // then the UID names the pod
      }
    }
    return byUid;
  }
}
