// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long a certificate lives, what it may and how soon it must be renewed (domain/credentials.md
/// 9.4).
///
/// @param whole from its first second to its last, both counted
/// @param left until its last second; negative once it has expired
record Lifetime(Duration whole, Duration left) {
  private static final long DAY = 86_400;

  private record Limit(Instant issuedFrom, int days) {}

  /// CA/Browser Forum Baseline Requirements 6.3.2, newest first.
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(Instant.parse("2029-03-15T00:00:00Z"), 47),
          new Limit(Instant.parse("2027-03-15T00:00:00Z"), 100),
          new Limit(Instant.parse("2026-03-15T00:00:00Z"), 200),
          new Limit(Instant.MIN, 398));

  /// How near the end is, by the certificate's own lifetime.
  enum State {
    FRESH,
    DUE,
    LATE,
    CRITICAL,
    EXPIRED
  }

  static Lifetime of(Certificate certificate, Instant at) {
    return new Lifetime(
        Duration.between(certificate.notBefore(), certificate.notAfter()).plusSeconds(1),
        Duration.between(at, certificate.notAfter()));
  }

  /// A day is 86,400 s; any fraction counts as a day.
  long days() {
    return Math.ceilDiv(whole.toSeconds(), DAY);
  }

  /// Whole days left, rounded down.
  long daysLeft() {
    return Math.floorDiv(left.toSeconds(), DAY);
  }

  /// The most days that a certificate issued then may live.
  static int limit(Instant issued) {
    return LIMITS.stream()
        .filter(limit -> !issued.isBefore(limit.issuedFrom()))
        .findFirst()
        .orElseThrow()
        .days();
  }

  State state() {
    if (left.isNegative()) {
      return State.EXPIRED;
    }
    Duration eighth = whole.dividedBy(8);
    Duration half = Duration.ofHours(12);
    boolean last = left.compareTo(eighth.compareTo(half) > 0 ? eighth : half) <= 0;
    boolean lastWeek =
        whole.compareTo(Duration.ofDays(60)) > 0 && left.compareTo(Duration.ofDays(7)) <= 0;
    if (last || lastWeek) {
      return State.CRITICAL;
    }
    if (left.compareTo(whole.dividedBy(4)) <= 0) {
      return State.LATE;
    }
    return left.compareTo(whole.dividedBy(3)) <= 0 ? State.DUE : State.FRESH;
  }
}
