// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.lockstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.OwnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSwitchTest {
  @TempDir private Path temporary;
  private Path file;
  private SharedSwitch shared;

  @BeforeEach
  void prepare() throws IOException {
    file = temporary.resolve("switch");
    Files.writeString(file, "0\n");
    shared = new SharedSwitch(file, temporary.resolve("users"));
  }

  private String state() throws IOException {
    return Files.readString(file).strip();
  }

  @Test
  void theLastUserSwitchesBackWhatTheFirstFound() throws IOException {
    SharedSwitch.Use one = shared.use();
    SharedSwitch.Use two = shared.use();
    one.close();
    one.close();
    assertEquals("1", state());
    two.close();
    assertEquals("0", state());
  }

  @Test
  void whatWasOnStaysOn() throws IOException {
    Files.writeString(file, "1\n");
    shared.use().close();
    assertEquals("1", state());
  }

  @Test
  void aKilledUserIsForgottenByTheNext() throws IOException {
    leaveBehind();
    SharedSwitch.Use next = shared.use();
    assertEquals("1", state());
    next.close();
    assertEquals("0", state());
  }

  @Test
  void aKilledUserIsCleanedUpAfter() throws IOException {
    leaveBehind();
    assertTrue(shared.restoreAfterCrash().isPresent());
    assertEquals("0", state());
    assertEquals(Optional.empty(), shared.restoreAfterCrash());
  }

  @Test
  void aLivingUserIsLeftAlone() throws IOException {
    try (SharedSwitch.Use _ = shared.use()) {
      assertEquals(Optional.empty(), shared.restoreAfterCrash());
      assertEquals("1", state());
    }
  }

  /** As a process leaves it that is killed while it counts. */
  private void leaveBehind() throws IOException {
    OwnerProcess self = OwnerProcess.self();
    OwnerProcess dead = new OwnerProcess(self.process(), self.startTicks() - 1);
    Files.createDirectories(temporary.resolve("users"));
    Files.writeString(temporary.resolve("users/before"), "0");
    Files.createFile(temporary.resolve("users/user-" + dead.mark() + "-1"));
    Files.writeString(file, "1\n");
  }
}
