// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What one `status_detail` means; domain/quality.md B2 and B4.
///
/// Its words are in the bundle `approval`: `topic.<topic>.meaning` and `topic.<topic>.action` for
/// the merchant, `message.<message>` for the buyer.
///
/// @param status such as `rejected`; with `failed` its counterpart in the Orders API
/// @param detail the word itself
/// @param family what a rejection is counted under; [Family#NONE] for what is no rejection
/// @param message key of B3, such as `FUNDS`
/// @param topic words shared by details that mean the same
/// @param known false for a word that is in none of the tables
public record StatusDetail(
    Api api,
    String status,
    String detail,
    Blame blame,
    Family family,
    Retry retry,
    String message,
    String topic,
    boolean known) {

  /// Whose words they are.
  public enum Api {
    PAYMENTS,
    ORDERS;

    public String id() {
      return StatusDetail.id(this);
    }
  }

  /// Whose doing it is.
  public enum Blame {
    CARD_DATA,
    FUNDS,
    ISSUER,
    RISK,
    BUYER,
    LIMITS,
    CONFIG,
    REGULATION,
    NETWORK,
    SELLER,
    NONE,
    UNKNOWN;

    public String id() {
      return StatusDetail.id(this);
    }
  }

  /// What a rejection is counted under, and what is advised against it; B7. `BUYER` is ours: the
  /// buyer took too long.
  public enum Family {
    CARD_DATA,
    FUNDS,
    ISSUER,
    LIMITS,
    RISK,
    AUTH_3DS,
    CONFIG,
    REGULATION,
    NETWORK,
    DUPLICATE,
    BUYER,
    UNKNOWN,
    NONE;

    public String id() {
      return StatusDetail.id(this);
    }
  }

  /// What may be tried next: the same card after a correction, after a word with the bank, another
  /// card or method, later, or nothing.
  public enum Retry {
    FIX,
    BANK,
    OTHER,
    WAIT,
    NO;

    public String id() {
      return StatusDetail.id(this);
    }
  }

  private static String id(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> Optional<E> of(Class<E> type, String id) {
    return Arrays.stream(type.getEnumConstants()).filter(one -> id(one).equals(id)).findFirst();
  }

  /// Whether more data about the buyer might have helped; B7.
  public boolean dataMayHelp() {
    return family == Family.RISK || topic.equals("no-reason") || topic.equals("data-missing");
  }
}
