// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Something that somebody has to look at.
///
/// @param identity what it is about, whichever file shows it; with the code it makes the id
/// @param detail a sub-code or a hint, such as `OVERPAID`
/// @param amount money at risk, negative when the merchant is short of it; null when there is none
/// @param matchedBy the key `K1` to `K6` of domain/reports.md 17
/// @param family `settlement`, `release` or null when no row shows it
/// @param file SHA-256 of the file, `line` the line in it, `rowKey` the row's own key
/// @param expected and `found`: the two sides, as they are to be shown
/// @param at when it happened; null when not known
public record Discrepancy(
    Code code,
    String identity,
    @Nullable String detail,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    @Nullable String reference,
    @Nullable String sourceId,
    @Nullable String matchedBy,
    @Nullable String family,
    @Nullable String file,
    @Nullable Long line,
    @Nullable String rowKey,
    @Nullable String expected,
    @Nullable String found,
    @Nullable Instant at) {

  /// By severity, then the dearest first.
  static final Comparator<Discrepancy> GRAVEST_FIRST =
      Comparator.comparing((Discrepancy one) -> one.code().severity())
          .thenComparing(
              one -> one.amount() == null ? BigDecimal.ZERO : one.amount().abs(),
              Comparator.reverseOrder())
          .thenComparing(Discrepancy::code)
          .thenComparing(Discrepancy::identity)
          .thenComparing(one -> String.valueOf(one.line()));

  /// The same for the same thing in every run: 16 hexadecimal digits.
  public String id() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((code + "|" + identity).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
