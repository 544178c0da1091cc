// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.probes.bpf.BpfInvoice;
import io.rtnlab.probes.bpf.BpfRetries;
import io.rtnlab.results.watch.WatchEvents;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a watch attaches to the kernel besides its looks, where the kernel can. */
public final class Attached implements AutoCloseable {
  private final @Nullable BpfRetries retries;
  private final @Nullable BpfInvoice invoice;

  private Attached(@Nullable BpfRetries retries, @Nullable BpfInvoice invoice) {
    this.retries = retries;
    this.invoice = invoice;
  }

  /** Nothing. */
  public static Attached nothing() {
    return new Attached(null, null);
  }

  /**
   * Attaches to the work queues that tear namespaces down, where the kernel has their tracepoints.
   *
   * @param counted whether restarts in sysfs and sysctl are counted as well
   * @throws IOException where they are to be counted and the kernel refuses
   */
  public static Attached open(boolean counted) throws IOException {
    BpfInvoice invoice;
    try {
      invoice = BpfInvoice.open();
    } catch (IOException refused) {
      invoice = null; // then kernel workers are named as themselves
    }
    try {
      return new Attached(counted ? BpfRetries.open() : null, invoice);
    } catch (IOException refused) {
      if (invoice != null) {
        invoice.close();
      }
      throw refused;
    }
  }

  /** Who dropped the network namespace that a worker tears down now; empty where it does not. */
  Optional<String> dropper(int worker) {
    BpfInvoice charged = invoice;
    return charged == null
        ? Optional.empty()
        : charged
            .of(worker)
            .map(who -> who.comm() + "[" + who.process() + "] by a namespace that it dropped");
  }

  /** Restarts so far, the most first; null where they are not counted. */
  @Nullable List<WatchEvents.Retries> retries() {
    BpfRetries counted = retries;
    return counted == null
        ? null
        : counted.read().stream()
            .map(one -> new WatchEvents.Retries(one.process(), one.comm(), one.count()))
            .toList();
  }

  @Override
  public void close() {
    if (retries != null) {
      retries.close();
    }
    if (invoice != null) {
      invoice.close();
    }
  }
}
