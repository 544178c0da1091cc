// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A driver that no request makes the kernel load, or that is to be unloaded. It is loaded by the
 * program that the kernel itself would call ({@code /proc/sys/kernel/modprobe}).
 */
public final class LoadableModule {
  private static final Path MODPROBE = Path.of("/proc/sys/kernel/modprobe");
  private static final int O_NONBLOCK = 0x800;

  /** Radios are made where they are wanted, not in the initial namespace. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.of("mac80211_hwsim", List.of("radios=0"));

  private final String name;

  private LoadableModule(String name) {
    this.name = name;
  }

  /**
   * The module of that name.
   *
   * @param name as in {@code /proc/modules}
   */
  public static LoadableModule named(String name) {
    return new LoadableModule(name);
  }

  /** Whether it is loaded, and not part of the kernel's image. */
  public boolean isLoaded() {
    return Files.exists(folder().resolve("initstate"));
  }

  /** Whether it is part of the kernel's image, so that it can be neither loaded nor unloaded. */
  public boolean isBuiltIn() {
    return Files.exists(folder()) && !isLoaded();
  }

  private Path folder() {
    return Path.of("/sys/module", name);
  }

  /** Loads it; does nothing where there is no such module or no modprobe. */
  public void load() throws IOException {
    String modprobe = Files.exists(MODPROBE) ? Files.readString(MODPROBE).strip() : "";
    if (!Files.isRegularFile(Path.of(modprobe))) {
      return; // a kernel without modules names none
    }
    List<String> command = new ArrayList<>(List.of(modprobe, "-q", "--", name));
    command.addAll(PARAMETERS.getOrDefault(name, List.of()));
    try {
      int _ =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while loading " + name, interrupted);
    }
  }

  /** Unloads it ({@code delete_module(2)}): 0 or {@code -errno}. */
  public int unload() {
    try (Arena arena = Arena.ofConfined()) {
      return (int)
          SystemCall.ofThread()
              .call(SystemCallNumber.DELETE_MODULE, arena.allocateFrom(name).address(), O_NONBLOCK);
    }
  }
}
