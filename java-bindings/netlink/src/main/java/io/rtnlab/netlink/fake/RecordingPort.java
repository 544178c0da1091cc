// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fake;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.port.NetlinkPort;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes everything on to another port, and keeps all datagrams that go by: one line each, {@code
 * >} before what was sent and {@code <} before what was received, in hexadecimal. {@link
 * ReplayPort} reads that.
 */
public final class RecordingPort implements NetlinkPort {
  private final NetlinkPort port;
  private final List<String> lines = new ArrayList<>();

  /** Takes over the port and closes it in the end. */
  public RecordingPort(NetlinkPort port) {
    this.port = port;
  }

  /** What went by until now. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  private void keep(char direction, MemorySegment datagram, long bytes) {
    Bytes copy = Bytes.of(datagram.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE));
    synchronized (lines) {
      lines.add(direction + " " + copy);
    }
  }

  @Override
  public int send(MemorySegment datagram) {
    int sent = port.send(datagram);
    if (sent >= 0) {
      keep('>', datagram, datagram.byteSize());
    }
    return sent;
  }

  @Override
  public int receive(MemorySegment buffer) {
    return kept(port.receive(buffer), buffer);
  }

  @Override
  public int receiveNow(MemorySegment buffer) {
    return kept(port.receiveNow(buffer), buffer);
  }

  private int kept(int received, MemorySegment buffer) {
    if (received > 0) {
      keep('<', buffer, Math.min(received, buffer.byteSize()));
    }
    return received;
  }

  @Override
  public int portId() {
    return port.portId();
  }

  @Override
  public int join(int group) {
    return port.join(group);
  }

  @Override
  public int leave(int group) {
    return port.leave(group);
  }

  @Override
  public int receiveTimeout(Duration timeout) {
    return port.receiveTimeout(timeout);
  }

  @Override
  public int descriptor() {
    return port.descriptor();
  }

  @Override
  public int namespaceId() {
    return port.namespaceId();
  }

  @Override
  public void close() {
    port.close();
  }
}
