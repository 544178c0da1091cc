// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What must be the same in two runs before their figures can be held against each other. */
final class Jobs {
  private Jobs() {}

  /**
   * Refuses runs that did different work or whose clocks count different things.
   *
   * @throws Incomparable naming what differs
   */
  static void requireSame(List<Arm> arms) {
    MeasuredBoot reference = arms.getFirst().first();
    for (Arm arm : arms) {
      for (MeasuredBoot boot : arm.boots()) {
        List<String> differ = differences(reference.run(), boot.run());
        if (!differ.isEmpty()) {
          throw new Incomparable(
              "%s and %s ran different jobs (%s): a comparison of them would mean nothing; run the same job on both"
                  .formatted(reference.folder(), boot.folder(), String.join("; ", differ)));
        }
        if (Clock.of(boot.run()) != Clock.of(reference.run())) {
          throw new Incomparable(
              "%s counts %s and %s counts %s: a comparison of them would mean nothing"
                  .formatted(
                      reference.folder(),
                      Clock.of(reference.run()).words(),
                      boot.folder(),
                      Clock.of(boot.run()).words()));
        }
      }
      requireOneKernel(arm);
    }
  }

  private static void requireOneKernel(Arm arm) {
    String expected = arm.first().run().fingerprint().kernel().buildId();
    for (MeasuredBoot boot : arm.boots()) {
      String found = boot.run().fingerprint().kernel().buildId();
      if (!found.equals(expected)) {
        throw new Incomparable(
            "%s holds runs of two kernels (build %s in %s, %s in %s): give each kernel a folder"
                .formatted(arm.name(), expected, arm.first().folder(), found, boot.folder()));
      }
    }
  }

  private static List<String> differences(RunDocument a, RunDocument b) {
    Map<String, Object> left = job(a.settings());
    Map<String, Object> right = job(b.settings());
    List<String> differ = new ArrayList<>();
    left.forEach(
        (name, value) -> {
          if (!Objects.equals(value, right.get(name))) {
            differ.add(name + " " + value + " and " + right.get(name));
          }
        });
    return differ;
  }

  /** Groups of workers, which stand on the command line alone. */
  private static List<String> groups(List<String> arguments) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals("--group")) {
        groups.add(arguments.get(i + 1));
      }
    }
    return groups;
  }

  private static Map<String, Object> job(Settings settings) {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("mix", new TreeMap<>(settings.mix()));
    job.put("threads", settings.threads());
    job.put("groups", groups(settings.arguments()));
    job.put("pacing", settings.pace().pacing());
    job.put("rate", settings.pace().ratePerSecond());
    job.put("requests", settings.extent().requests());
    job.put("duration in ms", settings.extent().durationMs());
    job.put("warm-up in ms", settings.extent().warmUpMs());
    job.put("warm-up requests", settings.extent().warmUpRequests());
    job.put("shared namespace", settings.sharedNamespace());
    job.put("links", settings.choices().links());
    job.put("batch", settings.choices().batch());
    job.put("acknowledgement", settings.choices().ack());
    job.put("family", settings.choices().family());
    job.put("next hop", settings.choices().nextHop());
    job.put("window", settings.choices().window());
    job.put("bridge", settings.bridge());
    return job;
  }
}
