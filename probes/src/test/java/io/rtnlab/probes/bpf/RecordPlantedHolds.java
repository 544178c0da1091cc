package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.libc.hold.CalibratedHolder;
import io.rtnlab.libc.hold.Hold;
import io.rtnlab.libc.hold.OpenHold;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressLearner;
import java.lang.foreign.MemorySegment;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * Records the golden capture of the running kernel. Not run by default (its name does not end in
 * Test); {@link #COMMAND} does, as root.
 */
class RecordPlantedHolds {
  private static final String COMMAND =
      "mvn test -pl probes -am -Dtest=RecordPlantedHolds -Dsurefire.failIfNoSpecifiedTests=false";
  private static final int HOLDS = 3;

  @Test
  void record() throws Exception {
    Properties truth = new Properties();
    String kernel = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
    truth.setProperty("command", COMMAND);
    truth.setProperty("kernel", kernel);
    truth.setProperty("holds", Integer.toString(HOLDS));
    truth.setProperty("waiter", Integer.toString(ThreadId.current()));
    truth.setProperty("process", Long.toString(ProcessHandle.current().pid()));
    List<MemorySegment> records = new ArrayList<>();
    long mutex = AddressLearner.learn(new BpfWitness()).address();
    try (CalibratedHolder holder = Needs.holder();
        BpfCapture capture = new BpfProbe().open(CaptureOptions.of(mutex))) {
      truth.setProperty("holder", Integer.toString(holder.thread()));
      for (int i = 0; i < HOLDS; i++) {
        Hold hold;
        try (OpenHold open = holder.begin(Duration.ofMillis(20))) {
          NetworkInterface.networkInterfaces().close();
          hold = open.end();
        }
        truth.setProperty("begunNs." + i, Long.toString(hold.begunNs()));
        truth.setProperty("returnedNs." + i, Long.toString(hold.returnedNs()));
      }
      capture.drain(
          (data, offset, bytes) ->
              records.add(MemorySegment.ofArray(data.asSlice(offset, bytes).toArray(JAVA_BYTE))));
    }
    new PlantedCapture(records, truth)
        .write(
            PlantedCapture.FOLDER.resolve(
                "planted-holds-" + kernel.replaceAll("-.*", "") + ".properties"));
  }
}
