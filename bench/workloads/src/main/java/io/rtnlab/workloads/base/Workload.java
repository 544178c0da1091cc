package io.rtnlab.workloads.base;

import io.rtnlab.engine.Operation;
import java.util.List;
import java.util.function.Function;

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
  public Workload {
    options = List.copyOf(options);
  }
}
