// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.results.bill.BillDocument;
import io.rtnlab.results.bill.BilledRequest;
import io.rtnlab.results.bill.BudgetCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** On the live kernel, with a program whose requests are known. */
class BillLiveTest {
  @Test
  void threeDumpsOfLinksByChildrenAreCountedAndExceedABudgetOfTwo() throws Exception {
    if (new BpfProbe().check() instanceof Availability.Unavailable(String why, String remedy)) {
      assumeTrue(false, "needs bpf: " + why + "; " + remedy);
    }
    assumeTrue(
        Files.isExecutable(Path.of("/sbin/ip")) || Files.isExecutable(Path.of("/bin/ip")),
        "needs ip: apt-get install iproute2");
    String program = "for i in 1 2 3; do ip -o link show >/dev/null; done";
    BillDocument answered;
    try (Billing billing = Billing.open()) {
      answered =
          billing.of(
              List.of("sh", "-c", program), true, null, Budget.parse("locks=2"), () -> false);
    }
    BillDocument bill = answered;
    BilledRequest dumps =
        bill.requests().stream()
            .filter(request -> request.type().equals("RTM_GETLINK dump"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(bill));
    assertEquals(3, dumps.count());
    assertTrue(dumps.locks().low() >= 3, dumps::toString);
    BudgetCheck budget = Objects.requireNonNull(bill.budget());
    assertTrue(budget.exceeded(), budget::verdict);
  }
}
