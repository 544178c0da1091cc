// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.Fingerprint;
import io.rtnlab.results.RunDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between two arms besides the kernel's code, a sentence each. */
final class FingerprintDifferences {
  private static final String COMPILER = "CONFIG_CC_VERSION_TEXT";

  /** What a boot's driver writes there differs from boot to boot. */
  private static final List<String> OF_THE_DRIVER =
      List.of("rtnlab.", "tsc_early_khz=", "initrd=", "BOOT_IMAGE=", "root=");

  private final Arm a;
  private final Arm b;
  private final List<String> found = new ArrayList<>();

  private FingerprintDifferences(Arm a, Arm b) {
    this.a = a;
    this.b = b;
  }

  static List<String> between(Arm a, Arm b) {
    FingerprintDifferences differences = new FingerprintDifferences(a, b);
    differences.collect();
    return differences.found;
  }

  private void collect() {
    Fingerprint left = a.first().run().fingerprint();
    Fingerprint right = b.first().run().fingerprint();
    differ("CPU", left.machine().cpuModel(), right.machine().cpuModel());
    differ("number of CPUs", left.machine().cpus(), right.machine().cpus());
    differ("accelerator", left.machine().accelerator(), right.machine().accelerator());
    differ("hypervisor", left.machine().hypervisor(), right.machine().hypervisor());
    maps("mitigations", left.mitigations(), right.mitigations());
    maps("RCU settings", left.rcu(), right.rcu());
    differ("preemption", left.preemption(), right.preemption());
    differ(
        "kernel command line",
        commandLine(left.kernel().commandLine()),
        commandLine(right.kernel().commandLine()));
    differ("JDK", left.jdk(), right.jdk());
    differ("probe", a.first().run().probe().name(), b.first().run().probe().name());
    configurations(left, right);
    insideArm(a);
    insideArm(b);
  }

  private void configurations(Fingerprint left, Fingerprint right) {
    Map<String, String> from = options(a.first());
    Map<String, String> to = options(b.first());
    if (from.isEmpty() || to.isEmpty()) {
      if (!left.kernel().configSha256().equals(right.kernel().configSha256())) {
        found.add("kernel configurations differ");
      }
      return;
    }
    differ("compiler", unquoted(from.get(COMPILER)), unquoted(to.get(COMPILER)));
    TreeSet<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    List<String> changed =
        names.stream()
            .filter(name -> !name.startsWith("CONFIG_CC_") && !name.contains("_VERSION"))
            .filter(name -> !Objects.equals(from.get(name), to.get(name)))
            .toList();
    if (!changed.isEmpty()) {
      found.add(
          "kernel configurations differ in %,d options, such as %s"
              .formatted(
                  changed.size(), changed.stream().limit(3).collect(Collectors.joining(", "))));
    }
  }

  private static Map<String, String> options(MeasuredBoot boot) {
    Map<String, String> options = new TreeMap<>();
    String text = boot.configuration();
    if (text != null) {
      for (String line : text.lines().toList()) {
        int equals = line.indexOf('=');
        if (line.startsWith("CONFIG_") && equals > 0) {
          options.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
    }
    return options;
  }

  private void maps(String what, Map<String, String> left, Map<String, String> right) {
    TreeSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      differ(what + ": " + name, left.get(name), right.get(name));
    }
  }

  private void differ(String what, @Nullable Object left, @Nullable Object right) {
    if (!Objects.equals(left, right)) {
      found.add(what + " differs: " + words(left) + " in A, " + words(right) + " in B");
    }
  }

  private void insideArm(Arm arm) {
    RunDocument first = arm.first().run();
    for (MeasuredBoot boot : arm.boots()) {
      boot.run().doubt().ifPresent(doubt -> found.add(boot.folder() + ": " + doubt));
    }
    for (MeasuredBoot boot : arm.boots()) {
      Fingerprint fingerprint = boot.run().fingerprint();
      if (!fingerprint.machine().cpuModel().equals(first.fingerprint().machine().cpuModel())
          || !fingerprint.jdk().equals(first.fingerprint().jdk())
          || !fingerprint.mitigations().equals(first.fingerprint().mitigations())
          || !boot.run().probe().name().equals(first.probe().name())) {
        found.add("CPU, JDK, mitigations or probe differ between boots of " + arm.name());
        return;
      }
    }
  }

  private static String words(@Nullable Object value) {
    return value == null ? "(none)" : "\"" + value + "\"";
  }

  private static @Nullable String unquoted(@Nullable String value) {
    return value == null ? null : value.replace("\"", "");
  }

  private static String commandLine(String line) {
    return Arrays.stream(line.split("\\s+"))
        .filter(word -> OF_THE_DRIVER.stream().noneMatch(word::startsWith))
        .collect(Collectors.joining(" "));
  }
}
