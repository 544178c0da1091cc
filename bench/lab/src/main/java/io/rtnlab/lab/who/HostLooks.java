// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.TaskLooks;
import io.rtnlab.probes.stack.SymbolScan;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Ready to look at this host's tasks as often as asked. Belongs to one thread. */
public final class HostLooks implements AutoCloseable {
  private final TaskLooks looks;
  private final RtnlAddress mutex;
  private final SymbolScan symbols;

  private HostLooks(TaskLooks looks, RtnlAddress mutex, SymbolScan symbols) {
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
    SymbolScan symbols = SymbolScan.read();
    TaskLooks looks = TaskLooks.open();
    try {
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

  /** One look, without names of functions. */
  public TaskLook look() throws IOException {
    return looks.look(List.of());
  }

  /** Address of the mutex. */
  public RtnlAddress mutex() {
    return mutex;
  }

  TaskLooks looks() {
    return looks;
  }

  SymbolScan symbols() {
    return symbols;
  }

  @Override
  public void close() {
    looks.close();
  }
}
