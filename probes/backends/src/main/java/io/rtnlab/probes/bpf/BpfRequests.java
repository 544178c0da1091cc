// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.probes.request.RequestRecords;
import io.rtnlab.probes.request.RequestSink;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Follows what a few processes and their children ask the kernel's network configuration for, by
 * native/bpf/requests.bpf.c. Belongs to one thread.
 */
public final class BpfRequests implements AutoCloseable {
  private static final String OBJECT = "requests";
  private static final List<String> PROGRAMS =
      List.of("sched_process_fork", "sys_exit", "sys_enter");

  /** In the order of {@code enum call}. */
  private static final List<Long> NUMBERS =
      List.of(
          SystemCallNumber.SENDTO,
          SystemCallNumber.SENDMSG,
          SystemCallNumber.WRITE,
          SystemCallNumber.RECVFROM,
          SystemCallNumber.RECVMSG,
          SystemCallNumber.READ,
          SystemCallNumber.IOCTL,
          SystemCallNumber.SETSOCKOPT,
          SystemCallNumber.UNSHARE,
          SystemCallNumber.CLONE,
          SystemCallNumber.CLONE3);

  private static final int BUFFER_BYTES = 4 << 20;

  private final BpfObject object;
  private final CpuRings rings;
  private final LossCounter losses;
  private final BpfMap followed;

  private BpfRequests(BpfObject object, CpuRings rings) throws IOException {
    this.object = object;
    this.rings = rings;
    this.losses = new LossCounter(object.perCpuValues("lost", LossCounter.BYTES_PER_CPU));
    this.followed = new BpfMap(object.descriptor("billed"));
  }

  /**
   * Loads the programs; they follow no process yet.
   *
   * @throws IOException naming what the kernel refused
   */
  public static BpfRequests open() throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      for (int i = 0; i < NUMBERS.size(); i++) {
        object.setConstant((long) i * Long.BYTES, NUMBERS.get(i));
      }
      object.perCpu("rings", "lost");
      object.choose(Set.copyOf(PROGRAMS));
      object.load();
      CpuRings rings =
          object.rings("rings", MappedRing.shareOf(BUFFER_BYTES, CpuList.present().length));
      object.attach(PROGRAMS);
      return new BpfRequests(object, rings);
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /**
   * Follows a process, and all that it starts from now on.
   *
   * @param process its id in the initial PID namespace
   */
  public void follow(int process) throws IOException {
    followed.put(process, 1);
  }

  /** Follows a process no longer; what it started stays followed. */
  public void leave(int process) {
    followed.remove(process);
  }

  /** Hands over what has come, in order of time. */
  public void poll(RequestSink sink) {
    int _ = rings.drain((words, at, bytes) -> RequestRecords.decode(words, at, sink));
  }

  /** Records that did not fit, since the programs were loaded. */
  public long lost() {
    return losses.total();
  }

  @Override
  public void close() {
    object.close();
  }
}
