// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import io.rtnlab.results.matrix.Boot;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Does a plan's boots one after the other, whatever becomes of each. */
public final class Matrix {
  /** For a download or a build: a kernel takes a slow machine hours. */
  private static final int PREPARATION_DEADLINE_S = 24 * 3600;

  private final VagrantFolder vagrant;
  private final GuestBundle bundle;
  private final MatrixFolder folder;
  private final MatrixPlan plan;
  private final Driver driver;
  private final List<Boot> remaining;
  private final TimeLeft timeLeft;
  private volatile boolean stopped;
  private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();

  /** The latest, of a preparation too. */
  private volatile @Nullable Attempt attempt;

  private volatile @Nullable String preparing;
  private volatile @Nullable Boot boot;

  /** Prepares what the folder's plan has left to do. */
  public Matrix(VagrantFolder vagrant, GuestBundle bundle, MatrixFolder folder) throws IOException {
    this.vagrant = vagrant;
    this.bundle = bundle;
    this.folder = folder;
    plan = folder.plan();
    driver = Driver.of(plan.driver());
    remaining = plan.remaining(folder.done());
    timeLeft = new TimeLeft(remaining.size());
  }

  /**
   * Gets the kernels of all boots that remain, so that no boot's deadline and seconds count a
   * download, then does these boots.
   *
   * @param parallel how many boots at once: what they disturb in each other is in their times,
   *     unless these count instructions
   * @param ready called for each kernel that can be booted, with the seconds that it took to get
   * @param ended called for each boot as it ends, one after the other
   */
  public void execute(int parallel, ObjDoubleConsumer<String> ready, Consumer<BootResult> ended)
      throws IOException, InterruptedException {
    Map<String, String> absent = prepare(ready);
    List<Future<?>> boots = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      for (Boot next : remaining) {
        boots.add(
            threads.submit(
                () -> {
                  execute(next, absent.get(next.kernel()), ended);
                  return null;
                }));
      }
      for (Future<?> each : boots) {
        each.get();
      }
    } catch (ExecutionException failed) {
      stop();
      if (failed.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void execute(Boot next, @Nullable String absent, Consumer<BootResult> ended)
      throws IOException, InterruptedException {
    if (stopped) {
      return;
    }
    boot = next;
    BootResult result = absent == null ? boot(next) : cannotStart(next, absent);
    if (stopped) {
      return; // cut short: resuming does this one again
    }
    synchronized (this) {
      folder.write(next, result);
      timeLeft.add(result.seconds());
      ended.accept(result);
    }
  }

  /** Ends the boots under way and starts no other. */
  public void stop() {
    stopped = true;
    Attempt current = attempt;
    if (current != null) {
      current.stop();
    }
    underWay.forEach(Attempt::stop);
  }

  /** One line: which boot of how many, since when, how long all will take. */
  public String progress() {
    String got = preparing;
    Boot now = boot;
    Attempt current = attempt;
    if (current == null) {
      return "";
    }
    if (got != null) {
      return String.format(Locale.ROOT, "getting %s: %.0f s", got, current.seconds());
    }
    if (now == null) {
      return "";
    }
    return String.format(
            Locale.ROOT,
            "[%d/%d] %s, boot %d: %.0f s  %s",
            remaining.indexOf(now) + 1,
            remaining.size(),
            now.arm(),
            now.round(),
            current.seconds(),
            timeLeft.words(current.seconds()))
        .strip();
  }

  /** Kernels that cannot be had, and why. */
  private Map<String, String> prepare(ObjDoubleConsumer<String> ready)
      throws IOException, InterruptedException {
    Map<String, String> absent = new HashMap<>();
    Set<String> kernels = new LinkedHashSet<>();
    remaining.forEach(next -> kernels.add(next.kernel()));
    for (String kernel : kernels) {
      List<String> command = driver.preparation(vagrant, plan, kernel);
      if (stopped || command.isEmpty()) {
        break;
      }
      Attempt current = new Attempt(command, Map.of(), folder.preparation(kernel), false);
      attempt = current;
      preparing = kernel;
      if (current.await(PREPARATION_DEADLINE_S) == Outcome.DONE) {
        ready.accept(kernel, current.seconds());
      } else {
        absent.put(kernel, current.lastWords());
      }
    }
    attempt = null;
    preparing = null;
    return absent;
  }

  private BootResult cannotStart(Boot next, String why) throws IOException {
    folder.prepare(next);
    return new BootResult(
        next.kernel(),
        next.round(),
        Outcome.CANNOT_START,
        0,
        why,
        0,
        null,
        "unknown",
        next.twin(),
        position(next));
  }

  private BootResult boot(Boot next) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      Path files = folder.prepare(next);
      Attempt current =
          new Attempt(
              driver.command(
                  vagrant,
                  plan,
                  next,
                  files,
                  bundle.command(
                      job(next),
                      plan.countsInstructions(),
                      driver != Driver.HOST || "root".equals(System.getProperty("user.name")))),
              Map.of("RTNLAB_BUNDLE", bundle.folder().toString()),
              files,
              driver == Driver.HOST);
      attempt = current;
      underWay.add(current);
      if (stopped) {
        current.stop();
      }
      Outcome outcome = current.await(plan.deadlineSeconds());
      underWay.remove(current);
      if (outcome == Outcome.DONE
          || stopped
          || tries > plan.retries()
          || !outcome.worthAnotherTry()) {
        return new BootResult(
            next.kernel(),
            next.round(),
            outcome,
            tries,
            outcome == Outcome.DONE ? "" : current.lastWords(),
            current.seconds(),
            current.secondsToFirstLine(),
            accelerator(files),
            next.twin(),
            position(next));
      }
    }
  }

  /** From 1, among all boots of the plan. */
  private int position(Boot next) {
    return plan.order().indexOf(next) + 1;
  }

  /**
   * The job's own arguments; a command that keeps results keeps them where the matrix finds them.
   */
  private List<String> job(Boot next) {
    List<String> job = new ArrayList<>(plan.job());
    if (job.getFirst().equals("run")) {
      job.addAll(List.of("--out", folder.runOf(next).toString()));
    }
    return job;
  }

  private String accelerator(Path files) {
    if (driver == Driver.HOST) {
      return "none";
    }
    try {
      return Files.readString(files.resolve("accelerator")).strip();
    } catch (IOException diedBefore) {
      return "unknown";
    }
  }
}
