package io.rtnlab.workloads.base;

import io.rtnlab.engine.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An operation that can stand in a mix.
 *
 * @param name what users write, and the label in every table
 * @param description what one request does, in one line
 * @param reproduces what of the world, or of a known complaint, it stands for
 * @param needs what the kernel and the account must have
 * @param options which options of a run change it
 * @param make makes one worker's instance, without a system call
 */
public record Workload(
    String name,
    String description,
    String reproduces,
    String needs,
    List<String> options,
    Function<WorkerSite, Operation> make) {
  private static final Pattern DRIVER = Pattern.compile("(?!nothing)[a-z][a-z0-9_]*");

  public Workload {
    options = List.copyOf(options);
  }

  /** Drivers that its requests make the kernel load as modules where they are not there. */
  public List<String> drivers() {
    return Arrays.stream(needs.split(";", -1)[0].split(", ", -1))
        .filter(word -> DRIVER.matcher(word).matches())
        .toList();
  }
}
