// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plain C, native/baseline, in the same process and on the same thread. One call does a whole
 * round, so that crossing into it costs nothing per unit.
 */
final class CImplementation implements Implementation {
  private static final int RTM_NEWROUTE = 24;
  private static final int RTM_DELROUTE = 25;
  private static final int ROUTES_PER_DATAGRAM = 256;
  private static final int BYTES_PER_ROUTE = 64;

  private final Arena arena = Arena.ofConfined();
  private final String name;
  private final SymbolLookup library;
  private final @Nullable MethodHandle refusedSends;
  private final @Nullable MethodHandle noOps;
  private final @Nullable MethodHandle routes;
  private final @Nullable MethodHandle lookups;
  private final @Nullable MethodHandle dumpRoutes;
  private final @Nullable MethodHandle dumpLinks;
  private final @Nullable MethodHandle encodeRoutes;
  private final @Nullable MethodHandle patchRoutes;
  private final @Nullable MethodHandle parseRoutes;
  private final @Nullable MethodHandle parseLinks;
  private final int socket;
  private final MemorySegment datagram;
  private final MemorySegment routeSample;
  private final MemorySegment linkSample;

  private CImplementation(String name, Path file) throws IOException {
    this.name = name;
    library = open(file, arena);
    refusedSends = function("baseline_refused_sends", JAVA_INT, JAVA_LONG);
    noOps = function("baseline_no_ops", JAVA_INT, JAVA_LONG, JAVA_INT);
    routes =
        function(
            "baseline_routes",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT);
    lookups = function("baseline_lookups", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    dumpRoutes = function("baseline_dump_routes", JAVA_INT, JAVA_INT);
    dumpLinks = function("baseline_dump_links", JAVA_INT);
    encodeRoutes =
        function("baseline_encode_routes", ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    patchRoutes =
        function("baseline_patch_routes", ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    parseRoutes = function("baseline_parse_routes", ADDRESS, JAVA_INT, JAVA_LONG);
    parseLinks = function("baseline_parse_links", ADDRESS, JAVA_INT, JAVA_LONG);
    socket = (int) call(function("baseline_open"));
    if (socket < 0) {
      throw new IOException(name + ": baseline_open: errno " + -socket);
    }
    datagram = arena.allocate(ROUTES_PER_DATAGRAM * BYTES_PER_ROUTE, Long.BYTES);
    routeSample = Fixture.capture(Fixture.ALL_ROUTES, arena);
    linkSample = Fixture.capture(Fixture.ALL_LINKS, arena);
  }

  /**
   * Plain C, in the calling thread's network namespace.
   *
   * @throws IOException if the build had no C compiler
   */
  static CImplementation plain() throws IOException {
    return open(
        "C",
        "librtnlab_baseline.so",
        "no plain C to compare with: the build found no C compiler; apt-get install"
            + " build-essential, then build again");
  }

  /**
   * The same with libmnl.
   *
   * @throws IOException if the build had no libmnl, or there is none now
   */
  static CImplementation libmnl() throws IOException {
    return open(
        "libmnl",
        "librtnlab_libmnl.so",
        "the build found none; apt-get install libmnl-dev, then build again");
  }

  private static CImplementation open(String name, String resource, String remedy)
      throws IOException {
    try (InputStream library = CImplementation.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IOException(remedy);
      }
      Path file = Files.createTempFile("rtnlab", resource);
      try {
        Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        return new CImplementation(name, file);
      } finally {
        Files.delete(file); // stays mapped
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(resource + " does not load: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("restricted") // a library of our own
  private static SymbolLookup open(Path file, Arena arena) {
    return SymbolLookup.libraryLookup(file, arena);
  }

  /** Null where this library does not do it. */
  @SuppressWarnings("restricted") // signatures as in baseline.h
  private @Nullable MethodHandle function(String name, MemoryLayout... arguments) {
    MemorySegment address = library.find(name).orElse(MemorySegment.NULL);
    return address.equals(MemorySegment.NULL)
        ? null
        : Linker.nativeLinker()
            .downcallHandle(address, FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  private static long call(@Nullable MethodHandle function, Object... arguments) {
    try {
      return (long) Objects.requireNonNull(function).invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new AssertionError("C does not throw", impossible);
    }
  }

  /** Which compiler made it. */
  @SuppressWarnings("restricted") // a string of its own
  String compiler() {
    return MemorySegment.ofAddress(call(function("baseline_compiler")))
        .reinterpret(256)
        .getString(0);
  }

  /** What its readers have kept of the last dump or parse. */
  long kept() {
    return call(function("baseline_kept"));
  }

  /** What it encoded or patched last. */
  MemorySegment datagram() {
    return datagram;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean can(Work work) {
    return switch (work) {
          case NOTHING -> refusedSends;
          case NO_OP, NO_OPS_64 -> noOps;
          case INSERT_1, INSERT_64, INSERT_256, INSERT_256_NEXT_HOP -> routes;
          case LOOKUP, LOOKUP_64 -> lookups;
          case ROUTE_DUMP, ROUTE_RECORDS -> dumpRoutes;
          case LINK_DUMP, LINK_RECORDS -> dumpLinks;
          case ENCODE -> encodeRoutes;
          case PATCH -> patchRoutes;
          case PARSE_ROUTES -> parseRoutes;
          case PARSE_LINKS -> parseLinks;
        }
        != null;
  }

  @Override
  public long perform(Work work, int units) {
    long count = units;
    return switch (work) {
      case NOTHING -> call(refusedSends, socket, count);
      case NO_OP -> call(noOps, socket, count, 1);
      case NO_OPS_64 -> call(noOps, socket, count, 64);
      case INSERT_1 -> insert(units, 1, 0);
      case INSERT_64 -> insert(units, 64, 0);
      case INSERT_256 -> insert(units, 256, 0);
      case INSERT_256_NEXT_HOP -> insert(units, 256, Fixture.NEXT_HOP);
      case LOOKUP -> call(lookups, socket, Fixture.FIRST_ADDRESS, count, 1);
      case LOOKUP_64 -> call(lookups, socket, Fixture.FIRST_ADDRESS, count, 64);
      case ROUTE_DUMP, ROUTE_RECORDS -> passes(units, dumpRoutes, socket, Fixture.DUMPED_TABLE);
      case LINK_DUMP, LINK_RECORDS -> passes(units, dumpLinks, socket);
      case ENCODE ->
          call(
              encodeRoutes,
              datagram,
              Fixture.FIRST_ADDRESS,
              count,
              ROUTES_PER_DATAGRAM,
              Fixture.LOOPBACK);
      case PATCH ->
          call(
              patchRoutes,
              datagram,
              Fixture.FIRST_ADDRESS,
              count,
              ROUTES_PER_DATAGRAM,
              Fixture.LOOPBACK);
      case PARSE_ROUTES -> call(parseRoutes, routeSample, (int) routeSample.byteSize(), count);
      case PARSE_LINKS -> call(parseLinks, linkSample, (int) linkSample.byteSize(), count);
    };
  }

  private long insert(int units, int perSend, int nextHop) {
    return call(
        routes,
        socket,
        RTM_NEWROUTE,
        Fixture.FIRST_ADDRESS,
        (long) units,
        perSend,
        Fixture.LOOPBACK,
        nextHop);
  }

  /**
   * Takes back what any implementation has inserted.
   *
   * @return how many routes there were, or {@code -errno}: {@code -ESRCH} if one was missing
   */
  long removeRoutes(int units, boolean byNextHop) {
    return call(
        routes,
        socket,
        RTM_DELROUTE,
        Fixture.FIRST_ADDRESS,
        (long) units,
        ROUTES_PER_DATAGRAM,
        Fixture.LOOPBACK,
        byNextHop ? Fixture.NEXT_HOP : 0);
  }

  /** Whole dumps until there are enough. */
  private static long passes(int units, @Nullable MethodHandle dump, Object... arguments) {
    long done = 0;
    while (done < units) {
      long brought = call(dump, arguments);
      if (brought <= 0) {
        return brought;
      }
      done += brought;
    }
    return done;
  }

  @Override
  public void close() {
    call(function("baseline_close", JAVA_INT), socket);
    arena.close();
  }
}
