// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class NicenessTest {
  /** Of proc(5), counted behind the name, which may have anything in it. */
  private static final int NICE = 19 - 3;

  @Test
  void isOfTheCallingThreadAlone() throws Exception {
    int before = ofThisThread();
    assertEquals(5, inAThread(() -> Niceness.set(5) == 0 ? ofThisThread() : -1));
    assertEquals(before, ofThisThread());
  }

  @Test
  void whatIsNoNicenessIsTheNearest() throws Exception {
    assertEquals(19, inAThread(() -> Niceness.set(1000) == 0 ? ofThisThread() : -1));
  }

  private static int inAThread(Callable<Integer> task)
      throws InterruptedException, ExecutionException {
    FutureTask<Integer> result = new FutureTask<>(task);
    Thread.ofPlatform().start(result);
    return result.get();
  }

  private static int ofThisThread() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    String behindName = stat.substring(stat.lastIndexOf(')') + 2);
    return Integer.parseInt(behindName.split(" ", -1)[NICE]);
  }
}
