// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** What was given to be read: a file, a pipe or standard input, known by its first bytes. */
public final class RecordedInput implements AutoCloseable {
  private static final int HEAD_BYTES = 1 << 16;
  private static final Set<String> STANDARD_INPUT =
      Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

  private final String name;
  private final Path path;
  private final boolean seekable;
  private final InputStream in;
  private final byte[] head;
  private final FileKind kind;

  private RecordedInput(
      String name, Path path, boolean seekable, InputStream in, byte[] head, FileKind kind) {
    this.name = name;
    this.path = path;
    this.seekable = seekable;
    this.in = in;
    this.head = head;
    this.kind = kind;
  }

  /**
   * Looks at the first bytes.
   *
   * @param file {@code -} for standard input
   * @throws MalformedRecording where it is of a known kind that cannot be read, saying what to do
   */
  public static RecordedInput open(Path file) throws IOException {
    boolean standard = STANDARD_INPUT.contains(file.toString());
    String name = standard ? "standard input" : file.toString();
    Path path = standard ? Path.of("/dev/stdin") : file;
    boolean seekable = Files.isRegularFile(path);
    if (!standard && !Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new MalformedRecording(name + " is a folder: name the recording in it");
    }
    InputStream in =
        standard && !seekable ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(path);
    try {
      byte[] head = in.readNBytes(HEAD_BYTES);
      FileKind kind = FileKind.of(head);
      if (kind.remedy().isPresent()) {
        throw new MalformedRecording(name + " is " + kind.remedy().get());
      }
      return new RecordedInput(name, path, seekable, in, head, kind);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** As it is named in messages and results. */
  public String name() {
    return name;
  }

  /** What its first bytes say that it is. */
  public FileKind kind() {
    return kind;
  }

  /** Its length in bytes; 0 where it ends when its writer ends. */
  public long bytes() {
    try {
      return seekable ? Files.size(path) : 0;
    } catch (IOException unknown) {
      return 0;
    }
  }

  /** All of it, from its first byte; once. */
  public InputStream stream() {
    return new SequenceInputStream(
        new ByteArrayInputStream(head), new BufferedInputStream(in, HEAD_BYTES));
  }

  /**
   * Reads it as a recording.
   *
   * @throws MalformedRecording where it is none, or damaged
   */
  public Recording recording(ReadProgress progress) throws IOException {
    if (kind != FileKind.TRACE_DAT) {
      return TextRecording.read(name, stream(), progress);
    }
    return TraceDat.open(
        seekable ? RecordedFile.open(path, progress) : RecordedFile.copyOf(stream(), progress));
  }

  /**
   * Opens the recording in a file, without progress.
   *
   * @throws MalformedRecording where it is none, or damaged
   */
  public static Recording recordingIn(Path file) throws IOException {
    try (RecordedInput input = open(file)) {
      return input.recording(ReadProgress.NONE);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
