// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The writable variables of the running kernel and its modules by address, from {@code
 * /proc/kallsyms}: all of them only where the kernel has {@code CONFIG_KALLSYMS_ALL}.
 */
public final class KernelData {
  private static final Path FILE = Path.of("/proc/kallsyms");
  private static final String DATA = "bBdD";

  /** Where the kernel and its modules lie; below are what was allocated and what each CPU has. */
  private static final long IMAGE = 0xffffffff80000000L;

  /** A variable of every kernel, which one without CONFIG_KALLSYMS_ALL does not list. */
  private static final String UNLISTED = "rtnl_mutex";

  /** No variable with a lock in it is larger: rcu_state of 500 CPUs has some 12 KiB. */
  private static final long LARGEST = 0x4000;

  private final KernelFunctions symbols;

  private KernelData(KernelFunctions symbols) {
    this.symbols = symbols;
  }

  /** Reads them. */
  public static KernelData read() throws IOException {
    try (InputStream in = Files.newInputStream(FILE)) {
      return read(in);
    }
  }

  static KernelData read(InputStream text) throws IOException {
    return new KernelData(KernelFunctions.read(text, DATA));
  }

  /**
   * The variable at an address: {@code rtnl_mutex}, or {@code rcu_state+0x1c0} for a part of one;
   * empty where none is known.
   */
  public String nameOf(long address) {
    long start = Long.compareUnsigned(address, IMAGE) < 0 ? 0 : symbols.startOf(address);
    boolean part = start != address;
    if (start == 0 || address - start >= LARGEST || (part && !symbols.lists(UNLISTED))) {
      return "";
    }
    String name = symbols.nameOf(address);
    return part ? name + "+0x" + Long.toHexString(address - start) : name;
  }
}
