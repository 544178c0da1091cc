// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.rtnlab.lab.exchange.Answer;
import io.rtnlab.lab.exchange.Attribute;
import io.rtnlab.lab.exchange.GenericFamily;
import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.lab.run.KernelModules;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.DetachedMount;
import io.rtnlab.libc.InternetSocket;
import io.rtnlab.libc.Loopback;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.wire.MessageWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Objects for requests to ask about and change, in the calling thread's network namespace: a veth
 * pair, a bridge with a port, qdiscs, addresses, routes, neighbours. Belongs to that thread.
 */
final class MapFixture implements AutoCloseable {
  static final String VETH = "map0";
  static final String PEER = "map1";
  static final String BRIDGE = "mapbr";
  static final String PORT = "mapp0";

  /** Has no qdisc, address or master. */
  static final String PLAIN = "mapp1";

  /** A VXLAN link whose network identifiers are filtered. */
  static final String VNI_FILTER = "mapvni";

  /** Kinds of links besides veth and bridge on which the same request may lock otherwise. */
  static final List<String> CLASSES = List.of("dummy", "netkit");

  /** Stands for a request that would make the kernel load a module. */
  static final Cell.Act WOULD_LOAD = () -> -MapFixture.ENOMODULE;

  /** No errno of Linux. */
  static final int ENOMODULE = 4000;

  /** Neither: the kernel passed over what makes the variant. */
  static final int EIGNORED = 4001;

  /** Nor this: there is no link of the class that the request is about. */
  static final int ENOCLASS = 4002;

  private static final int RECEIVE_BYTES = 1 << 16;

  private final RawExchange exchange = RawExchange.open(RECEIVE_BYTES);
  private final GenericFamily ethtool = GenericFamily.open("ethtool");
  private final NetworkNamespace namespace = NetworkNamespace.current();
  private final boolean loadModules;
  private final DetachedMount sysfs;
  private final Descriptor socket;
  private final Map<String, Integer> indexes = new HashMap<>();

  private MapFixture(DetachedMount sysfs, Descriptor socket, boolean loadModules)
      throws IOException {
    this.loadModules = loadModules;
    this.sysfs = sysfs;
    this.socket = socket;
  }

  /**
   * Builds it.
   *
   * @param loadModules whether the kernel may load modules for it
   */
  static MapFixture build(boolean loadModules) throws IOException {
    Loopback.up();
    MapFixture fixture =
        new MapFixture(DetachedMount.open("sysfs"), InternetSocket.open(), loadModules);
    fixture.veth(VETH, PEER);
    fixture.veth(PORT, PLAIN);
    fixture.make(16, Wire.MAKE, w -> Wire.kind(Wire.link(w, BRIDGE), "bridge", _ -> {}));
    fixture.make(
        16,
        Wire.MAKE,
        w ->
            Wire.kind(
                Wire.link(w, VNI_FILTER),
                "vxlan",
                data -> data.be16(15, 4790).u8(25, 1).u8(30, 1))); // collect metadata, filter
    CLASSES.stream().filter(fixture::mayMake).forEach(fixture::deviceClass);
    fixture.readIndexes();
    for (String name : List.of(VETH, PEER, PORT, PLAIN, BRIDGE)) {
      int index = fixture.index(name);
      fixture.make(16, 0, w -> w.u8s(0, 0, 0, 0).u32(index).u32(1).u32(1));
    }
    int bridge = fixture.index(BRIDGE);
    int port = fixture.index(PORT);
    fixture.make(16, 0, w -> Wire.link(w, Wire.AF_UNSPEC, port).u32(Wire.IFLA_MASTER, bridge));
    return fixture;
  }

  static String linkOf(String kind) {
    return "map" + kind;
  }

  private boolean mayMake(String kind) {
    return loadModules || KernelModules.now().wouldLoad(List.of(kind)).isEmpty();
  }

  private void deviceClass(String kind) {
    make(16, Wire.MAKE, w -> Wire.kind(Wire.link(w, linkOf(kind)), kind, _ -> {}));
  }

  /** Stands for a request on a link of a kind that the fixture could not make. */
  Cell.Act lacking(String kind) {
    int errno = mayMake(kind) ? ENOCLASS : ENOMODULE;
    return () -> -errno;
  }

  private void veth(String name, String peer) {
    make(
        16,
        Wire.MAKE,
        w ->
            Wire.kind(
                Wire.link(w, name),
                "veth",
                data -> {
                  int other = data.beginNested(1); // VETH_INFO_PEER
                  Wire.link(data, peer).endNested(other);
                }));
  }

  /** What cannot be built here is missing, and requests that need it are then untested. */
  private void make(int type, int flags, Consumer<MessageWriter> body) {
    Answer _ = exchange.ask(type, flags, body);
  }

  /** The index of a link of the fixture; 0 where it could not be built. */
  int index(String name) {
    return indexes.getOrDefault(name, 0);
  }

  private void readIndexes() {
    Answer _ =
        exchange.dump(
            18,
            w -> Wire.link(w, Wire.AF_UNSPEC, 0),
            (bytes, payload, end) ->
                indexes.put(
                    Attribute.text(bytes, payload + 16, end, Wire.IFLA_IFNAME),
                    bytes.get(JAVA_INT_UNALIGNED, payload + 4)));
  }

  RawExchange exchange() {
    return exchange;
  }

  /** The namespace that the fixture is in. */
  NetworkNamespace namespace() {
    return namespace;
  }

  /** Requests of ethtool by generic netlink. */
  GenericFamily ethtool() {
    return ethtool;
  }

  Descriptor socket() {
    return socket;
  }

  /** A file of sysfs, as this namespace shows it. */
  String sysfs(String path) {
    return sysfs.resolve(path).toString();
  }

  /** A request that is answered by an acknowledgement or an object. */
  Cell.Act ask(int type, int flags, UnaryOperator<MessageWriter> body) {
    return () ->
        exchange
            .ask(
                type,
                flags,
                writer -> {
                  MessageWriter _ = body.apply(writer);
                })
            .result(false);
  }

  /** A dump. */
  Cell.Act dump(int type, UnaryOperator<MessageWriter> body) {
    return () ->
        exchange
            .dump(
                type,
                writer -> {
                  MessageWriter _ = body.apply(writer);
                },
                (_, _, _) -> {})
            .result(true);
  }

  @Override
  public void close() {
    exchange.close();
    ethtool.close();
    namespace.close();
    socket.close();
    sysfs.close();
  }
}
