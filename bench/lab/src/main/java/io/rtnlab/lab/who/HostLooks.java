// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.TaskLooks;
import io.rtnlab.probes.stack.RtnlHandlers;
import io.rtnlab.probes.stack.Symbols;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.results.watch.AlarmDocument;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Ready to look at this host's tasks as often as asked. Belongs to one thread. */
public final class HostLooks implements AutoCloseable {
  private static final int MOST_FUNCTIONS = 20_000;

  private final TaskLooks looks;
  private final RtnlAddress mutex;
  private final Symbols symbols;

  /** Functions by addresses in stacks: the same few hundred come again and again. */
  private final Map<Long, String> functions = new HashMap<>();

  private HostLooks(TaskLooks looks, RtnlAddress mutex, Symbols symbols) {
    this.looks = looks;
    this.mutex = mutex;
    this.symbols = symbols;
  }

  /**
   * Loads the task iterator and learns the address of the mutex.
   *
   * @throws IOException where this kernel or this account shows no tasks, or no address of the
   *     mutex
   */
  public static HostLooks open() throws IOException {
    TaskLooks looks = TaskLooks.open();
    try {
      Symbols symbols = looks.symbols();
      RtnlAddress mutex =
          AddressLearner.withoutLoad(symbols, looks::text)
              .orElseThrow(
                  () ->
                      new IOException(
                          "neither /proc/kallsyms nor the instructions of rtnl_lock name"
                              + " rtnl_mutex: run as root, with kernel.kptr_restrict below 2"));
      looks.watch(mutex.address());
      return new HostLooks(looks, mutex, symbols);
    } catch (IOException | RuntimeException e) {
      looks.close();
      throw e;
    }
  }

  /**
   * The answer of {@code rtnlab who} at this moment.
   *
   * @param over an owner that runs is watched for at most so long
   */
  public WhoDocument who(Duration over) throws IOException {
    return WhoAnswer.of(Inspection.make(this, over));
  }

  /**
   * The same, with the stacks of the chain.
   *
   * @param over an owner that runs is watched for at most so long
   */
  public Story story(Duration over) throws IOException {
    return WhoAnswer.story(Inspection.make(this, over));
  }

  /**
   * The answer of {@code rtnlab who}, and where the tasks of its chain were.
   *
   * @param stacks the holder's first
   */
  public record Story(WhoDocument who, List<AlarmDocument.TaskStack> stacks) {}

  /** One look, without names of functions. */
  public TaskLook look() throws IOException {
    return looks.look(List.of());
  }

  /** Whether process 1 is among the tasks: where it is not, others may be missing too. */
  public boolean showsAllTasks() throws IOException {
    return looks.look(List.of(Inspection.INIT)).task(Inspection.INIT).isPresent();
  }

  /**
   * Whether no thread owns the mutex and none is queued at this moment; false also where only a
   * look shows it.
   */
  public boolean idle() {
    return looks.glance() == 0;
  }

  /** The kernel function that says what a task does by its stack; empty where none does. */
  public String handler(Task task) {
    List<Long> unknown =
        task.stack().stream().filter(address -> !functions.containsKey(address)).toList();
    if (!unknown.isEmpty()) {
      if (functions.size() > MOST_FUNCTIONS) {
        functions.clear();
      }
      Map<Long, String> names;
      try {
        names = symbols.namesOf(new HashSet<>(unknown));
      } catch (IOException notNow) {
        return ""; // asked again for the next such stack
      }
      unknown.forEach(address -> functions.put(address, names.getOrDefault(address, "")));
    }
    return RtnlHandlers.of(
            task.stack().stream().map(address -> functions.getOrDefault(address, "")).toList())
        .map(RtnlHandlers.Handler::function)
        .orElse("");
  }

  /** Address of the mutex. */
  public RtnlAddress mutex() {
    return mutex;
  }

  TaskLooks looks() {
    return looks;
  }

  Symbols symbols() {
    return symbols;
  }

  @Override
  public void close() {
    looks.close();
  }
}
