// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import io.rtnlab.probes.stack.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds {@code rtnl_mutex} in the kernel's own instructions: {@code rtnl_lock()} and its like
 * (net/core/rtnetlink.c) do nothing but pass its address to a function of kernel/locking/mutex.c.
 * /proc/kallsyms lists functions also where it lists no data. Takes no lock and makes no load.
 */
public final class LockFunctions {
  /** Each calls a function of kernel/locking/mutex.c first, with the mutex. */
  private static final Set<String> NAMES =
      Set.of(
          "rtnl_lock",
          "rtnl_lock_interruptible",
          "rtnl_lock_killable",
          "rtnl_trylock",
          "rtnl_is_locked");

  /** What they call, by the kernel's version and debugging (include/linux/mutex.h). */
  private static final Set<String> TARGETS =
      Set.of(
          "mutex_lock",
          "mutex_lock_nested",
          "mutex_lock_interruptible",
          "mutex_lock_interruptible_nested",
          "mutex_lock_killable",
          "mutex_lock_killable_nested",
          "_mutex_lock_killable",
          "mutex_trylock",
          "_mutex_trylock_nest_lock",
          "mutex_is_locked");

  /** One function alone might have been patched or misread. */
  private static final int AGREEING = 2;

  private static final String ARM64 = "aarch64";

  private LockFunctions() {}

  /**
   * The address; empty where fewer than two functions are understood, or two disagree.
   *
   * @throws IOException if the kernel's text cannot be read
   */
  public static Optional<RtnlAddress> learn(Symbols symbols, KernelText text) throws IOException {
    Collection<Long> ours = symbols.addressesOf(NAMES).values();
    if (ours.size() < AGREEING) {
      return Optional.empty();
    }
    Set<Long> targets = Set.copyOf(symbols.addressesOf(TARGETS).values());
    return vote(text.read(ours), targets, ARM64.equals(System.getProperty("os.arch", "")));
  }

  /**
   * What functions agree on.
   *
   * @param code the functions' first bytes, by their addresses
   * @param targets addresses of the functions of kernel/locking/mutex.c
   */
  static Optional<RtnlAddress> vote(Map<Long, byte[]> code, Set<Long> targets, boolean arm64) {
    Votes votes = new Votes();
    List<CallWithConstant> calls = new ArrayList<>();
    code.forEach(
        (address, bytes) ->
            (arm64 ? Arm64Code.firstCall(bytes, address) : X86Code.firstCall(bytes, address))
                .filter(call -> targets.contains(call.target()) && isKernelData(call.argument()))
                .ifPresent(calls::add));
    calls.forEach(call -> votes.add(call.argument()));
    return votes
        .winner(RtnlAddress.Source.INSTRUCTIONS, 1.0)
        .filter(address -> address.votes() >= AGREEING);
  }

  /** A mutex is aligned to 8 bytes, in the upper half of the address space. */
  private static boolean isKernelData(long address) {
    return address < 0 && (address & 7) == 0;
  }
}
