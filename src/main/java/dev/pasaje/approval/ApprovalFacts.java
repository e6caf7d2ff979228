// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What the latest payments of one account say about approval, in figures: no payment is in it, and
/// no buyer.
///
/// @param request what was asked, or would have been
/// @param answer what came instead of payments; empty when they came
/// @param from of creation, inclusive
/// @param to of creation, exclusive
/// @param matching payments in that time as far as the API says
/// @param sample payments looked at that are sales of the account; the latest ones
/// @param approved of the sample
/// @param rejected of the sample
/// @param signs what was found in them
public record ApprovalFacts(
    Ending ending,
    String request,
    String answer,
    Instant from,
    Instant to,
    long matching,
    long sample,
    long approved,
    long rejected,
    List<Sign> signs) {
  public ApprovalFacts {
    signs = List.copyOf(signs);
  }

  /// How the look ended.
  public enum Ending {
    LOOKED,
    NO_TOKEN,
    REFUSED,
    NO_ANSWER;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// An insight of the analysis, as far as a verdict needs it.
  ///
  /// @param subject the datum, for one that is missing; else empty
  /// @param count of attempts
  /// @param detail figures beside it, such as `cards=9`
  public record Sign(
      Analysis.Kind kind, String subject, long count, Instant from, Instant to, String detail) {}

  long decided() {
    return approved + rejected;
  }
}
