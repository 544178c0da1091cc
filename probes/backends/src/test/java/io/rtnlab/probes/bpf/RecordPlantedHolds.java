// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.KernelSymbols;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.hold.OpenHold;
import java.lang.foreign.MemorySegment;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Records a golden capture of the running kernel into a folder: {@code golden/record.sh}. */
final class RecordPlantedHolds {
  private static final int HOLDS = 3;

  /** An emulated CPU needs a while until it has asked for the mutex. */
  private static final Duration HELD = Duration.ofMillis(100);

  private RecordPlantedHolds() {}

  static void main(String[] arguments) throws Exception {
    Properties truth = new Properties();
    truth.setProperty("kernel", Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
    truth.setProperty("holds", Integer.toString(HOLDS));
    truth.setProperty("waiter", Integer.toString(ThreadId.current()));
    truth.setProperty("process", Long.toString(ProcessHandle.current().pid()));
    long mutex = AddressLearner.learnByWaiting(new BpfWitness()).address();
    truth.setProperty("mutex", Long.toHexString(mutex));
    KernelSymbols.addressOf("rtnl_mutex")
        .ifPresent(listed -> truth.setProperty("listed", Long.toHexString(listed)));
    waitForTheMutex(); // Java's own preparations would outlast the first hold
    List<MemorySegment> records = new ArrayList<>();
    try (CalibratedHolder holder = CalibratedHolder.prepare();
        BpfCapture capture = new BpfProbe().open(CaptureOptions.of(mutex))) {
      truth.setProperty("holder", Integer.toString(holder.thread()));
      for (int i = 0; i < HOLDS; i++) {
        Hold hold;
        try (OpenHold open = holder.begin(HELD)) {
          waitForTheMutex();
          hold = open.end();
        }
        truth.setProperty("begunNs." + i, Long.toString(hold.begunNs()));
        truth.setProperty("returnedNs." + i, Long.toString(hold.returnedNs()));
      }
      capture.drain(
          (words, at, bytes) ->
              records.add(
                  MemorySegment.ofArray(
                      MemorySegment.ofArray(words)
                          .asSlice((long) at * Long.BYTES, bytes)
                          .toArray(JAVA_BYTE))));
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    new PlantedCapture(records, truth).write(folder);
  }

  private static void waitForTheMutex() throws SocketException {
    NetworkInterface.networkInterfaces().close();
  }
}
