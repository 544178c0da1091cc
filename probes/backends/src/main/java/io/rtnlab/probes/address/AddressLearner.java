// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.stack.SymbolScan;
import io.rtnlab.probes.stack.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds {@code rtnl_mutex}: by name where the kernel lists it, else by the instructions of {@link
 * LockFunctions}, else by {@link PlantedHolds}, else by {@link ForcedContention}.
 *
 * <p>Threads of the Java machine wait for other mutexes all the time; only sightings of the calling
 * thread, within its requests, count. Call it on a platform thread.
 */
public final class AddressLearner {
  private static final String SYMBOL = "rtnl_mutex";

  private AddressLearner() {}

  /**
   * The address, by the best way that works here.
   *
   * @param witness asked only where the kernel does not list the symbol
   * @throws IOException if no way led to one address, saying what was seen
   */
  public static RtnlAddress learn(AddressWitness witness) throws IOException {
    Optional<RtnlAddress> known = withoutLoad(SymbolScan.read(), witness.text());
    return known.isPresent() ? known.get() : learnByWaiting(witness);
  }

  /**
   * The address without any load: nothing here takes the mutex or waits for it.
   *
   * @param symbols of the running kernel
   * @param text asked only where they do not list the mutex
   * @return empty where neither symbols nor instructions name it
   */
  public static Optional<RtnlAddress> withoutLoad(Symbols symbols, KernelText text) {
    try {
      Optional<RtnlAddress> listed = listed(symbols);
      return listed.isPresent() ? listed : LockFunctions.learn(symbols, text);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The address by each way that takes no load. The ways share nothing, and so must agree.
   *
   * @throws IOException if neither symbols nor instructions can be read
   */
  public static List<RtnlAddress> inEachWay(Symbols symbols, KernelText text) throws IOException {
    List<RtnlAddress> ways = new ArrayList<>();
    listed(symbols).ifPresent(ways::add);
    LockFunctions.learn(symbols, text).ifPresent(ways::add);
    return List.copyOf(ways);
  }

  private static Optional<RtnlAddress> listed(Symbols symbols) throws IOException {
    long address = symbols.addressesOf(List.of(SYMBOL)).getOrDefault(SYMBOL, 0L);
    return address == 0
        ? Optional.empty()
        : Optional.of(new RtnlAddress(address, RtnlAddress.Source.KERNEL_SYMBOLS, 1, 1));
  }

  /** As {@link #learn}, by waits for the mutex alone. */
  public static RtnlAddress learnByWaiting(AddressWitness witness) throws IOException {
    if (!ThreadId.asProbesSeeIt()) {
      throw new IOException(
          "inside a PID namespace probes see other thread ids than we do, so a wait of ours cannot"
              + " be distinguished from others; run rtnlab in the host's PID namespace, such as"
              + " docker run --pid=host");
    }
    CalibratedHolder holder;
    try {
      holder = CalibratedHolder.prepare();
    } catch (IOException noHolder) {
      return ForcedContention.learn(witness);
    }
    try (holder) {
      return PlantedHolds.learn(witness, holder);
    }
  }
}
