// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a trace that Perfetto reads: one {@code TracePacket} after the other, each forgotten once
 * it is written. Times are nanoseconds of {@code CLOCK_MONOTONIC}. Field numbers are those of
 * protos/perfetto/trace/trace_packet.proto, track_event/track_event.proto, track_descriptor.proto,
 * counter_descriptor.proto, debug_annotation.proto and clock_snapshot.proto.
 */
final class PerfettoTrace {
  /** {@code Trace.packet}. */
  private static final int PACKET = 1;

  // TracePacket
  private static final int CLOCK_SNAPSHOT = 6;
  private static final int TIMESTAMP = 8;
  private static final int SEQUENCE_ID = 10;
  private static final int TRACK_EVENT = 11;
  private static final int SEQUENCE_FLAGS = 13;
  private static final int TIMESTAMP_CLOCK_ID = 58;
  private static final int TRACK_DESCRIPTOR = 60;

  private static final int INCREMENTAL_STATE_CLEARED = 1;
  private static final int OUR_SEQUENCE = 1;

  // ClockSnapshot, and BuiltinClock of builtin_clock.proto
  private static final int SNAPSHOT_CLOCKS = 1;
  private static final int SNAPSHOT_PRIMARY = 2;
  private static final int CLOCK_ID = 1;
  private static final int CLOCK_TIMESTAMP = 2;
  private static final int MONOTONIC = 3;
  private static final int BOOTTIME = 6;

  // TrackDescriptor
  private static final int UUID = 1;
  private static final int NAME = 2;
  private static final int PARENT_UUID = 5;
  private static final int COUNTER = 8;
  private static final int COUNTER_UNIT = 3;
  private static final int UNIT_COUNT = 2;

  // TrackEvent
  private static final int DEBUG_ANNOTATIONS = 4;
  private static final int TYPE = 9;
  private static final int TRACK_UUID = 11;
  private static final int CATEGORIES = 22;
  private static final int EVENT_NAME = 23;
  private static final int COUNTER_VALUE = 30;
  private static final int FLOW_IDS = 47;
  private static final int TERMINATING_FLOW_IDS = 48;
  private static final int SLICE_BEGIN = 1;
  private static final int SLICE_END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTER_TYPE = 4;

  // DebugAnnotation
  private static final int ANNOTATION_STRING = 6;
  private static final int ANNOTATION_NAME = 10;

  private final OutputStream out;
  private final ProtoBytes trace = new ProtoBytes();
  private final ProtoBytes packet = new ProtoBytes();
  private final ProtoBytes body = new ProtoBytes();
  private final ProtoBytes part = new ProtoBytes();

  /** Starts the trace; the stream stays open when it is complete. */
  PerfettoTrace(OutputStream out) throws IOException {
    this.out = out;
    packet.clear().varint(SEQUENCE_ID, OUR_SEQUENCE);
    packet.varint(SEQUENCE_FLAGS, INCREMENTAL_STATE_CLEARED);
    body.clear();
    // The two clocks differ by the time of sleep since boot, which is not recorded: both show the
    // same.
    for (int clock : new int[] {MONOTONIC, BOOTTIME}) {
      part.clear().varint(CLOCK_ID, clock).varint(CLOCK_TIMESTAMP, 1);
      body.message(SNAPSHOT_CLOCKS, part);
    }
    body.varint(SNAPSHOT_PRIMARY, MONOTONIC);
    packet.message(CLOCK_SNAPSHOT, body);
    write();
  }

  /**
   * Describes a track, or renames it.
   *
   * @param parent its uuid; 0 where there is none
   */
  void track(long uuid, long parent, String name) throws IOException {
    describe(uuid, parent, name, false);
  }

  /** Describes a track whose values count something. */
  void counterTrack(long uuid, long parent, String name) throws IOException {
    describe(uuid, parent, name, true);
  }

  private void describe(long uuid, long parent, String name, boolean counts) throws IOException {
    body.clear().varint(UUID, uuid).string(NAME, name);
    if (parent != 0) {
      body.varint(PARENT_UUID, parent);
    }
    if (counts) {
      part.clear().varint(COUNTER_UNIT, UNIT_COUNT);
      body.message(COUNTER, part);
    }
    packet.clear().varint(SEQUENCE_ID, OUR_SEQUENCE);
    packet.message(TRACK_DESCRIPTOR, body);
    write();
  }

  /** Begins a slice. */
  void begin(long timeNs, long track, String category, String name) throws IOException {
    event(SLICE_BEGIN, track).string(CATEGORIES, category).string(EVENT_NAME, name);
    write(timeNs);
  }

  /** Begins a slice from which an arrow leaves. */
  void beginFlow(long timeNs, long track, String category, String name, long flow)
      throws IOException {
    event(SLICE_BEGIN, track).string(CATEGORIES, category).string(EVENT_NAME, name);
    body.fixed64(FLOW_IDS, flow);
    write(timeNs);
  }

  /** Ends the innermost open slice of the track. */
  void end(long timeNs, long track) throws IOException {
    event(SLICE_END, track);
    write(timeNs);
  }

  /** Ends it, and notes something of it. */
  void end(long timeNs, long track, String annotation, String value) throws IOException {
    event(SLICE_END, track);
    part.clear().string(ANNOTATION_NAME, annotation).string(ANNOTATION_STRING, value);
    body.message(DEBUG_ANNOTATIONS, part);
    write(timeNs);
  }

  /** A moment at which an arrow ends. */
  void arrive(long timeNs, long track, String category, String name, long flow) throws IOException {
    event(INSTANT, track).string(CATEGORIES, category).string(EVENT_NAME, name);
    body.fixed64(TERMINATING_FLOW_IDS, flow);
    write(timeNs);
  }

  /** A moment. */
  void instant(long timeNs, long track, String category, String name) throws IOException {
    event(INSTANT, track).string(CATEGORIES, category).string(EVENT_NAME, name);
    write(timeNs);
  }

  void counter(long timeNs, long track, long value) throws IOException {
    event(COUNTER_TYPE, track).varint(COUNTER_VALUE, value);
    write(timeNs);
  }

  private ProtoBytes event(int type, long track) {
    return body.clear().varint(TYPE, type).varint(TRACK_UUID, track);
  }

  private void write(long timeNs) throws IOException {
    packet
        .clear()
        .varint(TIMESTAMP, timeNs)
        .varint(SEQUENCE_ID, OUR_SEQUENCE)
        .message(TRACK_EVENT, body)
        .varint(TIMESTAMP_CLOCK_ID, MONOTONIC);
    write();
  }

  private void write() throws IOException {
    trace.clear().message(PACKET, packet);
    trace.writeTo(out);
  }
}
