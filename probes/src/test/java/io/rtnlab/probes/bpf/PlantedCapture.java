package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Raw records of planted holds, as a kernel wrote them, and what was planted.
 *
 * <p>The file {@code NAME.bin} holds length u32 (big endian) and that many bytes, over and over;
 * {@code NAME.properties} holds the kernel, the command that records it again, and the truth.
 */
record PlantedCapture(List<MemorySegment> records, Properties truth) {
  static final Path FOLDER = Path.of("src/test/resources/io/rtnlab/probes/bpf");

  static PlantedCapture read(Path properties) throws IOException {
    Properties truth = new Properties();
    try (Reader in = Files.newBufferedReader(properties)) {
      truth.load(in);
    }
    List<MemorySegment> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(binary(properties)))) {
      while (true) {
        records.add(MemorySegment.ofArray(in.readNBytes(in.readInt())));
      }
    } catch (EOFException end) {
      return new PlantedCapture(List.copyOf(records), truth);
    }
  }

  void write(Path properties) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(binary(properties)))) {
      for (MemorySegment record : records) {
        out.writeInt((int) record.byteSize());
        out.write(record.toArray(JAVA_BYTE));
      }
    }
    try (Writer out = Files.newBufferedWriter(properties)) {
      // Properties.store would write today's date into the first line.
      for (String key : new TreeSet<>(truth.stringPropertyNames())) {
        out.write(key + "=" + truth.getProperty(key) + "\n");
      }
    }
  }

  int number(String key) {
    return Integer.parseInt(truth.getProperty(key));
  }

  long nanoseconds(String key) {
    return Long.parseLong(truth.getProperty(key));
  }

  private static Path binary(Path properties) {
    return Path.of(properties.toString().replace(".properties", ".bin"));
  }
}
