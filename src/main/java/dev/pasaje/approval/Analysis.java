// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.capture.CapturedRequests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What some payments say about approval. Shares are between 0 and 1, amounts exact and by
/// currency. The rates are defined in docs/approval.md.
///
/// @param subject the integration or the files
/// @param asked what was asked for; its ends are empty where nothing limited it
/// @param window first and last creation of what was analysed; empty when nothing was
/// @param zone of the site: hours and days are its own
/// @param captured whether recorded requests were given
/// @param read records read, what was left out included
/// @param left why records were left out, by [Attempts.Left]
/// @param rejections by detail, most lost first
/// @param families rejections by family, most first
/// @param cuts by dimension, such as `method`; in each the most frequent first, but days, hours,
///   instalments and amounts in their own order
/// @param missing the data that rejected payments lacked, most recoverable amount first
public record Analysis(
    String subject,
    Window asked,
    Optional<Span> window,
    ZoneId zone,
    boolean captured,
    long read,
    Map<Attempts.Left, Long> left,
    Counts counts,
    Rates rates,
    List<Rejection> rejections,
    Map<StatusDetail.Family, Long> families,
    Map<String, List<Slice>> cuts,
    List<Missing> missing,
    List<Insight> insights) {

  /// What was asked for.
  public record Window(Optional<Instant> from, Optional<Instant> to) {}

  /// From the first to the last, both inclusive.
  public record Span(Instant from, Instant to) {}

  /// How many attempts ended how, and how many purchases they are.
  ///
  /// @param lost purchases that were rejected, and nothing of them is under way
  public record Counts(
      long attempts,
      long approved,
      long rejected,
      long open,
      long abandoned,
      long purchases,
      long lost) {}

  /// @param raw approved of all attempts, whatever became of the rest
  /// @param decided approved of approved and rejected attempts: nothing that is pending
  /// @param purchases paid of decided purchases, retries counted once
  public record Rates(Rate raw, Rate decided, Rate purchases, List<AmountRate> byAmount) {}

  /// Approved of decided amounts in one currency.
  ///
  /// @param lost amount of the lost purchases, each counted once
  public record AmountRate(
      String currency, BigDecimal approved, BigDecimal decided, BigDecimal lost) {
    private static final int PLACES = 4;

    public Optional<BigDecimal> share() {
      return decided.signum() == 0
          ? Optional.empty()
          : Optional.of(approved.divide(decided, PLACES, RoundingMode.HALF_UP));
    }
  }

  /// @param lost amount of the purchases that were lost for it, by currency
  public record Rejection(
      StatusDetail detail, long attempts, long purchasesLost, Map<String, BigDecimal> lost) {}

  /// One value of a dimension.
  ///
  /// @param attempts all of them; the rate is of the decided ones
  public record Slice(String value, long attempts, Rate rate) {}

  /// A datum, and the rejected attempts without it, of those where more data may help.
  ///
  /// @param datum such as `device-id`
  /// @param path its place in the payment
  /// @param rejected how many rejected attempts were looked at
  /// @param neverSent the recorded request has not got it
  /// @param absent the record has not got it, and nobody knows what was sent
  /// @param notVisible a record of this kind never shows it
  /// @param recoverable amount of the lost purchases whose last rejection lacked it, by currency:
  ///   the most that sending it could bring back, which nobody can promise
  /// @param with approved of the decided attempts that had it; empty when the record of a rejected
  ///   payment hides it
  /// @param without approved of the decided attempts that had it not
  public record Missing(
      String datum,
      String path,
      long rejected,
      long neverSent,
      long absent,
      long notVisible,
      Map<String, BigDecimal> recoverable,
      Optional<Rate> with,
      Optional<Rate> without) {}

  /// Something to know or to do.
  ///
  /// @param subject what it is about within its kind: a code, a family, a datum; may be empty
  /// @param span in which it was seen
  /// @param count of attempts
  /// @param amounts by currency; of lost purchases, of double charges
  /// @param facts what its text names beside these
  public record Insight(
      Kind kind,
      String subject,
      Span span,
      long count,
      Map<String, BigDecimal> amounts,
      Map<String, String> facts) {}

  /// Kinds of insights. The texts of each are in the bundle `approval`: `finding.<id>.title`,
  /// `.problem`, `.remedy`.
  public enum Kind {
    CARD_TESTING(Level.ALARM),
    PAID_TWICE(Level.ALARM),
    CREDENTIAL_MIX(Level.ALARM),
    THREE_DS_MANDATORY(Level.ALARM),
    THREE_DS_BINARY(Level.ALARM),
    HIGH_RISK_SHARE(Level.ALARM),
    DUPLICATES(Level.ADVICE),
    MAX_ATTEMPTS(Level.ADVICE),
    CHALLENGE_LEFT(Level.ADVICE),
    BINARY_PENDING(Level.ADVICE),
    FAMILY(Level.ADVICE),
    MISSING(Level.ADVICE),
    WEAK_SLICE(Level.ADVICE),
    UNKNOWN_DETAIL(Level.NOTE),
    SEVERAL_SELLERS(Level.NOTE);

    private final Level level;

    Kind(Level level) {
      this.level = level;
    }

    public Level level() {
      return level;
    }

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// How urgent an insight is.
  public enum Level {
    ALARM,
    ADVICE,
    NOTE;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Analyses what was collected.
  public static Analysis of(
      String subject, Attempts attempts, CapturedRequests captured, ZoneId zone) {
    return new Analyst(subject, attempts, captured, zone).analysis();
  }
}
