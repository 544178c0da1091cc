// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.results.LedgerDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "4830, 4.83 µs",
    "99949, 99.9 µs",
    "999600, 1.00 ms",
    "12345678, 12.3 ms",
    "3000000000, 3.00 s",
    "4000000000000, 4000 s",
    "-1500, -1.50 µs"
  })
  void timesHaveThreeDigits(long ns, String text) {
    assertEquals(text, Units.time(ns));
  }

  @Test
  void aShareThatDoesNotScatterHasNoConfidence() {
    assertEquals("0.0 %", Units.share(new LedgerDocument.Share(0, 0.0)));
    assertEquals("0.0 %", Units.share(new LedgerDocument.Share(0, null)));
    assertEquals("0.0 % ±0.1", Units.share(new LedgerDocument.Share(0.0004, 0.0003)));
    assertEquals("68 % ±0.4", Units.share(new LedgerDocument.Share(0.68, 0.004)));
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    assertEquals("–", Units.time(null));
    assertEquals("–", Units.share(1, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 200, 0.5 %", "1, 8, 13 %", "0, 5, 0.0 %", "5, 5, 100 %"})
  void sharesArePercent(double part, double whole, String text) {
    assertEquals(text, Units.share(part, whole));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.50/s", "99, 99.0/s", "123456.7, '123,457/s'"})
  void ratesArePerSecond(double rate, String text) {
    assertEquals(text, Units.rate(rate));
  }

  @ParameterizedTest
  @CsvSource({"12, 12 B", "1536, 1.50 KiB", "8388608, 8.00 MiB"})
  void bytesAreBinary(long bytes, String text) {
    assertEquals(text, Units.bytes(bytes));
  }
}
