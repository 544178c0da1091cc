// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.matrix.Boot;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.statistics.RankSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be compared.
 *
 * <pre>
 *  DIR            a run's folder: one boot
 *  DIR            a folder of run folders: independent boots
 *  DIR            a matrix: one arm for each of its kernels
 *  DIR:KERNEL     one kernel of a matrix
 * </pre>
 */
public final class SubjectReader {
  /** Two sides whose starts a rank-sum test can distinguish ran one after the other. */
  private static final double SEPARATED = 0.05;

  private final List<Arm> arms = new ArrayList<>();
  private final Set<Path> matrices = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private @Nullable Arm twin;
  private @Nullable Long seed;

  private SubjectReader() {}

  /**
   * Reads all of them.
   *
   * @param names of folders as above, in order
   * @throws DamagedRun where one cannot be read or holds nothing
   * @throws Incomparable where there is nothing to compare with
   */
  public static Subjects read(List<String> names) throws IOException {
    SubjectReader reader = new SubjectReader();
    for (String name : names) {
      reader.add(name);
    }
    if (reader.arms.size() < 2) {
      throw new Incomparable(
          "nothing to compare with: give two run folders or more, or a matrix of two kernels");
    }
    reader.requireAsWritten();
    return new Subjects(
        reader.arms, reader.twinAside(), reader.design(), reader.seed, List.copyOf(reader.notes));
  }

  /** A verdict convicts somebody's change: nothing that may be false counts for it. */
  private void requireAsWritten() throws DamagedRun {
    List<Arm> all = new ArrayList<>(arms);
    if (twin != null) {
      all.add(twin);
    }
    for (Arm arm : all) {
      for (MeasuredBoot boot : arm.boots()) {
        if (boot.run().doubt().isPresent()) {
          throw new DamagedRun(boot.folder() + ": " + boot.run().doubt().get() + "; measure again");
        }
      }
    }
  }

  private void add(String name) throws IOException {
    Path folder = Path.of(name);
    int colon = name.lastIndexOf(':');
    if (!Files.exists(folder)
        && colon > 0
        && MatrixFolder.isOne(Path.of(name.substring(0, colon)))) {
      addMatrix(Path.of(name.substring(0, colon)), name.substring(colon + 1));
    } else if (MatrixFolder.isOne(folder)) {
      addMatrix(folder, null);
    } else if (Files.exists(folder.resolve("run.json"))) {
      arms.add(new Arm(name, List.of(boot(folder))));
    } else {
      arms.add(new Arm(name, setOfRuns(folder)));
    }
  }

  private static MeasuredBoot boot(Path folder) throws IOException {
    return new MeasuredBoot(folder, 0, RunFolder.existing(folder).read(), null, null);
  }

  private static List<MeasuredBoot> setOfRuns(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DamagedRun(folder + " is no folder: give a run, a folder of runs or a matrix");
    }
    List<Path> runs = new ArrayList<>();
    try (var entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        for (Path candidate : List.of(entry, entry.resolve("run"))) {
          if (Files.exists(candidate.resolve("run.json"))) {
            runs.add(candidate);
            break;
          }
        }
      }
    }
    if (runs.isEmpty()) {
      throw new DamagedRun(
          folder + " holds no run.json and no folders that do: not a run, or one that did not end");
    }
    List<MeasuredBoot> boots = new ArrayList<>();
    for (Path run : runs) {
      boots.add(boot(run));
    }
    return boots;
  }

  private void addMatrix(Path path, @Nullable String only) throws IOException {
    MatrixFolder matrix = MatrixFolder.existing(path);
    requireReadable(matrix);
    Map<String, List<MeasuredBoot>> byArm = new LinkedHashMap<>();
    for (String arm : matrix.plan().arms()) {
      byArm.put(arm, new ArrayList<>());
    }
    if (only != null && !byArm.containsKey(only)) {
      throw new Incomparable(path + " has no kernel " + only + "; it has " + byArm.keySet());
    }
    String twinName =
        matrix.plan().hasTwin() ? Boot.twinOf(matrix.plan().kernels().getFirst()) : null;
    Set<String> wanted = wanted(byArm.keySet(), only, twinName);
    int failed = 0;
    for (BootResult result : matrix.results()) {
      List<MeasuredBoot> boots = byArm.get(result.boot().arm());
      if (!wanted.contains(result.boot().arm())) {
        continue;
      }
      RunDocument run = result.outcome() == Outcome.DONE ? matrix.run(result) : null;
      if (run == null || boots == null) {
        failed++;
        continue;
      }
      Path files = matrix.path().resolve(result.boot().folder());
      boots.add(
          new MeasuredBoot(
              files.resolve("run"),
              result.round(),
              run,
              result.seconds(),
              text(files.resolve("config"))));
    }
    notes.addAll(matrix.doubts());
    int missing = matrix.plan().order().size() - matrix.results().size();
    if (missing > 0) {
      notes.add(
          path
              + ": "
              + missing
              + " boots are not done yet; `rtnlab matrix --resume "
              + path
              + "` does them");
    }
    if (failed > 0) {
      notes.add(path + ": " + failed + " boots failed or left no run");
    }
    long finished =
        byArm.entrySet().stream()
            .filter(arm -> wanted.contains(arm.getKey()) && !arm.getKey().equals(twinName))
            .filter(arm -> !arm.getValue().isEmpty())
            .count();
    for (Map.Entry<String, List<MeasuredBoot>> arm : byArm.entrySet()) {
      if (!wanted.contains(arm.getKey())) {
        continue;
      }
      if (arm.getValue().isEmpty()) {
        String lacks = " holds no finished boot of " + arm.getKey();
        if (finished < 2) {
          throw new DamagedRun(path + lacks);
        }
        notes.add(path + lacks + ", which is left out");
        continue;
      }
      Arm read = new Arm(arm.getKey(), arm.getValue());
      if (twinName != null && arm.getKey().equals(twinName) && !twinName.equals(only)) {
        twin = read;
      } else {
        arms.add(read);
      }
    }
    if (only == null && twinName == null && byArm.size() == 2) {
      notes.add(
          "this matrix has no twin: how far two arms of one kernel come out apart is not known;"
              + " rtnlab matrix --twin");
    }
    matrices.add(matrix.path().toRealPath());
    seed = matrix.plan().seed();
  }

  /** The twin belongs to the kernel that it is a twin of, where that is the base. */
  private Set<String> wanted(Set<String> all, @Nullable String only, @Nullable String twinName) {
    if (only == null) {
      return all;
    }
    return twinName != null && arms.isEmpty() && twinName.equals(Boot.twinOf(only))
        ? Set.of(only, twinName)
        : Set.of(only);
  }

  /** A twin that is itself compared does not count on the other side as well. */
  private @Nullable Arm twinAside() {
    Arm beside = twin;
    return beside != null && arms.stream().anyMatch(arm -> arm.name().equals(beside.name()))
        ? null
        : beside;
  }

  private static void requireReadable(MatrixFolder matrix) throws DamagedRun {
    try {
      matrix.plan().order();
      matrix.results();
    } catch (IOException | IllegalArgumentException | NullPointerException damaged) {
      throw new DamagedRun(
          matrix.path() + " is damaged: matrix.json or a boot.json in it cannot be read");
    }
  }

  private static @Nullable String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : null;
  }

  private Design design() {
    if (matrices.size() == 1
        && arms.stream().flatMap(arm -> arm.boots().stream()).allMatch(boot -> boot.block() > 0)) {
      return Design.BLOCKS;
    }
    for (int i = 0; i < arms.size(); i++) {
      for (int j = i + 1; j < arms.size(); j++) {
        String why = separated(arms.get(i), arms.get(j));
        if (why != null) {
          notes.add(why);
          return Design.UNRANDOMISED;
        }
      }
    }
    return Design.INDEPENDENT;
  }

  /** Why the order of these two is no random one; null where nothing speaks against it. */
  private static @Nullable String separated(Arm a, Arm b) {
    if (Math.min(a.boots().size(), b.boots().size()) < 2) {
      return "one boot is no sample: boots differ by more than their requests do";
    }
    double[] from = starts(a);
    double[] to = starts(b);
    if (from.length == 0 || to.length == 0) {
      return "when the boots started is not known, so neither is their order";
    }
    return RankSum.pValue(from, to) < SEPARATED
        ? a.name()
            + " and "
            + b.name()
            + " ran one after the other: what else changed meanwhile is in the figures; boot them"
            + " in turns, as rtnlab matrix does"
        : null;
  }

  /** In seconds; empty where one is not known. */
  private static double[] starts(Arm arm) {
    try {
      return arm.boots().stream()
          .mapToDouble(boot -> Instant.parse(boot.run().startedAt()).toEpochMilli() / 1000.0)
          .toArray();
    } catch (DateTimeParseException | NullPointerException unknown) {
      return new double[0];
    }
  }
}
