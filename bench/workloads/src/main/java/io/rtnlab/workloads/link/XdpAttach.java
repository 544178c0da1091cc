// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.Xdp;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attaches a BPF program that passes every packet in front of a link ({@code IFLA_XDP}, net/core/
 * dev.c, {@code dev_change_xdp_fd}), and detaches it again as {@code xdp-detach}. Dumps that run
 * beside it report the program of each link.
 *
 * <pre>
 *  union bpf_attr  0 prog_type u32 │ 4 insn_cnt u32 │ 8 insns pointer │ 16 license pointer
 *  struct bpf_insn 0 code u8 │ 1 registers u8 │ 2 off s16 │ 4 imm s32
 * </pre>
 */
public final class XdpAttach extends DoAndUndo {
  static final Workload WORKLOAD =
      new Workload(
          "xdp-attach",
          "attaches an XDP program to a link (IFLA_XDP), then detaches it",
          "load balancers that attach programs while agents dump links",
          "talk 00:20:39",
          "veth; CAP_BPF and CAP_NET_ADMIN, for loading an XDP program",
          List.of(),
          XdpAttach::new);

  private static final int BPF_PROG_LOAD = 5;
  private static final int BPF_PROG_TYPE_XDP = 6;
  private static final long BPF_ATTR_BYTES = 128;

  /** {@code r0 = XDP_PASS}. */
  private static final long RETURN_PASS = 0x0000_0002_0000_00b7L;

  private static final long EXIT = 0x95;

  private @Nullable Descriptor program;
  private int device;

  XdpAttach(WorkerSite site) {
    super(WORKLOAD.name(), "xdp-detach", 0, site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, site());
    program = load();
  }

  private static Descriptor load() throws SystemCallException {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment instructions = memory.allocateFrom(ValueLayout.JAVA_LONG, RETURN_PASS, EXIT);
      MemorySegment request = memory.allocate(BPF_ATTR_BYTES, Long.BYTES);
      request.set(ValueLayout.JAVA_INT, 0, BPF_PROG_TYPE_XDP);
      request.set(ValueLayout.JAVA_INT, 4, 2);
      request.set(ValueLayout.JAVA_LONG, 8, instructions.address());
      request.set(ValueLayout.JAVA_LONG, 16, memory.allocateFrom("Apache-2.0").address());
      long result =
          SystemCall.ofThread()
              .call(SystemCallNumber.BPF, BPF_PROG_LOAD, request.address(), BPF_ATTR_BYTES);
      return Descriptor.adopt(SystemCallException.check("bpf(BPF_PROG_LOAD, XDP)", result));
    }
  }

  @Override
  protected Request<?> doing() {
    Descriptor loaded = program;
    return xdp(loaded == null ? -1 : loaded.number());
  }

  @Override
  protected Request<?> undoing() {
    return xdp(-1);
  }

  /** {@code -1} detaches. */
  private Request<?> xdp(int programNumber) {
    return Request.change(
        Link.index(device).with(Link.XDP, Xdp.TABLE.empty().with(Xdp.FD, programNumber)));
  }

  @Override
  public void close() {
    super.close();
    Closing.all(program);
  }
}
