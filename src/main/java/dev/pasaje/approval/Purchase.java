// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one buyer wanted to pay once, in one attempt or several.
///
/// Attempts belong together when they have the same seller and currency, and
/// - the same `external_reference`, each no later than a day after the one before, or
/// - no reference, but the same buyer and amount, each no later than an hour after the one before.
///
/// An approved attempt ends its purchase: who has paid does not try again. Only a rejection for
/// being a duplicate still belongs to it. An attempt with neither reference nor buyer stands alone.
record Purchase(List<Attempt> attempts) {
  static final Duration SAME_REFERENCE = Duration.ofDays(1);
  static final Duration SAME_BUYER = Duration.ofHours(1);

  /// @param attempts oldest first
  static List<Purchase> of(Collection<Attempt> attempts) {
    List<Purchase> all = new ArrayList<>();
    Map<String, Purchase> open = new HashMap<>();
    for (Attempt attempt : attempts) {
      Optional<String> key = key(attempt);
      Purchase before = key.map(open::get).orElse(null);
      if (before != null && before.takes(attempt)) {
        before.attempts.add(attempt);
      } else {
        Purchase fresh = new Purchase(new ArrayList<>(List.of(attempt)));
        all.add(fresh);
        key.ifPresent(one -> open.put(one, fresh));
      }
    }
    return all;
  }

  private static Optional<String> key(Attempt attempt) {
    String seller = attempt.collector() + " " + attempt.currency() + " ";
    if (!attempt.reference().isEmpty()) {
      return Optional.of("r " + seller + attempt.reference());
    }
    return attempt.buyer().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "b "
                + seller
                + attempt.amount().stripTrailingZeros().toPlainString()
                + " "
                + attempt.buyer());
  }

  private boolean takes(Attempt next) {
    Duration gap = Duration.between(attempts.getLast().when(), next.when());
    Duration most = next.reference().isEmpty() ? SAME_BUYER : SAME_REFERENCE;
    return gap.compareTo(most) <= 0
        && (!approved() || next.meaning().family() == StatusDetail.Family.DUPLICATE);
  }

  boolean approved() {
    return attempts.stream().anyMatch(Attempt::approved);
  }

  /// Whether somebody said yes or no to it.
  boolean decided() {
    return attempts.stream().anyMatch(Attempt::decided);
  }

  /// Rejected, and not on its way any more.
  boolean lost() {
    return !approved()
        && attempts.stream().anyMatch(Attempt::rejected)
        && attempts.stream().noneMatch(one -> one.standing() == Attempt.Standing.OPEN);
  }

  /// What it was lost for: the last rejection.
  Optional<Attempt> lastRejection() {
    return attempts.reversed().stream().filter(Attempt::rejected).findFirst();
  }
}
