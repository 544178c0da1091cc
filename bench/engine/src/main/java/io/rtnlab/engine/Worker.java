// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One thread's way through a run. */
final class Worker implements Runnable {
  private final int index;
  private final RunPlan plan;
  private final List<Operation> operations;
  private final RequestLoop loop;
  private final @Nullable Responses responses;
  private final WorkerHooks hooks;
  private final Steps steps;
  private final StopSignal stop;
  private final CountDownLatch prepared;

  /** Workers whose end ends the run, counted down; never 0 where there are none. */
  private final AtomicInteger ending;

  private volatile int kernelThreadId;
  private volatile @Nullable WorkerException failure;
  private String doing = "entering its namespace";

  Worker(
      int index,
      RunPlan plan,
      List<Operation> operations,
      RequestLoop loop,
      WorkerHooks hooks,
      Steps steps,
      StopSignal stop,
      CountDownLatch prepared,
      AtomicInteger ending) {
    this.index = index;
    this.plan = plan;
    this.operations = operations;
    this.loop = loop;
    this.hooks = hooks;
    this.steps = steps;
    this.stop = stop;
    this.prepared = prepared;
    this.ending = ending;
    responses = plan.group(index).isOpen() ? new Responses(loop.labels()) : null;
  }

  @Override
  public void run() {
    try {
      prepare();
      prepared.countDown();
      steps.await();
      fire();
      steps.await();
      doing = "counting at the peak";
      hooks.atPeak(index, operations);
      steps.await();
      doing = "taking back what it made";
      loop.cleanUp();
      steps.await();
      doing = "counting after the clean-up";
      hooks.afterCleanUp(index, operations);
      steps.await();
    } catch (Throwable thrown) {
      fail(thrown);
      stop.request();
      steps.leave();
      prepared.countDown();
    } finally {
      close();
    }
  }

  private void prepare() throws Exception {
    kernelThreadId = hooks.enter(index);
    for (Operation operation : operations) {
      doing = "preparing " + operation.name();
      operation.prepare();
    }
  }

  private void fire() {
    doing = "firing requests";
    if (responses == null) {
      warmUp();
    }
    long fromNs = steps.measuredFromNs();
    long untilNs =
        plan.limit() instanceof Limit.Lasting lasting
            ? fromNs + lasting.duration().toNanos()
            : Long.MAX_VALUE;
    long requests = plan.requestsOf(index);
    if (plan.group(index).pacing() instanceof Pacing.OpenLoop open && responses != null) {
      Schedule schedule = plan.schedule(index, open);
      loop.open(Phase.WARM_UP, schedule, steps.warmUpFromNs(), fromNs, Long.MAX_VALUE, responses);
      responses.reset();
      loop.open(Phase.MEASURED, schedule, fromNs, untilNs, requests, responses);
    } else {
      loop.closed(Phase.MEASURED, untilNs, requests);
      if (ending.decrementAndGet() == 0) {
        stop.request();
      }
    }
  }

  /** In a closed loop; in an open one it is part of the schedule. */
  private void warmUp() {
    switch (plan.warmUp()) {
      case WarmUp.Lasting _ -> loop.closed(Phase.WARM_UP, steps.measuredFromNs(), Long.MAX_VALUE);
      case WarmUp.Requests requests -> {
        loop.closed(Phase.WARM_UP, Long.MAX_VALUE, requests.shareOf(index, plan.workers()));
        steps.await();
      }
    }
  }

  private void close() {
    for (Operation operation : operations.reversed()) {
      try {
        operation.close();
      } catch (RuntimeException thrown) {
        doing = "closing " + operation.name();
        fail(thrown);
      }
    }
    hooks.leave(index);
  }

  /** It has no thread and never will. */
  void leaveOut(WorkerException reason) {
    failure = reason;
    stop.request();
    steps.leave();
    prepared.countDown();
  }

  private void fail(Throwable thrown) {
    WorkerException earlier = failure;
    if (earlier == null) {
      failure = new WorkerException(index, doing, thrown);
    } else {
      earlier.addSuppressed(thrown);
    }
  }

  RequestLoop loop() {
    return loop;
  }

  @Nullable Responses responses() {
    return responses;
  }

  List<Operation> operations() {
    return operations;
  }

  int kernelThreadId() {
    return kernelThreadId;
  }

  @Nullable WorkerException failure() {
    return failure;
  }
}
