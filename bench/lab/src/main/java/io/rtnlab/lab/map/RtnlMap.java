// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.libc.Errno;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.address.AddressWitness.Session;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.RealTime;
import io.rtnlab.results.map.Counted;
import io.rtnlab.results.map.Judgement;
import io.rtnlab.results.map.MapRow;
import io.rtnlab.results.map.Rounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks which requests take the RTNL. Where a backend opens that sees every acquisition, the answer
 * is counted. Elsewhere each request is made under holds that are planted for it, and either waits
 * or does not; every hold stalls whatever else configures networks on this machine.
 */
public final class RtnlMap {
  /** The control is asked once for so many rounds of others. */
  private static final int CONTROL_EVERY = 10;

  /** A request that waited in all of so many rounds is asked no more. */
  private static final int ENOUGH_TO_LOCK = 40;

  /** A request of which so many rounds in a row say nothing is asked no more. */
  private static final int ENOUGH_OF_NOTHING = 60;

  private static final int TRIES = 3;

  private final MapPlan plan;
  private volatile String stage = "";

  public RtnlMap(MapPlan plan) {
    this.plan = plan;
  }

  /** What it is at, in one line. For any thread. */
  public String progress() {
    return stage;
  }

  /**
   * Asks all.
   *
   * @throws IOException where holds cannot be planted here, or no backend sees waits
   */
  public List<MapRow> run() throws IOException {
    AddressWitness witness = witness();
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      RtnlAddress mutex = AddressLearner.learn(witness);
      return namespace.run(() -> ask(witness, mutex.address()));
    }
  }

  private List<MapRow> ask(AddressWitness witness, long mutex) throws IOException {
    Optional<CountedRounds> counting = CountedRounds.open(mutex);
    try (MapFixture fixture = MapFixture.build(plan.loadModules())) {
      if (counting.isPresent()) {
        try (CountedRounds rounds = counting.get()) {
          return countAll(fixture, rounds);
        }
      }
      try (CalibratedHolder holder = CalibratedHolder.prepare();
          Session watch = witness.watch()) {
        return plantAll(fixture, holder, watch, mutex);
      }
    }
  }

  private static AddressWitness witness() throws IOException {
    List<String> reasons = new ArrayList<>();
    for (Backend backend : Backends.all()) {
      if (backend.probe().check()
          instanceof Availability.Unavailable(String reason, String remedy)) {
        reasons.add(backend.name() + ": " + reason + " (to unlock: " + remedy + ")");
      } else {
        return backend.witness().get();
      }
    }
    throw new IOException("no backend sees waits for the RTNL: " + String.join("; ", reasons));
  }

  /** All requests that were asked for. */
  private List<Cell> cells(MapFixture fixture) {
    return Stream.of(
            new LinkCells(fixture, plan.loadModules()).all(),
            new ObjectCells(fixture).all(),
            new DumpCells(fixture).all(),
            new BridgeCells(fixture).all(),
            new NamespaceCells(fixture).all(),
            new TcCells(fixture).all(),
            new IoctlCells(fixture).all(),
            new EthtoolCells(fixture).all(),
            new FileCells(fixture).all())
        .flatMap(List::stream)
        .filter(cell -> plan.only().matcher(cell.name()).find())
        .toList();
  }

  private List<MapRow> countAll(MapFixture fixture, CountedRounds rounds) throws IOException {
    List<Cell> cells = cells(fixture);
    List<MapRow> rows = new ArrayList<>();
    for (Cell cell : cells) {
      stage = (rows.size() + 1) + " of " + cells.size() + ": " + cell.name();
      String refusal = refusal(cell);
      if (!refusal.isEmpty()) {
        rows.add(row(cell, Judgement.untested(refusal), null, null, List.of()));
        continue;
      }
      Counted counted = rounds.count(cell, ENOUGH_TO_LOCK, plan.rounds());
      for (int tries = 1; counted.lost() > 0 && tries < TRIES; tries++) {
        counted = rounds.count(cell, ENOUGH_TO_LOCK, plan.rounds());
      }
      rows.add(
          row(
              cell,
              Judgement.of(counted, cells.size()),
              counted.locksPerRequest(),
              counted.holdNs(),
              counted.otherLocks()));
    }
    stage = "";
    return List.copyOf(rows);
  }

  private static MapRow row(
      Cell cell,
      Judgement judged,
      @Nullable Double locks,
      @Nullable Long holdNs,
      List<String> others) {
    return new MapRow(
        cell.message(),
        cell.family(),
        cell.kind(),
        cell.variant(),
        judged.verdict().word(),
        judged.bound(),
        locks,
        holdNs,
        others,
        judged.reason());
  }

  private List<MapRow> plantAll(
      MapFixture fixture, CalibratedHolder holder, Session watch, long mutex) throws IOException {
    Cell control = new IoctlCells(fixture).all().getFirst(); // dev_ifconf: the RTNL, always
    List<Cell> cells = cells(fixture);
    RealTime.OBSERVER.claim(); // it must find the mutex held, however busy the machine is
    PlantedRounds rounds = new PlantedRounds(holder, watch, mutex);
    List<Asked> asked = new ArrayList<>();
    Rounds controls = Rounds.NONE;
    for (Cell cell : cells) {
      stage = (asked.size() + 1) + " of " + cells.size() + ": " + cell.name();
      Asked each = new Asked(cell, refusal(cell));
      asked.add(each);
      rounds.nextCell();
      while (each.wantsMore(plan.rounds())) {
        each.rounds = each.rounds.and(rounds.round(cell));
        if (each.count() % CONTROL_EVERY == 0) {
          controls = controls.and(rounds.round(control));
        }
      }
      each.others = rounds.others();
    }
    stage = "";
    Rounds sensitivity = controls;
    return asked.stream().map(each -> each.row(sensitivity, cells.size())).toList();
  }

  /** Why the request cannot be made here; "" where it can: tried without any hold. */
  private static String refusal(Cell cell) {
    String refusal = "";
    for (int tries = 0; tries < TRIES; tries++) {
      int before = cell.before().go();
      int result = before > 0 ? cell.act().go() : before;
      int undoing = before > 0 ? cell.undo().go() : before; // also what was prepared in vain
      int undone = result > 0 ? undoing : result;
      if (undone > 0) {
        return "";
      }
      refusal =
          (before <= 0 ? "its preparation: " : result <= 0 ? "" : "its undoing: ")
              + described(undone);
    }
    return refusal;
  }

  private static String described(int result) {
    return switch (result) {
      case -MapFixture.ENOMODULE ->
          "it would load a kernel module; load it before, or give --load-modules";
      case -MapFixture.ENOCLASS -> "this kernel makes no link of that class";
      case -MapFixture.EIGNORED -> "this kernel passes over it";
      case 0 -> "it shows no object here";
      default -> Errno.describe(-result);
    };
  }

  /** A request and what its rounds showed. */
  private static final class Asked {
    private final Cell cell;
    private final String refusal;
    private Rounds rounds = Rounds.NONE;
    private List<String> others = List.of();

    private Asked(Cell cell, String refusal) {
      this.cell = cell;
      this.refusal = refusal;
    }

    private int count() {
      return rounds.judged() + rounds.nothing();
    }

    private boolean wantsMore(int most) {
      boolean sure = rounds.waited() >= ENOUGH_TO_LOCK && rounds.waited() == rounds.judged();
      boolean trylock = rounds.spun() + rounds.gaveUp() >= ENOUGH_TO_LOCK;
      boolean hopeless = rounds.nothing() >= ENOUGH_OF_NOTHING && rounds.judged() == 0;
      return refusal.isEmpty() && !sure && !trylock && !hopeless && count() < most;
    }

    private MapRow row(Rounds control, int requests) {
      Judgement judged =
          refusal.isEmpty() ? Judgement.of(rounds, control, requests) : Judgement.untested(refusal);
      return RtnlMap.row(cell, judged, null, null, others);
    }
  }
}
