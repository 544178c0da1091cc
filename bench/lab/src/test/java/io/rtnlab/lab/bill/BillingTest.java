// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that cannot be started is said so in the system's words, not in Java's. */
class BillingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/no/such/program | cannot start /no/such/program: No such file or directory",
        "/tmp             | cannot start /tmp: Permission denied",
        "99999999999999   | there is no process 99999999999999: No such file or directory"
      })
  void theReasonIsTheSystems(String program, String expected) {
    IOException refused =
        assertThrows(IOException.class, () -> new ProcessBuilder(program).start());
    assertEquals(expected, Billing.cannotStart(program, refused));
  }
}
