// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.engine.Operation;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  static List<Workload> workloads() {
    return Catalogue.workloads();
  }

  @Test
  void namesAreUnique() {
    Set<String> names = new HashSet<>(Catalogue.names());
    assertEquals(Catalogue.names().size(), names.size());
    assertTrue(names.containsAll(List.of("route-insert", "link-dump", "netns-create", "null")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void makesWhatItNamesWithoutAskingTheKernel(Workload workload) {
    Operation operation = InNamespace.operation(workload.name(), WorkloadOptions.DEFAULT);
    assertEquals(workload.name(), operation.name());
    assertFalse(workload.description().isBlank());
    assertFalse(workload.reproduces().isBlank());
    assertFalse(workload.needs().isBlank());
    operation.close();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> Catalogue.named("nonsense"));
    assertEquals(
        "There is no operation \"nonsense\"; there are "
            + String.join(", ", Catalogue.names())
            + ".",
        unknown.getMessage());
  }

  @Test
  void optionsSayWhatTheyAllow() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> WorkloadOptions.DEFAULT.withBatch(5000));
    assertEquals("--batch is from 1 to 1024, not 5000", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> WorkloadOptions.DEFAULT.withLinks(-1));
    assertThrows(IllegalArgumentException.class, () -> IpFamily.parse("ipx"));
    assertEquals(IpFamily.IPV6, IpFamily.parse("IPv6"));
  }

  @Test
  void noRowOfTheTalkIsSilentlyAbsent() {
    List<TalkInventory.Row> rows = TalkInventory.rows();
    assertEquals(53, rows.size());
    for (TalkInventory.Row row : rows) {
      assertTrue(Catalogue.names().containsAll(row.operations()), row::toString);
      assertTrue(row.operations().isEmpty() != row.reason().isBlank(), row::toString);
    }
  }

  /** Operations that share a worker and a namespace never share a device. */
  @Test
  void deviceNamesDeriveFromThePlaceInTheCatalogue() {
    Set<String> names = new HashSet<>();
    for (String operation : Catalogue.names()) {
      for (int worker : new int[] {0, 1, 11, 1023}) {
        String name =
            OwnDevice.name(
                new WorkerSite(
                    worker,
                    1024,
                    true,
                    InNamespace.BRIDGE,
                    WorkloadOptions.DEFAULT,
                    Catalogue.place(operation),
                    ""));
        assertTrue(names.add(name), name);
        assertTrue((name + "a99999").length() <= 15, name);
      }
    }
    assertTrue(Catalogue.names().size() <= OwnDevice.MOST_PLACES);
  }
}
