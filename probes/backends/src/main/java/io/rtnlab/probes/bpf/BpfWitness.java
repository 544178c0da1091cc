// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.address.KernelText;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Reports which mutexes the threads of this process find taken, and who owns them. */
public final class BpfWitness implements AddressWitness {
  private static final String OBJECT = "witness";
  private static final String PROGRAM = "witness";
  private static final long PROCESS = 0;
  private static final int BUFFER_BYTES = 256 << 10;

  @Override
  public String name() {
    return "bpf";
  }

  @Override
  public KernelText text() {
    return TaskLooks::readText;
  }

  @Override
  public Session watch() throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      object.setConstant(PROCESS, ProcessHandle.current().pid());
      object.perCpu("rings", "lost");
      object.load();
      CpuRings rings = object.rings("rings", BUFFER_BYTES);
      object.attach(List.of(PROGRAM));
      return new RingSession(object, rings);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  private record RingSession(BpfObject object, CpuRings rings) implements Session {
    @Override
    public int poll(Consumer<Sighting> sink) {
      return rings.drain((words, at, bytes) -> sink.accept(RecordDecoder.decodeWitness(words, at)));
    }

    @Override
    public void close() {
      object.close();
    }
  }
}
