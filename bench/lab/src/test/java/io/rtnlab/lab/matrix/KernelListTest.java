// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelListTest {
  @Test
  void namesComeInTheListsOrder() {
    assertEquals(
        List.of("b", "a-6.12"),
        KernelList.names(
            """
            # a comment

            - name: b
              package: linux-image-6.1.*-cloud-amd64
              memory: 2048
            - name: a-6.12
              source: linux-source-6.12
              config: machine rtnl trace plain
            """));
  }

  @Test
  void theCommittedListIsSound() throws IOException {
    List<String> names = KernelList.names(Files.readString(VagrantFolder.find().kernelList()));
    assertTrue(
        names.containsAll(List.of("stock-6.1", "stock-6.12", "stock-6.18")), names.toString());
    assertTrue(names.containsAll(List.of("tracing-6.12", "plain-6.12")), names.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- name: a\\n  pakage: x | line 2: unknown key pakage",
        "'  package: x' | line 1: the first line of a block",
        "- package: x | line 1: a block starts with",
        "- name: ../etc\\n  package: x | line 1: a block starts with",
        "- name: a\\n  package: x\\n- name: a\\n  package: y | line 3: a second kernel called a",
        "- name: a\\n  package: x\\n  package: y | line 3: a second package",
        "- name: a\\n    package: x | line 2: expected",
        "- name: a\\n  package: x\\n  kernel: /y | exactly one of package, source and kernel",
        "- name: a | exactly one of package, source and kernel",
        "- name: a\\n  source: x | source and config go together",
      })
  void whatIsWrongIsNamed(String yaml, String complaint) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> KernelList.names(yaml.replace("\\n", "\n")));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(complaint), message);
  }
}
