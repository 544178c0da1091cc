// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.nio.charset.StandardCharsets;

/**
 * One line of an event in a text, taken apart from its event name towards both ends. What stands
 * behind a thread's name is printed by the kernel or the recorder; the name itself may hold
 * anything, so it is what remains at the front.
 *
 * <pre>
 *  perf script       ip 26551/26551 [001] K 12660.410290713:   1 lock:contention_begin: 0xff… (flags=MUTEX)
 *  trace-cmd report  ip-211   ( 211) [001] 244.180366246: contention_begin: 0xff… (flags=MUTEX)
 *  tracefs trace     ip-211   [001] d..2. 244.180366: contention_begin: 00000000e1d5… (flags=MUTEX)
 * </pre>
 */
final class EventLine {
  /** What a line is. */
  enum Kind {
    /** Not an event as far as can be seen. */
    NONE,
    BEGIN,
    END,
    RELEASE,
    WAKING,
    /** The stack of the thread's last event follows ({@code options/stacktrace}). */
    STACK,
    /** An event of some other name. */
    OTHER,
    /** One of ours, or cut off inside; {@link #problem} says what is wrong with it. */
    UNREADABLE
  }

  /** What keeps an event from being read. */
  enum Problem {
    NONE,
    NO_TIME,
    NO_THREAD,
    NO_DETAILS
  }

  /** {@code PID_MAX_LIMIT} (include/linux/threads.h). */
  private static final int MOST_THREADS = 4 << 20;

  private static final long NANOS = 1_000_000_000;

  /** About 146 years: no clock of a running machine is beyond. */
  static final long LATEST_NS = 1L << 62;

  private static final byte[] BEGIN = name("contention_begin");
  private static final byte[] END = name("contention_end");
  private static final byte[] RELEASE = name("contended_release");
  private static final byte[] WAKING = name("sched_waking");
  private static final byte[] KERNEL_STACK = name("kernel_stack");
  private static final byte[] STACK_TRACE = name("<stack trace");
  private static final byte[] LOCK = name("lock:");
  private static final byte[] SCHED = name("sched:");
  private static final byte[] FLAGS = name("flags=");
  private static final byte[] RET = name("ret=");
  private static final byte[] LOCK_ADDRESS = name("lock_addr=");
  private static final byte[] PRIO = name(" prio=");
  private static final byte[] PID = name(" pid=");

  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int at;

  private long timeNs;
  private int thread;
  private int nameFrom;
  private int nameTo;
  private long lock;
  private int number;
  private boolean inInterrupt;
  private Problem problem = Problem.NONE;

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes a line apart, in time proportional to its length. */
  Kind parse(byte[] line, int first, int end) {
    bytes = line;
    from = first;
    to = end;
    problem = Problem.NONE;
    inInterrupt = false;
    int time = -1;
    for (int colon = from; colon < to; colon++) {
      if (bytes[colon] != ':') {
        continue;
      }
      if (endsWith(BEGIN, colon)) {
        return contention(Kind.BEGIN, colon, BEGIN);
      }
      if (endsWith(END, colon)) {
        return contention(Kind.END, colon, END);
      }
      if (endsWith(RELEASE, colon)) {
        return contention(Kind.RELEASE, colon, RELEASE);
      }
      if (endsWith(WAKING, colon)) {
        return waking(colon);
      }
      if (endsWith(KERNEL_STACK, colon)) {
        return front(colon - KERNEL_STACK.length) ? Kind.STACK : Kind.OTHER;
      }
      if (colon > from && isDigit(bytes[colon - 1])) {
        int after = skipBlanks(colon + 1);
        if (startsWith(STACK_TRACE, after)) {
          return front(after) ? Kind.STACK : Kind.OTHER;
        }
        time = time < 0 && isFraction(colon) ? colon : time;
      }
    }
    if (time < 0) {
      return Kind.NONE;
    }
    // Without one of our names it is another event where a time stands before a colon.
    return front(time + 1) ? Kind.OTHER : Kind.NONE;
  }

  private Kind contention(Kind kind, int colon, byte[] event) {
    int start = colon - event.length;
    if (!front(endsWith(LOCK, start) ? start - LOCK.length : start)) {
      return Kind.UNREADABLE;
    }
    at = skipBlanks(colon + 1);
    if (startsWith(LOCK_ADDRESS, at)) {
      at += LOCK_ADDRESS.length;
    }
    if (at + 1 < to && bytes[at] == '0' && (bytes[at + 1] | 0x20) == 'x') {
      at += 2;
    }
    int digits = at;
    lock = 0;
    while (at < to && hex(bytes[at]) >= 0) {
      lock = lock << 4 | hex(bytes[at]);
      at++;
    }
    if (at == digits || at - digits > 16 || (at == to && kind != Kind.RELEASE)) {
      problem = Problem.NO_DETAILS;
      return Kind.UNREADABLE;
    }
    if (kind == Kind.RELEASE) {
      return kind;
    }
    at = skipBlanks(at);
    if (at < to && bytes[at] == '(') {
      at++;
    }
    boolean read = kind == Kind.BEGIN ? flags() : result();
    if (!read) {
      problem = Problem.NO_DETAILS;
    }
    return read ? kind : Kind.UNREADABLE;
  }

  /** Linux before 6.2 prints none, whatever is set. */
  private boolean flags() {
    if (!startsWith(FLAGS, at)) {
      return false;
    }
    at += FLAGS.length;
    number = 0;
    int words = 0;
    while (at < to && bytes[at] != ')' && bytes[at] != ' ') {
      int word = at;
      while (at < to && bytes[at] != ')' && bytes[at] != ' ' && bytes[at] != '|') {
        at++;
      }
      number |= flag(word, at);
      words++;
      if (at < to && bytes[at] == '|') {
        at++;
      }
    }
    if (words == 0) {
      number = RecordedEvent.FLAGS_UNKNOWN;
    }
    return at < to;
  }

  private int flag(int first, int end) {
    return switch (new String(bytes, first, Math.min(end - first, 8), StandardCharsets.US_ASCII)) {
      case "SPIN" -> 1;
      case "READ" -> 2;
      case "WRITE" -> 4;
      case "RT" -> 8;
      case "PERCPU" -> 16;
      case "MUTEX" -> 32;
      default -> 0;
    };
  }

  private boolean result() {
    if (!startsWith(RET, at)) {
      return false;
    }
    at += RET.length;
    boolean negative = at < to && bytes[at] == '-';
    at += negative ? 1 : 0;
    int digits = at;
    number = 0;
    while (at < to && isDigit(bytes[at]) && at - digits < 9) {
      number = 10 * number + bytes[at++] - '0';
    }
    number = negative ? -number : number;
    return at > digits && at < to && !isDigit(bytes[at]);
  }

  /** The woken thread's name stands in front and may hold anything: the last match is it. */
  private Kind waking(int colon) {
    int start = colon - WAKING.length;
    if (!front(endsWith(SCHED, start) ? start - SCHED.length : start)) {
      return Kind.UNREADABLE;
    }
    for (int prio = to - PRIO.length; prio > colon; prio--) {
      if (startsWith(PRIO, prio)) {
        int digits = digitsBefore(prio, colon);
        if (digits < prio && endsWith(PID, digits)) {
          return woken(digits, prio);
        }
      }
    }
    // trace-cmd's own words: ip:29358 [120] CPU:000
    for (int bracket = to - 2; bracket > colon; bracket--) {
      if (bytes[bracket] == ' ' && bytes[bracket + 1] == '[') {
        int digits = digitsBefore(bracket, colon);
        if (digits < bracket && bytes[digits - 1] == ':') {
          return woken(digits, bracket);
        }
      }
    }
    problem = Problem.NO_DETAILS;
    return Kind.UNREADABLE;
  }

  private Kind woken(int digits, int end) {
    number = threadId(digits, end);
    problem = number < 0 ? Problem.NO_DETAILS : Problem.NONE;
    return number < 0 ? Kind.UNREADABLE : Kind.WAKING;
  }

  /** Reads backwards from the event's name: period, time, flags, CPU, thread, thread's name. */
  private boolean front(int event) {
    at = backOverBlanks(event);
    int period = at;
    while (at > from && isDigit(bytes[at - 1])) {
      at--;
    }
    int behindTime = backOverBlanks(at);
    at = at < period && behindTime > from && bytes[behindTime - 1] == ':' ? behindTime : period;
    if (at == from || bytes[at - 1] != ':' || !time(at - 1)) {
      problem = Problem.NO_TIME;
      return false;
    }
    at = backOverBlanks(at);
    if (!isCpu() && !isThread()) {
      flagsBefore();
    }
    if (isCpu()) {
      at = backOverBlanks(wordStart());
      if (at > from && bytes[at - 1] == ')') {
        threadGroup();
      }
    }
    if (!threadAndName()) {
      problem = Problem.NO_THREAD;
      return false;
    }
    return true;
  }

  /** Whether what ends before {@code end} may be a time: a point stands before its last digits. */
  private boolean isFraction(int end) {
    int point = digitsBefore(end, Math.max(from, end - 10));
    return point - 1 > from && bytes[point - 1] == '.' && isDigit(bytes[point - 2]);
  }

  /** {@code 12660.410290713}, ending before {@code end}; leaves {@link #at} before it. */
  private boolean time(int end) {
    int point = digitsBefore(end, from);
    int digits = end - point;
    if (digits < 1 || digits > 9 || point - 1 <= from || bytes[point - 1] != '.') {
      return false;
    }
    int whole = digitsBefore(point - 1, from);
    if (whole == point - 1 || point - 1 - whole > 10) {
      return false;
    }
    long seconds = 0;
    for (int i = whole; i < point - 1; i++) {
      seconds = 10 * seconds + bytes[i] - '0';
    }
    long fraction = 0;
    for (int i = 0; i < 9; i++) {
      fraction = 10 * fraction + (i < digits ? bytes[point + i] - '0' : 0);
    }
    if (seconds > LATEST_NS / NANOS) {
      return false;
    }
    timeNs = seconds * NANOS + fraction;
    at = whole;
    return true;
  }

  private int wordStart() {
    int start = at;
    while (start > from && !isBlank(bytes[start - 1])) {
      start--;
    }
    return start;
  }

  private boolean isCpu() {
    int start = wordStart();
    return at - start > 2
        && bytes[start] == '['
        && bytes[at - 1] == ']'
        && digitsBefore(at - 1, start + 1) == start + 1;
  }

  /** {@code 26551/26551}, {@code 26551}, or {@code ip-26551} as ftrace has it. */
  private boolean isThread() {
    int start = wordStart();
    int digits = digitsBefore(at, start);
    if (digits == at) {
      return false;
    }
    return digits == start
        || bytes[digits - 1] == '-'
        || (bytes[digits - 1] == '/' && digitsBefore(digits - 1, start) == start);
  }

  /** {@code K}, or {@code d..2.}: its third letter is about interrupts. */
  private void flagsBefore() {
    int start = wordStart();
    if (at - start >= 4) {
      byte context = bytes[start + 2];
      inInterrupt = context == 'h' || context == 's' || context == 'H' || context == 'z';
    }
    at = backOverBlanks(start);
  }

  private void threadGroup() {
    int start = at - 1;
    while (start > from && bytes[start] != '(' && at - start < 16) {
      start--;
    }
    if (bytes[start] == '(') {
      at = backOverBlanks(start);
    }
  }

  private boolean threadAndName() {
    int end = at;
    int digits = digitsBefore(end, from);
    if (digits == end) {
      return false;
    }
    thread = threadId(digits, end);
    int before = digits;
    if (before > from && bytes[before - 1] == '/') {
      before = digitsBefore(before - 1, from);
      before -= before > from && bytes[before - 1] == '-' ? 1 : 0;
    } else if (before > from && bytes[before - 1] == '-') {
      before--;
      if (before == from || isBlank(bytes[before - 1]) || bytes[before - 1] == '/') {
        return false; // -1: perf does not know the thread
      }
    }
    nameTo = backOverBlanks(before);
    nameFrom = from;
    skipBlanksOfName();
    return thread >= 0;
  }

  private void skipBlanksOfName() {
    while (nameFrom < nameTo && isBlank(bytes[nameFrom])) {
      nameFrom++;
    }
  }

  /** Drops the instance that trace-cmd prints first where there are several. */
  void dropInstance() {
    for (int colon = nameFrom; colon + 1 < nameTo; colon++) {
      if (bytes[colon] == ':' && isBlank(bytes[colon + 1])) {
        nameFrom = colon + 1;
        skipBlanksOfName();
        return;
      }
    }
  }

  private int threadId(int digits, int end) {
    int id = 0;
    for (int i = digits; i < end; i++) {
      id = 10 * id + bytes[i] - '0';
      if (id > MOST_THREADS) {
        return -1;
      }
    }
    return id;
  }

  private int digitsBefore(int end, int notBefore) {
    int start = end;
    while (start > notBefore && isDigit(bytes[start - 1])) {
      start--;
    }
    return start;
  }

  private int backOverBlanks(int end) {
    int start = end;
    while (start > from && isBlank(bytes[start - 1])) {
      start--;
    }
    return start;
  }

  private int skipBlanks(int start) {
    int end = start;
    while (end < to && isBlank(bytes[end])) {
      end++;
    }
    return end;
  }

  private boolean startsWith(byte[] text, int start) {
    if (start < from || start + text.length > to) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[start + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean endsWith(byte[] text, int end) {
    return end - text.length >= from
        && bytes[end - 1] == text[text.length - 1]
        && startsWith(text, end - text.length);
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The value of a hexadecimal digit; negative where it is none. */
  static int hex(byte b) {
    if (isDigit(b)) {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  long timeNs() {
    return timeNs;
  }

  int thread() {
    return thread;
  }

  int nameFrom() {
    return nameFrom;
  }

  int nameTo() {
    return nameTo;
  }

  long lock() {
    return lock;
  }

  /** Flags of a begin, result of an end, woken thread of a wake-up. */
  int number() {
    return number;
  }

  boolean inInterrupt() {
    return inInterrupt;
  }

  Problem problem() {
    return problem;
  }
}
