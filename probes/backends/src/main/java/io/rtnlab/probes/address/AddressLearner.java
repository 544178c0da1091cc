package io.rtnlab.probes.address;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.hold.CalibratedHolder;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Finds {@code rtnl_mutex}: by name where the kernel lists it, else by {@link PlantedHolds}, else
 * by {@link ForcedContention}.
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
    OptionalLong listed = KernelSymbols.addressOf(SYMBOL);
    return listed.isPresent()
        ? new RtnlAddress(listed.getAsLong(), RtnlAddress.Source.KERNEL_SYMBOLS, 1, 1)
        : learnByWaiting(witness);
  }

  /** As {@link #learn}, without looking at the kernel's list. */
  public static RtnlAddress learnByWaiting(AddressWitness witness) throws IOException {
    if (!ThreadId.asProbesSeeIt()) {
      throw new IOException(
          "inside a PID namespace probes see other thread ids than we do, so a wait of ours cannot"
              + " be told from others; run rtnlab in the host's PID namespace, such as docker run"
              + " --pid=host");
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
