package io.rtnlab.probes.attribution;

/** One side of the blame: who waited, or who held meanwhile. */
public sealed interface Party {

  /** For tables and JSON. */
  String label();

  /** A request of ours, by its operation. */
  record Operation(String name) implements Party {
    @Override
    public String label() {
      return name;
    }
  }

  /** A thread of ours while it had no request open: as a holder, a fault of ours to explain. */
  record OutsideRequest() implements Party {
    @Override
    public String label() {
      return "our thread outside its request";
    }
  }

  /**
   * Somebody else's process.
   *
   * @param process thread-group id
   * @param name {@code task_struct.comm} of the thread
   * @param networkNamespace inode number of its network namespace, 0 where unknown
   */
  record ForeignProcess(int process, String name, long networkNamespace) implements Party {
    @Override
    public String label() {
      return name + " (" + process + ")";
    }
  }

  /**
   * A thread of the kernel's workqueues.
   *
   * @param queue what its {@code comm} tells of the queue, such as {@code netns}; empty where it
   *     tells nothing
   */
  record KernelWorker(String queue) implements Party {
    @Override
    public String label() {
      return queue.isEmpty() ? "kworker" : "kworker " + queue;
    }
  }

  /** A thread that nobody told the name of. */
  record UnnamedThread(int thread) implements Party {
    @Override
    public String label() {
      return "thread " + thread;
    }
  }

  /** Foreign threads beyond those that are remembered one by one. */
  record Others() implements Party {
    @Override
    public String label() {
      return "other foreign threads";
    }
  }

  /** Nobody: the mutex was free or being handed over. */
  record Nobody() implements Party {
    @Override
    public String label() {
      return "free or handed over";
    }
  }

  /** Not known. */
  record Unknown() implements Party {
    @Override
    public String label() {
      return "unknown";
    }
  }
}
