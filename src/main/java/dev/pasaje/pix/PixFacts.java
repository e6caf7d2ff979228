// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was seen of an account's Pix. Plain data with no key, no payer and no secret in it, so that
/// it can be saved and judged again.
///
/// @param at when it was looked at
/// @param methods how `GET /v1/payment_methods` ended
/// @param method Pix as that list has it; empty when it has none or was not seen
/// @param search how the search for Pix payments ended
/// @param stored the latest Pix payments, newest first, at most [#MOST_STORED] and the latest
///   approved one
/// @param issued the code that was created for this look; empty when nobody asked for it
public record PixFacts(
    Instant at,
    Site site,
    Product product,
    Seen methods,
    Optional<Method> method,
    Seen search,
    List<Stored> stored,
    Optional<Issued> issued) {
  static final int MOST_STORED = 10;

  public PixFacts {
    stored = List.copyOf(stored);
  }

  /// How a call ended.
  ///
  /// @param answer the status, code and message of a refusal, or why there was no answer
  public record Seen(State state, String answer) {
    static final Seen NOTHING = new Seen(State.NOT_TRIED, "");
  }

  /// The ways a call can end.
  public enum State {
    ANSWERED,
    REFUSED,
    NO_ANSWER,
    /// The site has no Pix, or there is no token to ask with.
    NOT_TRIED
  }

  /// Pix as a payment method of the account. The amounts are in BRL.
  ///
  /// @param status `active`, `deactivated` or `testing`
  public record Method(
      String status,
      Optional<BigDecimal> least,
      Optional<BigDecimal> most,
      Optional<Integer> accreditationMinutes) {}

  /// A Pix payment or order that exists.
  ///
  /// @param ours whether an earlier look of Pasaje created it: it then says nothing about how the
  ///   shop creates its own
  /// @param life from its creation to its expiry, when both are told
  public record Stored(String id, String status, boolean ours, Optional<Duration> life, Code code) {

    /// A payment with a code, or one that was paid, could not have been made without a key.
    boolean provesKey() {
      return code.state() != Code.Reading.ABSENT || status.equals("approved");
    }
  }

  /// What reading the text of a QR code came to.
  ///
  /// @param kind of a valid code: `static`, `dynamic`, `recurring`
  /// @param maskedKey of a valid static code, with its kind before it
  /// @param trouble of a malformed one: where, which rule, found and expected
  public record Code(
      Reading state, Optional<String> kind, Optional<String> maskedKey, Optional<String> trouble) {
    static final Code ABSENT =
        new Code(Reading.ABSENT, Optional.empty(), Optional.empty(), Optional.empty());

    /// What there is to say of it.
    public enum Reading {
      ABSENT,
      VALID,
      MALFORMED
    }

    static Code of(String text) {
      return text.isEmpty()
          ? ABSENT
          : switch (BrCode.read(text)) {
            case BrCode.Valid(BrCode code) ->
                new Code(
                    Reading.VALID,
                    Optional.of(code.kind().id()),
                    code.maskedKey()
                        .map(key -> code.keyKind().map(kind -> kind.id() + " ").orElse("") + key),
                    Optional.empty());
            case BrCode.Malformed bad ->
                new Code(
                    Reading.MALFORMED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                        "position "
                            + bad.position()
                            + (bad.field().isEmpty() ? "" : ", field " + bad.field())
                            + ": "
                            + bad.flaw().id()
                            + bad.found().map(found -> ", found " + found).orElse("")
                            + bad.expected().map(wanted -> ", expected " + wanted).orElse("")));
          };
    }
  }

  /// What became of the code that was asked for.
  ///
  /// @param route the resource it was created by: `/v1/payments` or `/v1/orders`
  /// @param amount in BRL, as sent
  /// @param created how the creation ended
  /// @param keyMissing whether the refusal was the one of an account without a key (13253)
  /// @param made what was created, if anything
  /// @param cancelled how the cancellation ended
  /// @param end what is left of it
  public record Issued(
      String route,
      String amount,
      Seen created,
      boolean keyMissing,
      Optional<Stored> made,
      Seen cancelled,
      End end) {}

  /// What is left of the code that was asked for.
  public enum End {
    /// Nothing was created.
    NOTHING,
    /// It is cancelled, or was final already.
    CLOSED,
    /// It can still be paid.
    OPEN,
    /// The creation was not answered, so nobody knows whether there is something.
    UNCERTAIN;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
