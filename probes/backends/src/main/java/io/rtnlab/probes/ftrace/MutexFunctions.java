// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.address.KernelSymbols;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The functions of kernel/locking/mutex.c through which {@code rtnl_mutex} is taken and released:
 * {@code rtnl_lock} itself is inlined in most of its callers. Each kernel has some of them, the
 * nested ones with lockdep, those with {@code _} from 6.15 on.
 */
final class MutexFunctions {
  static final String UNLOCK = "mutex_unlock";

  /** They return nothing, and come back with the mutex. */
  private static final Set<String> LOCKS = Set.of("mutex_lock", "mutex_lock_nested");

  /** They return 0 with the mutex, or {@code -EINTR}. */
  private static final Set<String> INTERRUPTIBLE_LOCKS =
      Set.of(
          "mutex_lock_interruptible",
          "mutex_lock_interruptible_nested",
          "mutex_lock_killable",
          "mutex_lock_killable_nested",
          "_mutex_lock_killable");

  /** They return 1 with the mutex, or 0. */
  private static final Set<String> TRYLOCKS = Set.of("mutex_trylock", "_mutex_trylock_nest_lock");

  /** Longer than what stands in front of the place where a function is traced. */
  private static final int ENTRY_BYTES = 32;

  /** What a function does, and how its result is read. */
  enum Role {
    LOCK,
    INTERRUPTIBLE_LOCK,
    TRYLOCK,
    UNLOCK
  }

  private final Map<String, Long> addresses;
  private final long[] starts;
  private final Role[] roles;

  private MutexFunctions(Map<String, Long> addresses) {
    this.addresses = addresses;
    starts = addresses.values().stream().mapToLong(Long::longValue).toArray();
    roles = addresses.keySet().stream().map(MutexFunctions::role).toArray(Role[]::new);
  }

  /**
   * Those that the running kernel has.
   *
   * @throws IOException if it lists none, or hides where they are
   */
  static MutexFunctions ofThisKernel() throws IOException {
    Set<String> names = new TreeSet<>(LOCKS);
    names.addAll(INTERRUPTIBLE_LOCKS);
    names.addAll(TRYLOCKS);
    names.add(UNLOCK);
    Map<String, Long> shown = new TreeMap<>(KernelSymbols.mutexFunctions());
    shown.values().removeIf(address -> address == 0);
    shown.keySet().retainAll(names);
    return of(shown);
  }

  /**
   * The one that every kernel has, nowhere in particular: to try whether functions can be traced.
   */
  static MutexFunctions releaseAlone() {
    return new MutexFunctions(new TreeMap<>(Map.of(UNLOCK, 0L)));
  }

  static MutexFunctions of(Map<String, Long> addresses) throws IOException {
    if (!addresses.containsKey(UNLOCK)) {
      throw new IOException("/proc/kallsyms does not show where mutex_unlock is");
    }
    return new MutexFunctions(new TreeMap<>(addresses));
  }

  Set<String> names() {
    return addresses.keySet();
  }

  static Role role(String name) {
    if (name.equals(UNLOCK)) {
      return Role.UNLOCK;
    }
    if (TRYLOCKS.contains(name)) {
      return Role.TRYLOCK;
    }
    return LOCKS.contains(name) ? Role.LOCK : Role.INTERRUPTIBLE_LOCK;
  }

  /** Whose entry an instruction address belongs to; -1 for none, else to be given {@link #role}. */
  int indexOf(long instruction) {
    for (int i = 0; i < starts.length; i++) {
      if (instruction - starts[i] >= 0 && instruction - starts[i] < ENTRY_BYTES) {
        return i;
      }
    }
    return -1;
  }

  Role role(int index) {
    return roles[index];
  }
}
