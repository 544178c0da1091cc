// SPDX-License-Identifier: Apache-2.0
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
 * <p>A folder's {@code records.bin} holds length u32 (big endian) and that many bytes, over and
 * over; its {@code truth.properties} the kernel and what was done to it.
 */
record PlantedCapture(List<MemorySegment> records, Properties truth) {
  private static final String RECORDS = "records.bin";
  private static final String TRUTH = "truth.properties";

  static PlantedCapture read(Path folder) throws IOException {
    Properties truth = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(TRUTH))) {
      truth.load(in);
    }
    List<MemorySegment> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(folder.resolve(RECORDS)))) {
      while (true) {
        records.add(MemorySegment.ofArray(in.readNBytes(in.readInt())));
      }
    } catch (EOFException end) {
      return new PlantedCapture(List.copyOf(records), truth);
    }
  }

  void write(Path folder) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(folder.resolve(RECORDS)))) {
      for (MemorySegment record : records) {
        out.writeInt((int) record.byteSize());
        out.write(record.toArray(JAVA_BYTE));
      }
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve(TRUTH))) {
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
}
