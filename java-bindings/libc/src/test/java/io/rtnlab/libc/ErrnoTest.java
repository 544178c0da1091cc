// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class ErrnoTest {
  @Test
  void describesEitherSign() {
    assertEquals("EPERM (1): Operation not permitted", Errno.describe(Errno.EPERM));
    assertEquals("EPERM (1): Operation not permitted", Errno.describe(-Errno.EPERM));
  }

  @Test
  void saysTheNumberOfWhatItDoesNotKnow() {
    assertEquals("errno 4711", Errno.name(-4711));
    assertEquals("errno 4711", Errno.describe(4711));
  }

  @Test
  void everyConstantHasTheNameThatTheTableGivesItsNumber() throws IllegalAccessException {
    int constants = 0;
    for (Field field : Errno.class.getFields()) {
      assertEquals(field.getName(), Errno.name(field.getInt(null)));
      constants++;
    }
    assertEquals(32, constants);
  }
}
