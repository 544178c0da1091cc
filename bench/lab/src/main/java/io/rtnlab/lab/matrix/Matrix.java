package io.rtnlab.lab.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does a plan's boots one after the other, whatever becomes of each. */
public final class Matrix {
  private final VagrantFolder vagrant;
  private final Kit kit;
  private final MatrixFolder folder;
  private final MatrixPlan plan;
  private final Driver driver;
  private final List<Boot> remaining;
  private final TimeLeft timeLeft;
  private volatile boolean stopped;
  private volatile @Nullable Attempt attempt;
  private volatile @Nullable Boot boot;

  /** Prepares what the folder's plan has left to do. */
  public Matrix(VagrantFolder vagrant, Kit kit, MatrixFolder folder) throws IOException {
    this.vagrant = vagrant;
    this.kit = kit;
    this.folder = folder;
    plan = folder.plan();
    driver = Driver.of(plan.driver());
    remaining = plan.remaining(folder.done());
    timeLeft = new TimeLeft(remaining.size());
  }

  /**
   * Boots all that remain.
   *
   * @param ended told of each boot as it ends
   */
  public void execute(Consumer<BootResult> ended) throws IOException, InterruptedException {
    for (Boot next : remaining) {
      if (stopped) {
        return;
      }
      boot = next;
      BootResult result = boot(next);
      if (stopped) {
        return; // cut short: resuming does this one again
      }
      folder.write(next, result);
      timeLeft.add(result.seconds());
      ended.accept(result);
    }
  }

  /** Ends the boot under way and starts no other. */
  public void stop() {
    stopped = true;
    Attempt current = attempt;
    if (current != null) {
      current.stop();
    }
  }

  /** One line: which boot of how many, since when, how long all will take. */
  public String progress() {
    Boot now = boot;
    Attempt current = attempt;
    if (now == null || current == null) {
      return "";
    }
    return String.format(
            Locale.ROOT,
            "[%d/%d] %s, boot %d: %.0f s  %s",
            remaining.indexOf(now) + 1,
            remaining.size(),
            now.kernel(),
            now.round(),
            current.seconds(),
            timeLeft.words(current.seconds()))
        .strip();
  }

  private BootResult boot(Boot next) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      Path files = folder.prepare(next);
      Attempt current =
          new Attempt(
              driver.command(
                  vagrant, plan, next, files, kit.command(job(next), plan.countsInstructions())),
              Map.of("RTNLAB_KIT", kit.folder().toString()),
              files,
              driver == Driver.HOST);
      attempt = current;
      Outcome outcome = current.await(plan.deadlineSeconds());
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
            accelerator(files));
      }
    }
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
