// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kernel reads has the digits 0 to 9, whatever the account's language writes. */
class OtherDigitsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "bn-BD", "th-TH-u-nu-thai", "tr-TR"})
  void prefixesAreTheSameInEveryLocale(String tag) {
    Locale.setDefault(Locale.ROOT);
    String ipv4 = new RouteBlock(IpFamily.IPV4, 3).prefix(260).toString();
    String ipv6 = new RouteBlock(IpFamily.IPV6, 3).prefix(260).toString();
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertEquals(ipv4, new RouteBlock(IpFamily.IPV4, 3).prefix(260).toString());
    assertEquals(ipv6, new RouteBlock(IpFamily.IPV6, 3).prefix(260).toString());
  }
}
