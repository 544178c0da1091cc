// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** Run folders made from a real capture, with figures of one's own planted in it. */
final class SyntheticRuns {
  private static final String CAPTURE = "route-insert-6.12.json";

  private SyntheticRuns() {}

  /** A run as a tree of maps, and what tests change in it. */
  record Run(Map<String, Object> document) {
    static Run captured() throws IOException {
      try (InputStream file = SyntheticRuns.class.getResourceAsStream(CAPTURE)) {
        return new Run(new LinkedHashMap<>(JSON.std.mapFrom(Objects.requireNonNull(file))));
      }
    }

    Run started(Instant when) {
      document.put("startedAt", when.toString());
      return this;
    }

    /** What distinguishes kernels. */
    Run kernel(String release) {
      fingerprint().put("kernelRelease", release);
      fingerprint().put("kernelBuildId", "build-of-" + release);
      return this;
    }

    Run accelerator(String accelerator) {
      fingerprint().put("accelerator", accelerator);
      return this;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> fingerprint() {
      return (Map<String, Object>) Objects.requireNonNull(document.get("fingerprint"));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> settings() {
      return (Map<String, Object>) Objects.requireNonNull(document.get("settings"));
    }

    /** Operations in place of those captured: each holds so long of so much CPU time. */
    Run operations(List<Planted> planted) {
      Map<String, Object> operation = first("operations");
      Map<String, Object> ledger = first("ledger");
      List<Object> operations = new ArrayList<>();
      List<Object> ledgers = new ArrayList<>();
      for (Planted each : planted) {
        Map<String, Object> copy = new LinkedHashMap<>(operation);
        copy.put("name", each.name);
        copy.put("errors", each.errors);
        Map<String, Object> perRequest = new LinkedHashMap<>();
        perRequest.put("requests", 2000);
        perRequest.put("messages", 2000);
        perRequest.put("systemCalls", 4000);
        perRequest.put("acquisitions", 2000 * each.acquisitions);
        perRequest.put("holdMedianNs", Math.round(each.holdNs));
        perRequest.put("cpuMedianNs", Math.round(each.cpuNs));
        perRequest.put("functions", functions(each));
        copy.put("perRequest", perRequest);
        operations.add(copy);
        Map<String, Object> row = new LinkedHashMap<>(ledger);
        row.put("operation", each.name);
        row.put("ownHoldNs", Math.round(2000 * each.holdNs));
        row.put("offCpu", null);
        row.put("systemCallRestNs", Math.round(2000 * (each.cpuNs - each.holdNs - 2000)));
        row.put("remainderNs", 2000 * 2000);
        row.put("wallNs", Math.round(2000 * each.cpuNs));
        ledgers.add(row);
      }
      document.put("operations", operations);
      document.put("ledger", ledgers);
      return this;
    }

    /** What is counted of each operation's requests. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> perRequests() {
      return ((List<Map<String, Object>>) Objects.requireNonNull(document.get("operations")))
          .stream()
              .map(each -> (Map<String, Object>) Objects.requireNonNull(each.get("perRequest")))
              .toList();
    }

    /** The operations' ledgers. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> ledgers() {
      return (List<Map<String, Object>>) Objects.requireNonNull(document.get("ledger"));
    }

    /** All of a hold but 2,000 ns is one function's, and every call is longer for being traced. */
    private static List<Object> functions(Planted each) {
      return List.of(
          function("fib_table_insert", true, Math.round(each.holdNs) - 2_000 + 400),
          function("kmem_cache_alloc_noprof", true, 2_000 + 400),
          function("netlink_sendmsg", false, 3_000 + 400));
    }

    private static Map<String, Object> function(String name, boolean held, long selfNs) {
      return Map.of("function", name, "held", held, "requests", 200, "calls", 1, "selfNs", selfNs);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> first(String list) {
      return (Map<String, Object>)
          ((List<Object>) Objects.requireNonNull(document.get(list))).getFirst();
    }

    void write(Path folder) throws IOException {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("run.json"), JSON.std.asString(document));
    }
  }

  /** What an operation is to come to. */
  record Planted(
      String name, double holdNs, double cpuNs, long acquisitions, Map<String, Object> errors) {
    static Planted of(String name, double holdNs) {
      return new Planted(name, holdNs, holdNs + 8_000, 1, Map.of());
    }
  }

  /**
   * Writes a matrix.
   *
   * @param boots of each kernel
   * @param hold of an operation on an arm in one boot
   * @param change made to each run; given its arm
   */
  static void matrix(
      Path folder,
      List<String> kernels,
      boolean twin,
      int boots,
      List<String> operations,
      Hold hold,
      ChangeOfRun change)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("schema", 1);
    plan.put("driver", "qemu");
    plan.put("clock", "instructions");
    plan.put("kernels", kernels);
    plan.put("boots", boots);
    plan.put("seed", 7);
    plan.put("deadlineSeconds", 900);
    plan.put("retries", 1);
    plan.put("job", List.of("run"));
    plan.put("twin", twin);
    Files.writeString(folder.resolve("matrix.json"), JSON.std.asString(plan));
    for (int block = 1; block <= boots; block++) {
      for (String kernel : kernels) {
        boot(folder, kernel, false, block, operations, hold, change);
      }
      if (twin) {
        boot(folder, kernels.getFirst(), true, block, operations, hold, change);
      }
    }
  }

  /** How long an operation holds on an arm. */
  interface Hold {
    double ns(String arm, String operation, int block);
  }

  /** What is different in the runs of an arm. */
  interface ChangeOfRun {
    void apply(String arm, Run run);

    ChangeOfRun NONE = (arm, run) -> {};
  }

  private static void boot(
      Path folder,
      String kernel,
      boolean twin,
      int block,
      List<String> operations,
      Hold hold,
      ChangeOfRun change)
      throws IOException {
    String arm = twin ? kernel + "-twin" : kernel;
    Path files = folder.resolve(arm + "." + block);
    Run run =
        Run.captured()
            .kernel(kernel)
            .operations(
                operations.stream()
                    .map(name -> Planted.of(name, hold.ns(arm, name, block)))
                    .toList());
    change.apply(arm, run);
    run.write(files.resolve("run"));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("kernel", kernel);
    result.put("round", block);
    result.put("outcome", "DONE");
    result.put("attempts", 1);
    result.put("detail", "");
    result.put("seconds", 50.0);
    result.put("secondsToFirstLine", 20.0);
    result.put("accelerator", "tcg,icount");
    result.put("twin", twin);
    Files.writeString(files.resolve("boot.json"), JSON.std.asString(result));
  }

  /** A folder of independent runs, one a minute from {@code first} on. */
  static void set(
      Path folder,
      String kernel,
      Instant first,
      int apartMinutes,
      double[] holdNs,
      Consumer<Run> change)
      throws IOException {
    for (int i = 0; i < holdNs.length; i++) {
      Run run =
          Run.captured()
              .kernel(kernel)
              .started(first.plusSeconds(60L * apartMinutes * i))
              .operations(List.of(Planted.of("route-insert", holdNs[i])));
      change.accept(run);
      run.write(folder.resolve("run-" + i));
    }
  }

  /** Values around one, so far apart as a share. */
  static double[] around(double ns, double deviation, int count, long seed) {
    Random random = new Random(seed);
    return random
        .doubles(count)
        .map(_ -> ns * Math.exp(deviation * random.nextGaussian()))
        .toArray();
  }
}
