// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** A worker could not do its work; the run was ended and has no result. */
public final class WorkerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int worker;

  WorkerException(int worker, String doing, Throwable cause) {
    super("Worker %d failed while %s: %s".formatted(worker, doing, reason(cause)), cause);
    this.worker = worker;
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }

  /** Which one, from 0. */
  public int worker() {
    return worker;
  }
}
