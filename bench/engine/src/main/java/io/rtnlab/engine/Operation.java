package io.rtnlab.engine;

import org.jspecify.annotations.Nullable;

/**
 * One kind of request, as one worker fires it. Each worker has an instance of its own and calls it
 * from one thread only. Inside {@link #execute} nothing is allocated and nothing thrown: what the
 * kernel answers is data.
 */
public interface Operation extends AutoCloseable {

  /** The label in every table, such as {@code route-insert}. */
  String name();

  /** Makes what the requests need, on the worker's thread, before anything is measured. */
  default void prepare() throws Exception {}

  /**
   * One request, from its first system call to its last.
   *
   * @return 0, or {@code -errno} as the kernel answered
   */
  int execute();

  /** How many netlink messages (or other units) the last {@link #execute} sent or received. */
  default int messages() {
    return 1;
  }

  /**
   * Time that the last {@link #execute} spent inside system calls, in nanoseconds, measured around
   * them; 0 where it made none.
   */
  long systemCallNs();

  /**
   * The operation that takes back what this one did, or null where there is nothing to take back.
   * It is fired and traced under its own name, since it holds the mutex too, but stays out of the
   * percentiles of this one.
   */
  default @Nullable Undo undo() {
    return null;
  }

  /** Frees what {@link #prepare} made. */
  @Override
  default void close() {}

  /** Takes back what an operation did. */
  interface Undo extends Operation {
    /**
     * Whether so much has piled up that one {@link #execute} should run before the next request.
     */
    boolean due();

    /** Whether anything is left to take back; at the end of a run it is executed until not. */
    boolean pending();
  }
}
