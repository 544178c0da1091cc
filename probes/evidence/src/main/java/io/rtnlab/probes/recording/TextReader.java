// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text of events line by line into a spool. An unreadable line is skipped and counted: a
 * thread's name may hold a line break, and any process may take such a name.
 */
final class TextReader {
  /** Of events with a stack that follows, as perf and ftrace print it. */
  private static final int HEX_COLUMN = 17;

  private static final String OS_RELEASE = "# os release : ";
  private static final String PERF_VERSION = "# perf version : ";
  private static final String PERF = "perf script";
  private static final int FIRST_STEPS = 8;

  /** What a text came to. */
  record Summary(String writer, String kernel, List<String> remarks) {}

  private final String name;
  private final TextLines lines;
  private final ByteStrings names;
  private final StackTable stacks;
  private final EventLine event = new EventLine();

  private String release = "";
  private String perf = "";
  private boolean ftrace;
  private boolean traceCmd;
  private boolean perfEvents;
  private boolean foreignMarks;

  private long events;
  private long unreadable;
  private long firstUnreadable;
  private long number;
  private EventLine.Problem problem = EventLine.Problem.NONE;

  private long firstNs = -1;
  private long lastNs;
  private long steps;
  private long stepsBack;

  private final PendingEvents pending;
  private boolean inStack;
  private boolean kernelFramesAreLong;
  private boolean userFrames;
  private int stackThread = -1;

  TextReader(String name, TextLines lines, ByteStrings names, StackTable stacks, EventSpool spool) {
    this.name = name;
    this.lines = lines;
    this.names = names;
    this.stacks = stacks;
    pending = new PendingEvents(spool);
  }

  Summary read() throws IOException {
    while (lines.next()) {
      number++;
      line(lines.bytes(), lines.from(), lines.to());
    }
    boolean brokenOff = number > 0 && !lines.isComplete();
    endStack();
    pending.flush();
    if (events == 0) {
      throw refused();
    }
    requireAbsoluteTimes();
    return new Summary(writer(), release, remarks(brokenOff));
  }

  private void line(byte[] bytes, int from, int to) throws IOException {
    if (from == to || isBlank(bytes, from, to)) {
      endStack();
      return;
    }
    if (frame(bytes, from, to) || arrowFrame(bytes, from, to)) {
      return;
    }
    EventLine.Kind kind = event.parse(bytes, from, to);
    if (bytes[from] == '#' && !isLockEvent(kind)) {
      comment(bytes, from, to);
      return;
    }
    if (kind == EventLine.Kind.NONE && looksLikeFrame(bytes, from, to)) {
      return; // of an event that is none of ours, or was lost
    }
    endStack();
    if (lines.isCut()) {
      kind = EventLine.Kind.UNREADABLE;
    }
    switch (kind) {
      case BEGIN, END, RELEASE, WAKING -> {
        time();
        events++;
        perfEvents |= !ftrace;
        if (traceCmd) {
          event.dropInstance();
        }
        pending.add(kind, event, names.of(bytes, event.nameFrom(), event.nameTo()));
        if (kind == EventLine.Kind.BEGIN || kind == EventLine.Kind.RELEASE) {
          startStack();
        }
      }
      case STACK -> {
        time();
        ftrace = true;
        startStack();
      }
      case OTHER -> time();
      case UNREADABLE -> unreadable(event.problem());
      case NONE -> none(bytes, from, to);
    }
  }

  /** A thread's name may begin with #. */
  private static boolean isLockEvent(EventLine.Kind kind) {
    return kind == EventLine.Kind.BEGIN
        || kind == EventLine.Kind.END
        || kind == EventLine.Kind.RELEASE
        || kind == EventLine.Kind.WAKING;
  }

  private void startStack() {
    stackThread = event.thread();
    inStack = true;
    userFrames = false;
    kernelFramesAreLong = false;
  }

  private void endStack() {
    if (inStack) {
      inStack = false;
      int stack = stacks.end();
      if (stack != StackTable.NONE) {
        pending.stack(stackThread, stack);
      }
    }
  }

  private void time() {
    long timeNs = event.timeNs();
    if (firstNs < 0) {
      firstNs = timeNs;
    } else {
      steps++;
      stepsBack += timeNs < lastNs ? 1 : 0;
    }
    lastNs = timeNs;
  }

  /** {@code <tab><address, 16 columns> function[+offset] [(module)]}. */
  private boolean frame(byte[] bytes, int from, int to) {
    if (to - from <= HEX_COLUMN + 1 || bytes[from] != '\t' || bytes[from + HEX_COLUMN] != ' ') {
      return false;
    }
    int at = from + HEX_COLUMN;
    while (at > from && EventLine.hex(bytes[at - 1]) >= 0) {
      at--;
    }
    int digits = from + HEX_COLUMN - at;
    if (digits == 0 || !EventLine.isBlank(bytes[at - 1])) {
      return false;
    }
    if (inStack) {
      function(bytes, from + HEX_COLUMN + 1, to, digits == HEX_COLUMN - 1);
    }
    return true;
  }

  /** {@code => function[+offset] [(address)]}. */
  private boolean arrowFrame(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    if (to - at < 4 || bytes[at] != '=' || bytes[at + 1] != '>' || bytes[at + 2] != ' ') {
      return false;
    }
    if (inStack) {
      function(bytes, at + 3, to, true);
    }
    return true;
  }

  /** Frames in user space follow those of the kernel; no kernel function stands behind them. */
  private void function(byte[] bytes, int from, int to, boolean longAddress) {
    int end = from;
    while (end < to && !EventLine.isBlank(bytes[end]) && bytes[end] != '+') {
      end++;
    }
    userFrames |= kernelFramesAreLong && !longAddress;
    userFrames |= bytes[to - 1] == ')' && isFile(bytes, end, to);
    kernelFramesAreLong |= longAddress;
    if (!userFrames && end > from && bytes[from] != '[') {
      stacks.frame(bytes, from, end);
    }
  }

  /** {@code (/usr/sbin/ip)}, where a kernel function has {@code ([kernel.kallsyms])}. */
  private static boolean isFile(byte[] bytes, int from, int to) {
    for (int at = from; at + 1 < to; at++) {
      if (bytes[at] == '(') {
        return bytes[at + 1] == '/';
      }
    }
    return false;
  }

  /** A frame written by hand or by another tool: blanks, an address, a function. */
  private boolean looksLikeFrame(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && EventLine.isBlank(bytes[at])) {
      at++;
    }
    int address = at;
    while (at < to && EventLine.hex(bytes[at]) >= 0) {
      at++;
    }
    boolean isFrame =
        at - address >= 4 && address > from && at + 1 < to && EventLine.isBlank(bytes[at]);
    if (isFrame && inStack) {
      function(bytes, at + 1, to, at - address == HEX_COLUMN - 1);
    }
    return isFrame;
  }

  private void comment(byte[] bytes, int from, int to) {
    endStack();
    String text = new String(bytes, from, Math.min(to - from, 256), StandardCharsets.UTF_8);
    if (text.startsWith(OS_RELEASE)) {
      release = text.substring(OS_RELEASE.length());
    } else if (text.startsWith(PERF_VERSION)) {
      perf = " " + text.substring(PERF_VERSION.length());
    } else if (text.startsWith("# tracer:")) {
      ftrace = true;
    }
  }

  private void none(byte[] bytes, int from, int to) throws IOException {
    String text = new String(bytes, from, Math.min(to - from, 256), StandardCharsets.UTF_8);
    int lost = text.indexOf("PERF_RECORD_LOST");
    if (lost >= 0) {
      long count = numberAfter(text, text.indexOf(" lost ", lost), " lost ".length());
      pending.lost(lastNs, count);
    } else if (text.startsWith("CPU:") && text.contains("EVENTS")) {
      int bracket = text.indexOf('[');
      int word = text.startsWith("[LOST ", bracket) ? "[LOST ".length() : 1;
      pending.lost(lastNs, numberAfter(text, bracket, word));
    } else if (text.startsWith("version = ") || text.startsWith("cpus=")) {
      ftrace = true;
      traceCmd = true;
    } else if (text.contains("Avg Wait") || text.contains("avg wait")) {
      foreignMarks = true;
    } else if (events > 0) {
      unreadable(EventLine.Problem.NONE);
    }
  }

  private static long numberAfter(String text, int word, int length) {
    long count = 0;
    boolean any = false;
    for (int at = word + length; word >= 0 && at < text.length() && at < word + 24; at++) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        break;
      }
      count = Math.min(10 * count + c - '0', Long.MAX_VALUE / 16);
      any = true;
    }
    return any ? count : LockEvent.Lost.COUNT_UNKNOWN;
  }

  private void unreadable(EventLine.Problem what) {
    if (unreadable == 0) {
      firstUnreadable = number;
    }
    unreadable++;
    if (what != EventLine.Problem.NONE) {
      problem = what;
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    if (bytes[to - 1] != ' ' && bytes[to - 1] != '\t') {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (!EventLine.isBlank(bytes[at])) {
        return false;
      }
    }
    return true;
  }

  private String writer() {
    return perf.isEmpty() && ftrace && !perfEvents ? "text of ftrace" : PERF + perf;
  }

  private List<String> remarks(boolean brokenOff) {
    List<String> remarks = new ArrayList<>();
    if (brokenOff) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the text ends in the middle of line %,d: it was cut off, and what came after is"
                  + " missing",
              number));
    }
    if (unreadable > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d lines could not be read and were skipped, the first is line %,d",
              unreadable,
              number,
              firstUnreadable));
    }
    if (stacks.dropped() > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%,d stacks were left out: too many different ones", stacks.dropped()));
    }
    if (writer().startsWith(PERF)) {
      remarks.add("perf script shows lost events only with --show-lost-events");
    }
    return List.copyOf(remarks);
  }

  /** {@code --deltatime} prints the time since the event before. */
  private void requireAbsoluteTimes() throws MalformedRecording {
    if (stepsBack > 0 && (firstNs == 0 || steps >= FIRST_STEPS) && 4 * stepsBack >= steps) {
      throw new MalformedRecording(
          String.format(
              Locale.ROOT,
              "the times in %s go back at %,d of %,d steps, as those of perf script --deltatime do,"
                  + " which shows no moment of any event; write it anew without that option",
              name,
              stepsBack,
              steps));
    }
  }

  private MalformedRecording refused() {
    @Nullable String field =
        switch (problem) {
          case NO_TIME -> "the time of each event in seconds (field time)";
          case NO_THREAD -> "the thread of each event (fields pid and tid)";
          case NO_DETAILS -> "the lock of each event (field trace)";
          case NONE -> null;
        };
    if (field != null) {
      return new MalformedRecording(
          name
              + " is the text of lock events, but lacks "
              + field
              + "; write it anew: perf script --ns -F comm,pid,tid,cpu,time,event,trace,ip,sym");
    }
    if (foreignMarks) {
      return new MalformedRecording(
          name
              + " is a table of sums, as perf lock contention and klockstat print it: it gives"
              + " neither who held a lock nor when; record the events instead, as"
              + " \"rtnlab attribute --help\" shows");
    }
    return new MalformedRecording(
        name
            + " is neither a trace.dat nor a text with lock:contention_begin in it (perf script,"
            + " trace-cmd report), nor a kernel log with time stamps or a report of a hung task;"
            + " \"rtnlab attribute --help\" shows how to record one");
  }
}
