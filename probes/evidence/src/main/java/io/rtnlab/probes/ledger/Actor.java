// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import java.util.List;

/** One side of the blame: who waited, or who held meanwhile. */
public sealed interface Actor {

  /** For tables and JSON. */
  String label();

  /**
   * The same actor at something that it does in the kernel; ours is named by its operation.
   *
   * @param handler kernel function, such as {@code rtnl_newlink}
   */
  default Actor inHandler(String handler) {
    return this;
  }

  /** A request of ours, by its operation. */
  record Operation(String name) implements Actor {
    @Override
    public String label() {
      return name;
    }
  }

  /** A thread of ours while it had no request open: as a holder, a fault of ours to explain. */
  record OutsideRequest() implements Actor {
    @Override
    public String label() {
      return "our thread outside its request";
    }
  }

  /**
   * A foreign process.
   *
   * @param process thread-group id
   * @param name {@code task_struct.comm} of the thread
   * @param networkNamespace inode number of its network namespace, 0 where unknown
   * @param cgroup id of its cgroup, 0 where unknown
   * @param handler kernel function that it ran, empty where no stack shows it
   */
  record ForeignProcess(
      int process, String name, long networkNamespace, long cgroup, String handler)
      implements Actor {
    @Override
    public String label() {
      return labelled(name + "[" + process + "]", handler);
    }

    @Override
    public Actor inHandler(String function) {
      return new ForeignProcess(process, name, networkNamespace, cgroup, function);
    }
  }

  /**
   * A thread of the kernel's workqueues.
   *
   * @param queue what its {@code comm} says of the queue, such as {@code netns}; empty where it
   *     says nothing
   * @param handler kernel function that it ran, empty where no stack shows it
   */
  record KernelWorker(String queue, String handler) implements Actor {
    @Override
    public String label() {
      return labelled(queue.isEmpty() ? "kworker" : "kworker " + queue, handler);
    }

    @Override
    public Actor inHandler(String function) {
      return new KernelWorker(queue, function);
    }
  }

  /**
   * A thread whose name is not known.
   *
   * @param handler kernel function that it ran, empty where no stack shows it
   */
  record UnnamedThread(int thread, String handler) implements Actor {
    @Override
    public String label() {
      return labelled("thread " + thread, handler);
    }

    @Override
    public Actor inHandler(String function) {
      return new UnnamedThread(thread, function);
    }
  }

  /** Foreign threads beyond those that are kept one by one. */
  record Others() implements Actor {
    @Override
    public String label() {
      return "other foreign threads";
    }
  }

  /**
   * Not known: the waiter itself had no CPU to take the mutex on.
   *
   * @param ran operations of which requests of ours ran meanwhile, so that they may have held
   */
  record WaiterPreempted(List<String> ran) implements Actor {
    @Override
    public String label() {
      return ran.isEmpty()
          ? "waiter had no CPU"
          : "waiter had no CPU; ran: " + String.join(", ", ran);
    }
  }

  /** No holder: the mutex was free or being handed over. */
  record NoHolder() implements Actor {
    @Override
    public String label() {
      return "free or handed over";
    }
  }

  /** Not known. */
  record Unknown() implements Actor {
    @Override
    public String label() {
      return "unknown";
    }
  }

  private static String labelled(String who, String handler) {
    return handler.isEmpty() ? who : who + " (" + handler + ")";
  }
}
