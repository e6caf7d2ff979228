// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects breaches and counts what was checked; keeps the first of each identity, and counts all.
final class Findings {
  private static final int MOST = 1_000;

  private final List<Breach> breaches = new ArrayList<>();
  private final Map<Identity, Long> checked = new EnumMap<>(Identity.class);
  private final Map<Identity, Long> broken = new EnumMap<>(Identity.class);
  private final Map<Identity, Long> noted = new EnumMap<>(Identity.class);

  void checked(Identity identity) {
    checked.merge(identity, 1L, Long::sum);
  }

  void equal(
      Identity identity,
      String file,
      long line,
      String subject,
      BigDecimal expected,
      BigDecimal found) {
    checked(identity);
    if (expected.compareTo(found) != 0) {
      broken(identity, file, line, subject, expected.toPlainString(), found.toPlainString());
    }
  }

  void broken(
      Identity identity, String file, long line, String subject, String expected, String found) {
    add(broken, new Breach(identity, Breach.Weight.BREAK, file, line, subject, expected, found));
  }

  void note(
      Identity identity, String file, long line, String subject, String expected, String found) {
    add(noted, new Breach(identity, Breach.Weight.NOTE, file, line, subject, expected, found));
  }

  private void add(Map<Identity, Long> counts, Breach breach) {
    if (counts.merge(breach.identity(), 1L, Long::sum) <= MOST) {
      breaches.add(breach);
    }
  }

  List<Breach> breaches() {
    return breaches;
  }

  Map<Identity, Long> checked() {
    return checked;
  }

  Map<Identity, Long> broken() {
    return broken;
  }

  Map<Identity, Long> noted() {
    return noted;
  }
}
