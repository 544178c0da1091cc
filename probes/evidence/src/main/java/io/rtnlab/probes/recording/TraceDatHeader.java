// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.rtnlab.probes.tracebuffer.EventFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All of a {@code trace.dat} but the events themselves (trace-cmd.dat.v6(5), trace-cmd.dat.v7(5)).
 *
 * <pre>
 *  17 08 44 "tracing"  version\0  u8 endian  u8 long size  u32 page size
 *
 *  version 6, one part after the other          version 7, sections anywhere
 *   header_page, header_event                    "compression\0" "its version\0"
 *   formats of ftrace's own events               u64 offset of the first section of options
 *   formats of all others, by system             …
 *   kallsyms, printk formats, command lines      options point to the other sections, to the
 *   u32 number of CPUs                           buffers, and to the next section of options
 *   "options  \0" options
 *   "flyrecord\0" offset and size per CPU
 *
 *  an option     u16 id │ u32 size │ data
 *  a section     u16 id │ u16 flags, 1 = compressed │ u32 │ u64 size │ data
 * </pre>
 */
final class TraceDatHeader {
  static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

  private static final int LITTLE_ENDIAN = 0;

  private static final int OPTION_DONE = 0;
  private static final int OPTION_BUFFER = 3;
  private static final int OPTION_TRACECLOCK = 4;
  private static final int OPTION_UNAME = 5;
  private static final int OPTION_CPUCOUNT = 8;
  private static final int OPTION_VERSION = 9;
  private static final int OPTION_HEADER_INFO = 16;
  private static final int OPTION_FTRACE_EVENTS = 17;
  private static final int OPTION_EVENT_FORMATS = 18;
  private static final int OPTION_KALLSYMS = 19;
  private static final int OPTION_CMDLINES = 21;
  private static final int SECTION_COMPRESSED = 1;

  /** The events whose formats are of use here. */
  private static final List<String> READ_EVENTS =
      List.of(
          "lock:contention_begin",
          "lock:contention_end",
          "lock:contended_release",
          "sched:sched_waking",
          "ftrace:kernel_stack");

  /**
   * The events of one CPU of one tracing instance.
   *
   * @param clock of the instance; empty where the file does not name it
   * @param offset in the file
   * @param size in the file
   */
  record CpuData(String instance, String clock, int cpu, long offset, long size) {}

  private final RecordedFile file;
  private final ReadRanges ranges = new ReadRanges();
  final String version;
  final int pageBytes;
  String headerPage = "";
  String commandLines = "";
  String clock = "";
  String kernel = "";
  String recorder = "";
  final Map<String, EventFormat> formats = new HashMap<>();
  final List<CpuData> data = new ArrayList<>();
  private String compression = "none";
  private Inflation inflation;
  private @Nullable FileBytes kallsyms;

  private TraceDatHeader(RecordedFile file, String version, int pageBytes)
      throws MalformedRecording {
    this.file = file;
    inflation = new Inflation(compression, file.size());
    this.version = version;
    this.pageBytes = pageBytes;
  }

  static TraceDatHeader read(RecordedFile file) throws IOException {
    FileBytes bytes = new FileBytes("the head of the file", file, 0, file.size());
    bytes.skip(MAGIC.length);
    String version = bytes.string();
    if (bytes.u8() != LITTLE_ENDIAN) {
      throw new MalformedRecording(
          "this was recorded on a big-endian machine; rtnlab cannot read it");
    }
    bytes.u8(); // long size of the recorder's user space
    long pageBytes = bytes.u32();
    if (pageBytes < 64 || pageBytes > 1 << 20) {
      throw new MalformedRecording(
          "the recording is damaged: it says that pages have " + pageBytes + " bytes");
    }
    TraceDatHeader header = new TraceDatHeader(file, version, (int) pageBytes);
    switch (version) {
      case "6" -> header.readVersion6(bytes);
      case "7" -> header.readVersion7(bytes);
      default ->
          throw new MalformedRecording(
              "trace.dat of version "
                  + version
                  + " is not known here; write it anew: trace-cmd convert --file-version 6 -i OLD"
                  + " -o NEW");
    }
    return header;
  }

  /** How the parts of this file are inflated, anew for each pass. */
  Inflation inflation() throws MalformedRecording {
    return new Inflation(compression, file.size());
  }

  /** The recorded kernel's symbols, as {@code /proc/kallsyms} shows them. */
  Optional<FileBytes> kallsyms() {
    FileBytes symbols = kallsyms;
    if (symbols != null) {
      symbols.rewind();
    }
    return Optional.ofNullable(symbols);
  }

  private void readVersion6(FileBytes bytes) throws IOException {
    readHeaderInfo(bytes);
    readOwnFormats(bytes);
    readFormats(bytes);
    kallsyms = bytes.part("the kernel's symbols", bytes.u32());
    bytes.skip(bytes.u32()); // formats of trace_printk()
    commandLines = bytes.text(bytes.u64());
    long cpus = bytes.u32();
    String kind = bytes.text(10);
    List<FileBytes> instances = new ArrayList<>();
    if (kind.equals("options  \0")) {
      for (int id = bytes.u16(); id != OPTION_DONE; id = bytes.u16()) {
        FileBytes option = bytes.part("option " + id, bytes.u32());
        if (id == OPTION_BUFFER) {
          instances.add(option);
        } else if (id == OPTION_CPUCOUNT) {
          cpus = option.u32();
        } else {
          readOption(id, option);
        }
      }
      kind = bytes.text(10);
    }
    ranges.add("the head of the file", 0, bytes.position());
    readTable(bytes, kind, "", cpus);
    for (FileBytes option : instances) {
      long offset = option.u64();
      String name = option.string();
      FileBytes table = at("the table of instance " + name, offset);
      readTable(table, table.text(10), name, cpus);
    }
  }

  private void readTable(FileBytes bytes, String kind, String instance, long cpus)
      throws IOException {
    long start = bytes.position();
    if (!kind.equals("flyrecord\0")) {
      throw new MalformedRecording(
          kind.equals("latency  \0")
              ? "this recording holds a latency trace in text, no events: record with -e"
              : "the recording is damaged: no table of CPUs where one should be");
    }
    for (int cpu = 0; cpu < cpus; cpu++) {
      addData(instance, clock, cpu, bytes.u64(), bytes.u64());
    }
    ranges.add("the table of instance " + instance, start, bytes.position() - start);
  }

  private void readVersion7(FileBytes bytes) throws IOException {
    compression = bytes.string();
    bytes.string(); // the compressor's version
    inflation = inflation();
    // A circle would come back to a section that was read: see ReadRanges.
    for (long next = bytes.u64(); next != 0; ) {
      next = readOptions(section("the options", next));
    }
    if (headerPage.isEmpty()) {
      throw new MalformedRecording("the recording is damaged: it does not state its page layout");
    }
  }

  /** Reads one section of options; returns where the next one is, or 0. */
  private long readOptions(FileBytes bytes) throws IOException {
    while (bytes.left() > 0) {
      int id = bytes.u16();
      FileBytes option = bytes.part("option " + id, bytes.u32());
      switch (id) {
        case OPTION_DONE -> {
          return option.left() >= Long.BYTES ? option.u64() : 0;
        }
        case OPTION_BUFFER -> readBuffer(option);
        case OPTION_HEADER_INFO -> readHeaderInfo(section("the page layout", option.u64()));
        case OPTION_FTRACE_EVENTS ->
            readOwnFormats(section("the list of ftrace's own events", option.u64()));
        case OPTION_EVENT_FORMATS -> readFormats(section("the list of events", option.u64()));
        case OPTION_KALLSYMS -> {
          FileBytes section = section("the kernel's symbols", option.u64());
          kallsyms = section.part("the kernel's symbols", section.u32());
        }
        case OPTION_CMDLINES -> {
          FileBytes section = section("the names of threads", option.u64());
          commandLines = section.text(section.u64());
        }
        default -> readOption(id, option);
      }
    }
    return 0;
  }

  private void readBuffer(FileBytes option) throws IOException {
    option.u64(); // where its section starts; the CPUs' parts say more
    String instance = option.string();
    String itsClock = option.string();
    clock = itsClock.isEmpty() ? clock : chosen(itsClock);
    long itsPageBytes = option.u32();
    if (itsPageBytes != pageBytes) {
      throw new MalformedRecording(
          "the recording is damaged: its pages have %d bytes, and %d in its buffer"
              .formatted(pageBytes, itsPageBytes));
    }
    long cpus = option.u32();
    for (long i = 0; i < cpus; i++) {
      addData(instance, chosen(itsClock), (int) option.u32(), option.u64(), option.u64());
    }
  }

  private void readOption(int id, FileBytes option) throws IOException {
    switch (id) {
      case OPTION_TRACECLOCK -> clock = chosen(option.string());
      case OPTION_UNAME -> kernel = option.string();
      case OPTION_VERSION -> recorder = option.string();
      default -> {
        // of no use here
      }
    }
  }

  private void readHeaderInfo(FileBytes bytes) throws IOException {
    if (!bytes.string().equals("header_page")) {
      throw new MalformedRecording("the recording is damaged: no header_page where it should be");
    }
    headerPage = bytes.text(bytes.u64());
    bytes.string(); // header_event
    bytes.skip(bytes.u64());
  }

  /** ftrace's own events; of use here is the stack that follows an event. */
  private void readOwnFormats(FileBytes bytes) throws IOException {
    long events = bytes.u32();
    for (long event = 0; event < events; event++) {
      addFormat("ftrace", bytes.text(bytes.u64()));
    }
  }

  private void readFormats(FileBytes bytes) throws IOException {
    long systems = bytes.u32();
    for (long system = 0; system < systems; system++) {
      String name = bytes.string();
      long events = bytes.u32();
      for (long event = 0; event < events; event++) {
        String text = bytes.text(bytes.u64());
        addFormat(name, text);
      }
    }
  }

  private void addFormat(String system, String text) throws MalformedRecording {
    for (String event : READ_EVENTS) {
      if (event.startsWith(system + ":")
          && text.startsWith("name: " + event.substring(system.length() + 1) + "\n")) {
        try {
          formats.put(event, EventFormat.parse(text));
        } catch (IllegalArgumentException none) {
          throw new MalformedRecording("the recording is damaged: " + none.getMessage());
        }
      }
    }
  }

  private void addData(String instance, String itsClock, int cpu, long offset, long size)
      throws MalformedRecording {
    if (offset < 0 || size < 0 || offset > file.size() - size) {
      throw new MalformedRecording(
          "the recording is cut off: the events of CPU %d should end at byte %s, the file has %d"
              .formatted(cpu, Long.toUnsignedString(offset + size), file.size()));
    }
    if (size > 0) {
      ranges.add("the part of CPU " + cpu, offset, size);
      data.add(new CpuData(instance, itsClock, cpu, offset, size));
    }
  }

  private FileBytes section(String what, long offset) throws IOException {
    FileBytes bytes = at(what, offset);
    bytes.u16(); // its id
    boolean compressed = (bytes.u16() & SECTION_COMPRESSED) != 0;
    bytes.u32(); // its description
    FileBytes section = bytes.part(what, bytes.u64());
    ranges.add(what, offset, bytes.position() - offset);
    return compressed
        ? new FileBytes(what, inflation.inflate(section, FileBytes.MOST_TEXT_BYTES))
        : section;
  }

  private FileBytes at(String what, long offset) throws IOException {
    FileBytes bytes = new FileBytes(what, file, 0, file.size());
    bytes.skip(offset);
    return bytes;
  }

  /** The clock in brackets, as {@code trace_clock} shows it: {@code local [mono] boot}. */
  static String chosen(String clocks) {
    int from = clocks.indexOf('[');
    int to = clocks.indexOf(']');
    return from < 0 || to < from ? clocks.strip() : clocks.substring(from + 1, to);
  }
}
