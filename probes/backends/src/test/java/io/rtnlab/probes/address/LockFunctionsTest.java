// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.address.RtnlAddress.Source;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.stack.SymbolScan;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockFunctionsTest {
  private static final long MUTEX = 0xffffffff831f5a60L;
  private static final long LOCK = 0xffffffff81001000L;
  private static final long TRYLOCK = 0xffffffff81002000L;
  private static final long LOOK = 0xffffffff81003000L;

  /** Each calls the function 0x100 bytes behind its own start. */
  private static final Set<Long> TARGETS = Set.of(LOCK + 0x100, TRYLOCK + 0x100, LOOK + 0x100);

  @Test
  void functionsThatAgreeNameTheMutex() {
    assertEquals(
        Optional.of(new RtnlAddress(MUTEX, Source.INSTRUCTIONS, 2, 2)),
        LockFunctions.vote(
            Map.of(LOCK, code(MUTEX), TRYLOCK, code(MUTEX), LOOK, new byte[64]), TARGETS, false));
  }

  @Test
  void oneFunctionAloneNamesNothing() {
    assertEquals(Optional.empty(), LockFunctions.vote(Map.of(LOCK, code(MUTEX)), TARGETS, false));
  }

  @Test
  void functionsThatDisagreeNameNothing() {
    assertEquals(
        Optional.empty(),
        LockFunctions.vote(
            Map.of(LOCK, code(MUTEX), TRYLOCK, code(MUTEX), LOOK, code(MUTEX + 8)),
            TARGETS,
            false));
  }

  @Test
  void aCallToAnythingElseDoesNotCount() {
    assertEquals(
        Optional.empty(),
        LockFunctions.vote(
            Map.of(LOCK, code(MUTEX), TRYLOCK, code(MUTEX)), Set.of(LOCK + 0x100), false));
  }

  @Test
  void aMutexIsAlignedAndInTheKernel() {
    assertEquals(
        Optional.empty(),
        LockFunctions.vote(
            Map.of(LOCK, code(MUTEX + 1), TRYLOCK, code(MUTEX + 1)), TARGETS, false));
    assertEquals(
        Optional.empty(),
        LockFunctions.vote(Map.of(LOCK, code(0x1000), TRYLOCK, code(0x1000)), TARGETS, false));
  }

  /** On the running kernel: instructions and planted holds share nothing and must agree. */
  @Test
  void thisKernelsInstructionsNameWhatPlantedHoldsDo() throws IOException {
    Needs.bpf();
    Optional<RtnlAddress> read = LockFunctions.learn(SymbolScan.read(), new BpfWitness().text());
    try (CalibratedHolder _ = Needs.holder()) {
      RtnlAddress planted = AddressLearner.learnByWaiting(new BpfWitness());
      assertEquals(Optional.of(planted.address()), read.map(RtnlAddress::address));
    }
    assertEquals(Source.INSTRUCTIONS, read.orElseThrow().source());
  }

  private static byte[] code(long mutex) {
    // mov $mutex,%rdi; jmp to 0x100 behind the function's start
    String low = "%08x".formatted(Integer.reverseBytes((int) mutex));
    return HexFormat.of().parseHex("0f1f440000" + "48c7c7" + low + "e9ef000000" + "90".repeat(47));
  }
}
