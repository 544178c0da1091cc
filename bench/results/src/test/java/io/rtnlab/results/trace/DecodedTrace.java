// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A Perfetto trace as trace_processor understands it: packets sorted by time (those of one time as
 * they stand in the file), slices of a track as a stack. The numbers are read off Perfetto's .proto
 * files once more.
 */
final class DecodedTrace {
  record Slice(long track, String category, String name, long fromNs, long untilNs, String note) {
    long lengthNs() {
      return untilNs - fromNs;
    }
  }

  record Flow(long fromTrack, long fromNs, long toTrack, long toNs) {}

  private record Event(long timeNs, UnknownFieldSet body) {
    long number(int field) {
      return body.getField(field).getVarintList().getFirst();
    }

    String text(int field) {
      return body.getField(field).getLengthDelimitedList().getFirst().toStringUtf8();
    }
  }

  private final List<Slice> slices = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final List<String> tracks = new ArrayList<>();
  private final List<Long> counter = new ArrayList<>();
  private String misnested = "";

  static DecodedTrace read(Path file) throws IOException {
    DecodedTrace decoded = new DecodedTrace();
    List<Event> events = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (ByteString packet : UnknownFieldSet.parseFrom(in).getField(1).getLengthDelimitedList()) {
        UnknownFieldSet fields = UnknownFieldSet.parseFrom(packet);
        if (fields.hasField(11)) {
          events.add(
              new Event(
                  fields.getField(8).getVarintList().getFirst(),
                  UnknownFieldSet.parseFrom(
                      fields.getField(11).getLengthDelimitedList().getFirst())));
        } else if (fields.hasField(60)) {
          UnknownFieldSet track =
              UnknownFieldSet.parseFrom(fields.getField(60).getLengthDelimitedList().getFirst());
          decoded.tracks.add(track.getField(2).getLengthDelimitedList().getFirst().toStringUtf8());
        }
      }
    }
    events.sort(Comparator.comparingLong(Event::timeNs)); // stable
    decoded.play(events);
    return decoded;
  }

  private void play(List<Event> events) throws IOException {
    Map<Long, Deque<Event>> open = new HashMap<>();
    Map<Long, Event> leaving = new HashMap<>();
    for (Event event : events) {
      long track = event.number(11);
      Deque<Event> stack = open.computeIfAbsent(track, _ -> new ArrayDeque<>());
      switch ((int) event.number(9)) {
        case 1 -> {
          stack.push(event);
          event.body.getField(47).getFixed64List().forEach(flow -> leaving.put(flow, event));
        }
        case 2 -> {
          if (stack.isEmpty()) {
            misnested = "an end without a begin at " + event.timeNs;
          } else {
            Event begin = stack.pop();
            slices.add(
                new Slice(
                    track,
                    begin.text(22),
                    begin.text(23),
                    begin.timeNs,
                    event.timeNs,
                    note(event)));
          }
        }
        case 3 ->
            event
                .body
                .getField(48)
                .getFixed64List()
                .forEach(
                    flow -> {
                      Event from =
                          Objects.requireNonNull(leaving.remove(flow), "a flow without begin");
                      flows.add(new Flow(from.number(11), from.timeNs, track, event.timeNs));
                    });
        case 4 -> counter.add(event.number(30));
        default -> misnested = "an event of no known type at " + event.timeNs;
      }
    }
    if (!leaving.isEmpty()) {
      misnested = leaving.size() + " arrows that do not end";
    }
    open.forEach(
        (track, stack) -> {
          if (!stack.isEmpty()) {
            misnested = "an open slice on track " + track;
          }
        });
    inner();
  }

  private static String note(Event end) throws IOException {
    if (!end.body.hasField(4)) {
      return "";
    }
    return UnknownFieldSet.parseFrom(end.body.getField(4).getLengthDelimitedList().getFirst())
        .getField(6)
        .getLengthDelimitedList()
        .getFirst()
        .toStringUtf8();
  }

  /** Each segment lies in a wait of its track, each wait of a worker in a request. */
  private void inner() {
    for (Slice slice : slices) {
      String outer = slice.category.equals("segment") ? "wait" : "";
      if (!outer.isEmpty()
          && slices(outer).stream()
              .noneMatch(
                  other ->
                      other.track == slice.track
                          && other.fromNs <= slice.fromNs
                          && slice.untilNs <= other.untilNs)) {
        misnested = slice + " lies in no " + outer;
      }
    }
  }

  List<Slice> slices(String category) {
    return slices.stream().filter(slice -> slice.category.equals(category)).toList();
  }

  List<Flow> flows() {
    return flows;
  }

  List<String> tracks() {
    return tracks;
  }

  List<Long> counter() {
    return counter;
  }

  Optional<String> misnested() {
    return misnested.isEmpty() ? Optional.empty() : Optional.of(misnested);
  }
}
