// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import java.util.Locale;
import java.util.Map;

/// What the issuer says, decided by the holder's name as with the official test cards (sites.md
/// 5.2). The first eight details are firm, the rest inferred from the published meanings.
///
/// @param status of the payment: `approved`, `in_process` or `rejected`
record Verdict(String status, String detail) {
  static final Verdict APPROVED = new Verdict("approved", "accredited");
  static final Verdict REVIEW = new Verdict("in_process", "pending_contingency");

  private static final Map<String, String> REJECTIONS =
      Map.ofEntries(
          Map.entry("OTHE", "cc_rejected_other_reason"),
          Map.entry("CALL", "cc_rejected_call_for_authorize"),
          Map.entry("FUND", "cc_rejected_insufficient_amount"),
          Map.entry("SECU", "cc_rejected_bad_filled_security_code"),
          Map.entry("EXPI", "cc_rejected_bad_filled_date"),
          Map.entry("FORM", "cc_rejected_bad_filled_other"),
          Map.entry("CARD", "cc_rejected_bad_filled_card_number"),
          Map.entry("INST", "cc_rejected_invalid_installments"),
          Map.entry("DUPL", "cc_rejected_duplicated_payment"),
          Map.entry("LOCK", "cc_rejected_card_disabled"),
          Map.entry("CTNA", "cc_rejected_card_type_not_allowed"),
          Map.entry("ATTE", "cc_rejected_max_attempts"),
          Map.entry("BLAC", "cc_rejected_blacklist"),
          Map.entry("UNSU", "cc_unsupported_unsupported"));

  static Verdict rejected(String detail) {
    return new Verdict("rejected", detail);
  }

  /// A name that is no code is approved.
  static Verdict of(String holder) {
    String word = holder.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    if (word.equals("CONT")) {
      return REVIEW;
    }
    String rejection = REJECTIONS.get(word);
    return rejection == null ? APPROVED : rejected(rejection);
  }
}
