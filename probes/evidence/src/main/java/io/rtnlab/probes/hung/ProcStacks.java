// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import io.rtnlab.probes.hung.HangEvidence.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a folder of copied {@code /proc/PID/stack} files: {@code PID/stack}, {@code
 * PID/task/TID/stack}, {@code PID.stack} or {@code stack.PID}; the name and state of a task from
 * {@code status} or {@code comm} beside it.
 */
public final class ProcStacks {
  private static final int DEPTH = 6;
  private static final int BYTES_AT_MOST = 1 << 20;
  private static final Pattern IN_FOLDER = Pattern.compile(".*?(\\d+)/stack");
  private static final Pattern BY_NAME = Pattern.compile(".*?/?(?:(\\d+)\\.stack|stack\\.(\\d+))");

  private ProcStacks() {}

  /**
   * Reads them all.
   *
   * @throws IOException where the folder holds no stack, saying what it should hold
   */
  public static HangEvidence read(Path folder) throws IOException {
    HangEvidence evidence = new HangEvidence();
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        int pid = pid(folder.toAbsolutePath().getFileName() + "/" + folder.relativize(file));
        if (pid > 0) {
          add(file, pid, evidence);
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException(folder + " cannot be read whole: " + e.getMessage(), e);
    }
    if (evidence.count() == 0) {
      throw new IOException(
          folder
              + " holds no stack: copy /proc/PID/stack and /proc/PID/status of each task there as"
              + " PID/stack and PID/status, or name the file of a log or a recording");
    }
    return evidence;
  }

  private static int pid(String name) {
    Matcher folder = IN_FOLDER.matcher(name);
    if (folder.matches()) {
      return number(folder.group(1));
    }
    Matcher file = BY_NAME.matcher(name);
    return file.matches() ? number(file.group(1) == null ? file.group(2) : file.group(1)) : 0;
  }

  private static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  private static void add(Path file, int pid, HangEvidence evidence) throws IOException {
    String name = beside(file, "comm").strip();
    char state = '?';
    for (String line : beside(file, "status").lines().toList()) {
      if (line.startsWith("Name:")) {
        name = line.substring("Name:".length()).strip();
      } else if (line.startsWith("State:")) {
        String word = line.substring("State:".length()).strip();
        state = word.isEmpty() ? '?' : word.charAt(0);
      }
    }
    SeenTask task = evidence.task(name, pid);
    evidence.add(Source.PROC_STACK);
    task.ofProc = true;
    task.state = state;
    task.newStack();
    for (String line : text(file).lines().toList()) {
      Frame frame = Frame.of(line);
      if (frame != null) {
        task.add(frame);
      }
    }
  }

  private static String beside(Path stack, String name) throws IOException {
    Path file = stack.resolveSibling(name);
    return Files.isRegularFile(file) ? text(file) : "";
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BYTES_AT_MOST), StandardCharsets.UTF_8);
    }
  }
}
