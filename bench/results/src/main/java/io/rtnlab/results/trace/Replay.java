// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.stream.EventReader;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Attributes the events of a run again, so that every segment of every wait can be looked at. */
public final class Replay {
  private Replay() {}

  /**
   * What came of it.
   *
   * @param ledger of the waits that count
   * @param ending whether the file was whole
   */
  public record Result(Ledger ledger, EventReader.Ending ending) {}

  /** Gets the header of the file and makes what looks at the events. */
  @FunctionalInterface
  public interface Opening {
    Listener open(EventReader events) throws IOException;
  }

  /** Gets the segments of the waits, and each event once its consequences are known. */
  public interface Listener extends WaitObserver, Consumer<LockEvent> {}

  /**
   * Reads the file front to back.
   *
   * @param counted at which times a wait must begin to enter the ledger
   * @throws IOException where the file cannot be read or makes no sense
   */
  public static Result of(Path file, LongPredicate counted, Opening opening) throws IOException {
    try (EventReader events = EventReader.open(file)) {
      Listener listener = opening.open(events);
      Attribution attribution =
          new Attribution(events.operations(), events.capabilities(), listener);
      attribution.count(counted);
      EventReader.Ending ending =
          events.readAll(
              event -> {
                attribution.accept(event);
                listener.accept(event);
              });
      return new Result(attribution.ledger(), ending);
    }
  }

  /** Which times belong to the measured phase; all where the run is too old to say. */
  public static LongPredicate measured(RunDocument run) {
    @Nullable Long fromNs = run.measuredFromNs();
    long lengthNs = run.durationNs();
    return fromNs == null
        ? _ -> true
        : timeNs -> timeNs - fromNs >= 0 && timeNs - fromNs < lengthNs;
  }
}
