// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.libc.Loopback;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that add a route and delete it again, each in a network namespace of its own and on a CPU
 * of its own.
 */
final class Churn implements AutoCloseable {
  private static final ThreadMXBean CPU_TIME = ManagementFactory.getThreadMXBean();

  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final CyclicBarrier start;

  private Churn(int count) throws IOException {
    start = new CyclicBarrier(count);
    for (int i = 0; i < count; i++) {
      ExecutorService thread =
          Executors.newSingleThreadExecutor(Thread.ofPlatform().name("churn-" + i).factory());
      threads.add(thread);
      int cpu = i % Runtime.getRuntime().availableProcessors();
      workers.add(get(thread.submit(() -> new Worker(cpu))));
    }
  }

  static Churn of(int threads) throws IOException {
    return new Churn(threads);
  }

  /**
   * Has all threads fire at once.
   *
   * @param requests of each thread, half of them deletes
   * @return CPU time of the threads per request, the kernel's work on it included
   */
  double cpuNsPerRequest(int requests) throws IOException {
    List<Future<Long>> rounds = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      Callable<Long> round =
          () -> {
            start.await();
            return worker.fire(requests);
          };
      rounds.add(threads.get(i).submit(round));
    }
    long cpuNs = 0;
    for (Future<Long> round : rounds) {
      cpuNs += get(round);
    }
    return (double) cpuNs / requests / workers.size();
  }

  private static <T> T get(Future<T> result) throws IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.size(); i++) {
      threads.get(i).execute(workers.get(i)::close);
    }
    threads.forEach(ExecutorService::close);
  }

  /** What one thread fires; made, used and closed on that thread. */
  private static final class Worker {
    private final NetworkNamespace namespace = NetworkNamespace.create();
    private final Arena arena = Arena.ofConfined();
    private final NetlinkPort port;
    private final Exchange exchange;
    private final RequestTemplate add =
        Request.add(Fixture.ROUTE).template(1, Answers.ACK_LAST, arena);
    private final RequestTemplate delete =
        Request.delete(Fixture.ROUTE).template(1, Answers.ACK_LAST, arena);
    private final int destination = add.attributeAt(Route.DESTINATION.number());

    private Worker(int cpu) throws IOException {
      Pin.to(cpu);
      namespace.enter();
      Loopback.up();
      port = new FfmBridge().open(PortOptions.DEFAULT);
      exchange = new Exchange(port);
    }

    private long fire(int requests) throws IOException {
      long beforeNs = CPU_TIME.getCurrentThreadCpuTime();
      for (int i = 0; i < requests / 2; i++) {
        add.be32(0, destination, Fixture.FIRST_ADDRESS + i);
        delete.be32(0, destination, Fixture.FIRST_ADDRESS + i);
        int result = exchange.execute(add);
        result = result < 0 ? result : exchange.execute(delete);
        if (result < 0) {
          throw new IOException("adding and deleting a route: errno " + -result);
        }
      }
      return CPU_TIME.getCurrentThreadCpuTime() - beforeNs;
    }

    private void close() {
      port.close();
      arena.close();
      namespace.close();
    }
  }
}
