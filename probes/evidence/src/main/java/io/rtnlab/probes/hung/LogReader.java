// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import io.rtnlab.probes.hung.HangEvidence.Source;
import io.rtnlab.probes.recording.LogLine;
import io.rtnlab.probes.recording.ReadProgress;
import io.rtnlab.probes.recording.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a kernel log line by line, in memory that depends on its tasks alone. Formats: hung-task
 * reports and sysrq of Linux 4.x ({@code sched_show_task} with columns), 5.x ({@code pid: 1706
 * ppid:}) and 6.x and later ({@code pid:111 tgid:110}); lockdep's held locks; {@code
 * /proc/PID/stack} behind {@code ==> /proc/PID/stack <==} or {@code /proc/PID/stack:}. Where the
 * log names printk's callers, their lines are kept apart.
 */
public final class LogReader {
  private static final Pattern BLOCKED =
      Pattern.compile("INFO: task (.*):(\\d+) blocked (?:in I/O wait )?for more than (\\d+) s.*");

  /** The same in a line that is not read: behind an unknown prefix, wrapped or cut. */
  private static final Pattern UNREAD =
      Pattern.compile(".*\\btask .*\\bblocked (?:in I/O wait )?for more\\b.*");

  private static final Pattern OWNER =
      Pattern.compile(
          "INFO: task (.*):(\\d+) (?:is )?blocked on an? .*likely.* by task (.*?):(\\d+)[ .].*");
  private static final Pattern NO_OWNER =
      Pattern.compile("INFO: task (.*):(\\d+) (?:is )?blocked on an? .*owner is not found.*");
  private static final Pattern HEADER =
      Pattern.compile("task:(.*?)\\s*state:(\\S)\\s.*?\\bpid:\\s*(\\d+)\\b.*");
  private static final Pattern COLUMNS =
      Pattern.compile(
          "(\\S.{0,18}?)\\s+([RSDTtXZPI])\\s+(?:running task\\s+)?(?:[0-9a-f]{8,16}\\s+)?"
              + "\\d+\\s+(\\d+)\\s+\\d+\\s+0x[0-9a-f]{8,16}\\s*");
  private static final Pattern LOCKS =
      Pattern.compile("(?:\\d+ locks?|no locks) held by (.*)/(\\d+)[:,].*");
  private static final Pattern LOCK = Pattern.compile("\\s*#\\d+: (\\S+) +\\((.*?)\\)\\{.*");
  private static final Pattern RUNNING =
      Pattern.compile(
          "CPU: \\d+ (?:UID: \\d+ )?PID: (\\d+) Comm: (.*?) (?:Not tainted|Tainted|Kdump).*");
  private static final Pattern PROC_HEAD =
      Pattern.compile("(?:==> )?\\S*?(\\d+)/stack(?: <==|:\\s?(.*))");
  private static final Pattern RELEASE =
      Pattern.compile("\\s*(?:Not tainted|Tainted: [A-Z ]+?)\\s+(\\d+\\.\\d+\\S*) #.*");
  private static final Pattern VERSION = Pattern.compile("Linux version (\\S+) .*");

  /** What the next stack of a running task means. */
  private enum Notice {
    NONE,
    LOCKUP,
    DEATH,
    PASSING
  }

  /** Of one caller of printk. */
  private static final class Cursor {
    private @Nullable SeenTask task;
    private @Nullable SeenTask lockOwner;
    private @Nullable SeenTask headless;
    private Notice notice = Notice.NONE;
    private boolean ignored;
  }

  private HangEvidence evidence = new HangEvidence();
  private @Nullable HangEvidence earlier;
  private final Map<String, Cursor> cursors = new HashMap<>();

  private LogReader() {}

  /**
   * Reads to the end.
   *
   * @return the tasks of the last boot that shows any
   */
  public static HangEvidence read(InputStream log, ReadProgress progress) throws IOException {
    LogReader reader = new LogReader();
    TextLines lines = new TextLines(log, progress);
    while (lines.next()) {
      String line =
          new String(
              lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1);
      if (concerns(line)) {
        reader.accept(KernelLine.of(LogLine.plain(line)));
      }
    }
    return reader.result();
  }

  private HangEvidence result() {
    for (Cursor cursor : cursors.values()) {
      SeenTask last = cursor.task;
      if (last != null) {
        last.cut();
      }
    }
    HangEvidence before = earlier;
    return evidence.isEmpty() && before != null ? before : evidence;
  }

  /** Most lines of a log are none of ours, and are passed over without a closer look. */
  private static boolean concerns(String line) {
    if (isOfAnotherProgram(line)) {
      return false;
    }
    return line.contains("+0x")
        || line.contains("blocked ")
        || line.contains("state:")
        || line.contains("Call ")
        || line.contains("ainted")
        || line.contains("held by ")
        || line.contains(" #")
        || line.contains("IRQ>")
        || line.contains("NMI>")
        || line.contains("ysrq")
        || line.contains("ysRq")
        || line.contains("lockup")
        || line.contains("Linux version ")
        || line.contains(" 0x0")
        || line.contains("stall")
        || line.contains("Oops")
        || line.contains("BUG: ")
        || line.contains("WARNING: ")
        || line.contains("NMI backtrace")
        || line.contains("protection fault")
        || line.contains("/stack")
        || line.contains(".c:");
  }

  /** In a journal of all programs, by a time stamp and the missing word kernel. */
  private static boolean isOfAnotherProgram(String line) {
    if (line.startsWith("{")) {
      return line.contains("\"_TRANSPORT\"") && !line.contains("\"kernel\"");
    }
    return line.length() > 20
        && ((line.charAt(9) == ':' && line.charAt(12) == ':' && line.charAt(6) == ' ')
            || (line.charAt(4) == '-' && line.charAt(10) == 'T' && line.charAt(13) == ':'))
        && !line.contains("kernel")
        && !line.startsWith("task:");
  }

  private void accept(KernelLine line) {
    Cursor cursor = cursors.computeIfAbsent(line.caller(), _ -> new Cursor());
    if (cursors.size() > 4096) {
      cursors.keySet().removeIf(caller -> !caller.equals(line.caller()));
    }
    String text = line.text();
    if (report(text, cursor)
        || header(text, cursor)
        || procHead(text, cursor)
        || lock(text, cursor)
        || notice(text, cursor)) {
      return;
    }
    frame(text, cursor);
  }

  private boolean report(String text, Cursor cursor) {
    if (!text.contains("blocked ")) {
      return false;
    }
    Matcher blocked = BLOCKED.matcher(text);
    if (blocked.matches()) {
      evidence.add(Source.HUNG_TASK);
      SeenTask task = begin(blocked.group(1), blocked.group(2), cursor);
      task.state = 'D';
      task.blockedFor(number(blocked.group(3)));
      return true;
    }
    Matcher owner = OWNER.matcher(text);
    if (owner.matches()) {
      evidence.add(Source.OWNER_LINE);
      SeenTask task = task(owner.group(1), owner.group(2));
      task.owner = task(owner.group(3), owner.group(4));
      cursor.task = null;
      return true;
    }
    Matcher none = NO_OWNER.matcher(text);
    if (none.matches()) {
      evidence.add(Source.OWNER_LINE);
      task(none.group(1), none.group(2)).ownerNotFound = true;
      return true;
    }
    if (UNREAD.matcher(text).matches()) {
      evidence.sawUnreadReport();
      cursor.task = null;
      cursor.ignored = true;
      return true;
    }
    return false;
  }

  private boolean header(String text, Cursor cursor) {
    Matcher header = text.contains("state:") ? HEADER.matcher(text) : COLUMNS.matcher(text);
    if (header.matches()) {
      begin(header.group(1), header.group(3), cursor).state = header.group(2).charAt(0);
      return true;
    }
    return false;
  }

  private boolean procHead(String text, Cursor cursor) {
    if (!text.contains("/stack")) {
      return false;
    }
    Matcher head = PROC_HEAD.matcher(text);
    if (!head.matches()) {
      return false;
    }
    evidence.add(Source.PROC_STACK);
    int pid = (int) number(head.group(1));
    String frame = head.group(2);
    SeenTask task = cursor.task;
    if (frame == null || task == null || task.pid != pid || !task.ofProc) {
      task = begin("", head.group(1), cursor);
      task.ofProc = true;
    }
    if (frame != null) {
      frame(frame, cursor);
    }
    return true;
  }

  private boolean lock(String text, Cursor cursor) {
    if (text.contains("held by ")) {
      Matcher locks = LOCKS.matcher(text);
      if (locks.matches()) {
        evidence.add(Source.LOCKDEP);
        cursor.lockOwner = task(locks.group(1), locks.group(2));
        cursor.lockOwner.newLocks();
        cursor.task = null;
        return true;
      }
    }
    SeenTask owner = cursor.lockOwner;
    if (owner == null || !text.contains("#")) {
      return false;
    }
    Matcher lock = LOCK.matcher(text);
    if (lock.matches()) {
      owner.add(new HeldLock(lock.group(1), lock.group(2)));
      return true;
    }
    return false;
  }

  private boolean notice(String text, Cursor cursor) {
    Matcher release = text.contains("ainted") ? RELEASE.matcher(text) : null;
    if (release != null && release.matches()) {
      evidence.kernel(release.group(1));
      return true;
    }
    Matcher version = text.startsWith("Linux version ") ? VERSION.matcher(text) : null;
    if (version != null && version.matches()) {
      boot(version.group(1));
      return true;
    }
    Matcher running = text.contains(" Comm: ") ? RUNNING.matcher(text) : null;
    if (running != null && running.matches()) {
      running(running, cursor);
      return true;
    }
    if (text.contains("IRQ>") || text.contains("NMI>")) {
      SeenTask task = cursor.task;
      if (task != null && text.contains("</")) {
        task.dropInterrupt();
      }
      return true;
    }
    if (text.contains("Show Blocked State")) {
      evidence.add(Source.SYSRQ_W);
      evidence.sawDump();
    } else if (text.contains("Show State")) {
      evidence.add(Source.SYSRQ_T);
      evidence.sawDump();
    } else if (text.contains("soft lockup")
        || text.contains("stall")
        || text.contains("NMI back")) {
      cursor.notice = Notice.LOCKUP;
    } else if (text.contains("WARNING: ")) {
      cursor.notice = Notice.PASSING;
    } else if (text.contains("Oops")
        || text.contains("protection fault")
        || text.contains("BUG: unable to handle")
        || text.contains("kernel BUG at")) {
      cursor.notice = Notice.DEATH;
    } else {
      return false;
    }
    cursor.task = null;
    return true;
  }

  private void running(Matcher matcher, Cursor cursor) {
    cursor.task = null;
    cursor.ignored = cursor.notice != Notice.LOCKUP && cursor.notice != Notice.DEATH;
    int pid = (int) number(matcher.group(1));
    if (!cursor.ignored && pid != 0) {
      SeenTask task = begin(matcher.group(2), matcher.group(1), cursor);
      task.state = 'R';
      task.lockedUp = cursor.notice == Notice.LOCKUP;
      task.died = cursor.notice == Notice.DEATH;
      evidence.add(Source.LOCKUP);
    } else {
      cursor.ignored = true;
    }
    cursor.notice = Notice.NONE;
  }

  private void frame(String text, Cursor cursor) {
    if (text.startsWith("Call ")) {
      cursor.headless = null;
      return;
    }
    Frame frame = Frame.of(text);
    if (frame == null) {
      return;
    }
    SeenTask task = cursor.task;
    if (task != null) {
      task.add(frame);
    } else if (!cursor.ignored && evidence.count() == 0) {
      SeenTask headless = cursor.headless;
      if (headless == null) {
        headless = evidence.headlessStack();
        cursor.headless = headless;
      }
      headless.add(frame);
    }
  }

  private void boot(String release) {
    if (!evidence.isEmpty()) {
      earlier = evidence;
    }
    evidence = new HangEvidence();
    evidence.kernel(release);
    cursors.clear();
  }

  private SeenTask begin(String comm, String pid, Cursor cursor) {
    SeenTask task = task(comm, pid);
    task.newStack();
    cursor.task = task;
    cursor.lockOwner = null;
    cursor.ignored = false;
    return task;
  }

  private SeenTask task(String comm, String pid) {
    String name =
        comm.chars().allMatch(c -> c < 0x80)
            ? comm
            : new String(comm.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return evidence.task(name.strip(), (int) number(pid));
  }

  private static long number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
  }
}
