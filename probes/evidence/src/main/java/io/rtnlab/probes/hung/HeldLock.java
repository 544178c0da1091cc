// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

/**
 * A lock in lockdep's list of held locks (kernel/locking/lockdep.c). The list names a lock before
 * it is got: the last one of a task may be one that the task waits for.
 *
 * @param address as printed, hashed or not: equal or not is all that it says
 * @param name of the lock's class, such as {@code rtnl_mutex}
 */
record HeldLock(String address, String name) {
  static final String RTNL = "rtnl_mutex";

  boolean isRtnl() {
    return name.equals(RTNL);
  }
}
