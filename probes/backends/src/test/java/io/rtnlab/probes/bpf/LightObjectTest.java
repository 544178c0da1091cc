// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightObjectTest {
  @ParameterizedTest
  @CsvSource({
    "6.12.3-amd64,        0x060c03",
    "6.18.44-fc-v782,     0x06122c",
    "7.3,                 0x070300",
    "4.19.300,            0x0413ff",
    "5.17.0-rc1+,         0x051100",
    "'',                  0x000000",
  })
  void aReleaseIsANumberAsTheKernelWritesIt(String release, String code) {
    assertEquals(Integer.decode(code), LightObject.versionCode(release));
  }

  @Test
  void anObjectThatIsNotThereIsSaid() {
    assertThrows(IOException.class, () -> LightObject.load("none", List.of()));
  }

  /** The kernel resolves members of its own types here, libbpf does there. */
  @Test
  void itSeesWhatProgramsOfLibbpfSee() throws IOException {
    Needs.bpf();
    Set<String> asked = Set.of(Glance.PROGRAM, BpfSymbols.PROGRAM);
    LightObject light;
    try {
      light = LightObject.load("tasks", TaskLooks.ITERATORS);
    } catch (SystemCallException older) {
      assumeTrue(false, "needs Linux 5.17: " + older.getMessage());
      throw new AssertionError(older);
    }
    List<Integer> threads = List.of(2, ThreadId.current());
    try (TaskLooks one = TaskLooks.of(light, asked);
        TaskLooks other = TaskLooks.of(TaskLooks.byLibbpf(TaskLooks.ITERATORS, asked), asked)) {
      TaskLook seen = one.look(threads);
      TaskLook expected = other.look(threads);
      assertEquals(expected.knows(), seen.knows());
      for (int thread : threads) {
        Task of = seen.task(thread).orElseThrow();
        Task like = expected.task(thread).orElseThrow();
        assertEquals(like.comm(), of.comm());
        assertEquals(like.process(), of.process());
        assertEquals(like.cgroup(), of.cgroup());
        assertEquals(like.stack().isEmpty(), of.stack().isEmpty());
      }
    }
  }
}
