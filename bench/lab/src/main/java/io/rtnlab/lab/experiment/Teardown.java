// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.MessageType;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the kernel has torn down the namespaces of the run before, which would otherwise hold
 * the RTNL in the run that follows (net/core/net_namespace.c, {@code cleanup_net}: one worker, one
 * batch after the other). The id of a namespace is dropped when its batch begins; so when a second
 * one's is gone, the batch before it is done.
 */
final class Teardown {
  private static final int NETNSA_NSID = 1;
  private static final int NETNSA_FD = 3;
  private static final int BATCHES = 2;
  private static final int RECEIVE_BYTES = 1 << 15;
  private static final long LOOK_NS = 5_000_000;
  private static final long PATIENCE_NS = 120_000_000_000L;

  private Teardown() {}

  /**
   * Waits.
   *
   * @throws IOException where it takes longer than two minutes, or no namespace can be made
   */
  static void await() throws IOException {
    try (NetworkNamespace own = NetworkNamespace.create()) {
      own.run(
          () -> {
            try (RawExchange exchange = RawExchange.open(RECEIVE_BYTES)) {
              for (int batch = 0; batch < BATCHES; batch++) {
                awaitBatch(exchange, batch);
              }
            }
            return true;
          });
    }
  }

  private static void awaitBatch(RawExchange exchange, int id) throws IOException {
    try (NetworkNamespace marker = NetworkNamespace.create()) {
      int number = marker.file().number();
      var _ =
          exchange.ask(
              MessageType.RTM_NEWNSID,
              0,
              w -> w.u32(0).u32(NETNSA_NSID, id).u32(NETNSA_FD, number));
    }
    long untilNs = System.nanoTime() + PATIENCE_NS;
    while (exchange.dump(MessageType.RTM_GETNSID, w -> w.u32(0), (_, _, _) -> {}).objects() > 0) {
      if (System.nanoTime() > untilNs) {
        throw new IOException("the kernel tears down the last run's namespaces for two minutes");
      }
      LockSupport.parkNanos(LOOK_NS);
    }
  }
}
