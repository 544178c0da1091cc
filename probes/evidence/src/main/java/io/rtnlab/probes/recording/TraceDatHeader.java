package io.rtnlab.probes.recording;

import io.rtnlab.probes.tracebuffer.EventFormat;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private static final int OPTION_EVENT_FORMATS = 18;
  private static final int OPTION_KALLSYMS = 19;
  private static final int OPTION_CMDLINES = 21;
  private static final int SECTION_COMPRESSED = 1;

  /** More options sections than any recorder writes: their chain must be a circle. */
  private static final int MOST_SECTIONS = 10_000;

  /**
   * The events of one CPU of one tracing instance.
   *
   * @param offset in the file
   * @param size in the file
   */
  record CpuData(String instance, int cpu, long offset, long size) {}

  private final MemorySegment file;
  final String version;
  final int pageBytes;
  String compression = "none";
  String headerPage = "";
  String kallsyms = "";
  String commandLines = "";
  String clock = "";
  String kernel = "";
  String recorder = "";
  final Map<String, EventFormat> formats = new HashMap<>();
  final List<CpuData> data = new ArrayList<>();

  private TraceDatHeader(MemorySegment file, String version, int pageBytes) {
    this.file = file;
    this.version = version;
    this.pageBytes = pageBytes;
  }

  static TraceDatHeader read(MemorySegment file) throws MalformedRecording {
    FileBytes bytes = new FileBytes("the head of the file", file);
    bytes.part(MAGIC.length);
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

  private void readVersion6(FileBytes bytes) throws MalformedRecording {
    readHeaderInfo(bytes);
    long own = bytes.u32();
    for (long i = 0; i < own; i++) {
      bytes.part(bytes.u64());
    }
    readFormats(bytes);
    kallsyms = bytes.text(bytes.u32());
    bytes.part(bytes.u32()); // formats of trace_printk()
    commandLines = bytes.text(bytes.u64());
    long cpus = bytes.u32();
    String kind = bytes.text(10);
    List<FileBytes> instances = new ArrayList<>();
    if (kind.equals("options  \0")) {
      for (int id = bytes.u16(); id != OPTION_DONE; id = bytes.u16()) {
        FileBytes option = new FileBytes("option " + id, bytes.part(bytes.u32()));
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
    readTable(bytes, kind, "", cpus);
    for (FileBytes option : instances) {
      long offset = option.u64();
      String name = option.string();
      FileBytes table = at("the table of instance " + name, offset);
      readTable(table, table.text(10), name, cpus);
    }
  }

  private void readTable(FileBytes bytes, String kind, String instance, long cpus)
      throws MalformedRecording {
    if (!kind.equals("flyrecord\0")) {
      throw new MalformedRecording(
          kind.equals("latency  \0")
              ? "this recording holds a latency trace in text, no events: record with -e"
              : "the recording is damaged: no table of CPUs where one should be");
    }
    for (int cpu = 0; cpu < cpus; cpu++) {
      addData(instance, cpu, bytes.u64(), bytes.u64());
    }
  }

  private void readVersion7(FileBytes bytes) throws MalformedRecording {
    compression = bytes.string();
    bytes.string(); // the compressor's version
    Inflation.check(compression);
    long next = bytes.u64();
    for (int sections = 0; next != 0; sections++) {
      if (sections > MOST_SECTIONS) {
        throw new MalformedRecording("the recording is damaged: its options go round in a circle");
      }
      next = readOptions(section("the options", next));
    }
    if (headerPage.isEmpty()) {
      throw new MalformedRecording("the recording is damaged: it does not tell its page layout");
    }
  }

  /** Reads one section of options; returns where the next one is, or 0. */
  private long readOptions(FileBytes bytes) throws MalformedRecording {
    while (bytes.left() > 0) {
      int id = bytes.u16();
      FileBytes option = new FileBytes("option " + id, bytes.part(bytes.u32()));
      switch (id) {
        case OPTION_DONE -> {
          return option.left() >= Long.BYTES ? option.u64() : 0;
        }
        case OPTION_BUFFER -> readBuffer(option);
        case OPTION_HEADER_INFO -> readHeaderInfo(section("the page layout", option.u64()));
        case OPTION_EVENT_FORMATS -> readFormats(section("the list of events", option.u64()));
        case OPTION_KALLSYMS -> {
          FileBytes section = section("the kernel's symbols", option.u64());
          kallsyms = section.text(section.u32());
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

  private void readBuffer(FileBytes option) throws MalformedRecording {
    option.u64(); // where its section starts; the CPUs' parts say more
    String instance = option.string();
    String itsClock = option.string();
    clock = itsClock.isEmpty() ? clock : itsClock;
    long itsPageBytes = option.u32();
    if (itsPageBytes != pageBytes) {
      throw new MalformedRecording(
          "the recording is damaged: its pages have %d bytes, and %d in its buffer"
              .formatted(pageBytes, itsPageBytes));
    }
    long cpus = option.u32();
    for (long i = 0; i < cpus; i++) {
      addData(instance, (int) option.u32(), option.u64(), option.u64());
    }
  }

  private void readOption(int id, FileBytes option) throws MalformedRecording {
    switch (id) {
      case OPTION_TRACECLOCK -> clock = chosen(option.string());
      case OPTION_UNAME -> kernel = option.string();
      case OPTION_VERSION -> recorder = option.string();
      default -> {
        // of no use here
      }
    }
  }

  private void readHeaderInfo(FileBytes bytes) throws MalformedRecording {
    if (!bytes.string().equals("header_page")) {
      throw new MalformedRecording("the recording is damaged: no header_page where it should be");
    }
    headerPage = bytes.text(bytes.u64());
    bytes.string(); // header_event
    bytes.part(bytes.u64());
  }

  private void readFormats(FileBytes bytes) throws MalformedRecording {
    long systems = bytes.u32();
    for (long system = 0; system < systems; system++) {
      String name = bytes.string();
      long events = bytes.u32();
      for (long event = 0; event < events; event++) {
        String text = bytes.text(bytes.u64());
        if (name.equals("lock") || name.equals("sched")) {
          EventFormat format = format(text);
          formats.put(name + ":" + format.name(), format);
        }
      }
    }
  }

  private static EventFormat format(String text) throws MalformedRecording {
    try {
      return EventFormat.parse(text);
    } catch (IllegalArgumentException none) {
      throw new MalformedRecording("the recording is damaged: " + none.getMessage());
    }
  }

  private void addData(String instance, int cpu, long offset, long size) throws MalformedRecording {
    if (offset < 0 || size < 0 || offset > file.byteSize() - size) {
      throw new MalformedRecording(
          "the recording is cut off: the events of CPU %d should end at byte %s, the file has %d"
              .formatted(cpu, Long.toUnsignedString(offset + size), file.byteSize()));
    }
    if (size > 0) {
      data.add(new CpuData(instance, cpu, offset, size));
    }
  }

  private FileBytes section(String what, long offset) throws MalformedRecording {
    FileBytes bytes = at(what, offset);
    bytes.u16(); // its id
    boolean compressed = (bytes.u16() & SECTION_COMPRESSED) != 0;
    bytes.u32(); // its description
    FileBytes section = new FileBytes(what, bytes.part(bytes.u64()));
    return compressed
        ? new FileBytes(what, MemorySegment.ofArray(Inflation.inflate(compression, section)))
        : section;
  }

  private FileBytes at(String what, long offset) throws MalformedRecording {
    FileBytes bytes = new FileBytes(what, file);
    bytes.part(offset);
    return bytes;
  }

  /** The clock in brackets, as {@code trace_clock} shows it: {@code local [mono] boot}. */
  static String chosen(String clocks) {
    int from = clocks.indexOf('[');
    int to = clocks.indexOf(']');
    return from < 0 || to < from ? clocks.strip() : clocks.substring(from + 1, to);
  }
}
