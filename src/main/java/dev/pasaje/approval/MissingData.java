// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.approval.Analysis.Missing;
import dev.pasaje.capture.CapturedRequests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which data rejected attempts lacked, of those rejections where data may help.
final class MissingData {
  private final List<Attempt> attempts;
  private final List<Purchase> lost;
  private final CapturedRequests captured;

  MissingData(List<Attempt> attempts, List<Purchase> lost, CapturedRequests captured) {
    this.attempts = attempts;
    this.lost = lost;
    this.captured = captured;
  }

  /// Where a datum of an attempt was seen, or not.
  enum Seen {
    /// In the record, or in the request.
    THERE,
    /// The request is known, and has not got it.
    NEVER_SENT,
    /// The record has not got it, and the request is not known.
    ABSENT,
    /// Not known at all.
    NOT_VISIBLE,
    NOT_APPLICABLE
  }

  List<Missing> ranked() {
    List<Missing> ranked = new ArrayList<>();
    for (Datum datum : Datum.values()) {
      Missing one = of(datum);
      if (one.neverSent() + one.absent() + one.notVisible() > 0) {
        ranked.add(one);
      }
    }
    ranked.sort(
        Comparator.comparing((Missing one) -> Analyst.total(one.recoverable()))
            .thenComparingLong(one -> one.neverSent() + one.absent())
            .reversed()
            .thenComparing(Missing::datum));
    return ranked;
  }

  private Missing of(Datum datum) {
    long rejected = 0;
    long neverSent = 0;
    long absent = 0;
    long notVisible = 0;
    Rate with = Rate.NONE;
    Rate without = Rate.NONE;
    boolean hidden = false;
    Set<Attempt> lacking = new HashSet<>();
    for (Attempt attempt : attempts) {
      Seen seen = seen(datum, attempt);
      if (attempt.decided()) {
        switch (seen) {
          case THERE -> with = with.plus(attempt.approved());
          case NEVER_SENT, ABSENT -> without = without.plus(attempt.approved());
          case NOT_VISIBLE -> hidden = true;
          case NOT_APPLICABLE -> {}
        }
      }
      if (!attempt.rejected() || !attempt.meaning().dataMayHelp()) {
        continue;
      }
      switch (seen) {
        case THERE -> rejected++;
        case NEVER_SENT -> {
          rejected++;
          neverSent++;
          lacking.add(attempt);
        }
        case ABSENT -> {
          rejected++;
          absent++;
          lacking.add(attempt);
        }
        case NOT_VISIBLE -> {
          rejected++;
          notVisible++;
        }
        case NOT_APPLICABLE -> {}
      }
    }
    Amounts recoverable = new Amounts();
    lost.stream()
        .flatMap(purchase -> purchase.lastRejection().stream())
        .filter(lacking::contains)
        .forEach(recoverable::add);
    return new Missing(
        datum.id(),
        datum.path(
            attempts.isEmpty() ? StatusDetail.Api.PAYMENTS : attempts.getLast().meaning().api()),
        rejected,
        neverSent,
        absent,
        notVisible,
        recoverable.all(),
        hidden ? Optional.empty() : Optional.of(with),
        hidden ? Optional.empty() : Optional.of(without));
  }

  Seen seen(Datum datum, Attempt attempt) {
    if (!applicable(datum, attempt)) {
      return Seen.NOT_APPLICABLE;
    }
    if (attempt.shown().contains(datum)) {
      return Seen.THERE;
    }
    List<Sent> sent = Sent.of(captured, attempt);
    if (!sent.isEmpty()) {
      if (sent.stream().anyMatch(one -> one.data().contains(datum))) {
        return Seen.THERE;
      }
      return sent.stream().anyMatch(one -> one.placed().contains(datum))
          ? Seen.NEVER_SENT
          : Seen.NOT_APPLICABLE;
    }
    return datum == Datum.DEVICE_ID || attempt.hidden().contains(datum)
        ? Seen.NOT_VISIBLE
        : Seen.ABSENT;
  }

  /// On Mercado Pago's own pages it sees the device and the address itself, and asks for the
  /// issuer; a terminal has neither a browser nor a buyer's data (domain/quality.md A4, B5).
  private static boolean applicable(Datum datum, Attempt attempt) {
    boolean hosted =
        switch (attempt.checkout()) {
          case "checkout-pro", "subscription" -> true;
          default -> false;
        };
    boolean inStore =
        switch (attempt.checkout()) {
          case "in-store", "orders-point", "orders-qr" -> true;
          default -> false;
        };
    return switch (datum) {
      case DEVICE_ID, IP_ADDRESS -> !hosted && !inStore;
      case ISSUER ->
          !hosted
              && !inStore
              && attempt.byCard()
              && attempt.meaning().api() == StatusDetail.Api.PAYMENTS;
      case EMAIL,
          FIRST_NAME,
          LAST_NAME,
          DOCUMENT,
          PHONE,
          ADDRESS,
          REGISTRATION_DATE,
          SHIPPING_ADDRESS ->
          !inStore;
      case ITEM_TITLE, ITEM_DESCRIPTION, ITEM_CATEGORY -> true;
    };
  }
}
