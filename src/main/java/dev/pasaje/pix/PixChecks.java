// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static dev.pasaje.check.Outcome.failed;
import static dev.pasaje.check.Outcome.notApplicable;
import static dev.pasaje.check.Outcome.passed;
import static dev.pasaje.check.Outcome.unknown;
import static dev.pasaje.check.Severity.BEST_PRACTICE;
import static dev.pasaje.check.Severity.RECOMMENDED;
import static dev.pasaje.check.Severity.REQUIRED;

import dev.pasaje.check.Check;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every check on Pix, in the order of their ids; domain/credentials.md 8.
public final class PixChecks {
  static final Duration SHORTEST = Duration.ofMinutes(30);

  /// The official plug-ins offer 15 minutes to 7 days: sources differ (8.3).
  static final Duration SHORTEST_OF_PLUG_INS = Duration.ofMinutes(15);

  static final Duration LONGEST = Duration.ofDays(30);
  static final Duration LONGEST_OF_PLUG_INS = Duration.ofDays(7);

  /// What a payment gets that asks for nothing; stamps of creation and expiry are not exact.
  static final Duration USUAL = Duration.ofHours(24);

  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final String METHODS = "GET /v1/payment_methods";
  private static final String SEARCH = "GET /v1/payments/search payment_method_id=pix";
  private static final String ACTIVE = "active";

  static final List<Check<PixFacts>> CHECKS =
      List.of(
          row(
              "pix-code-malformed",
              RECOMMENDED,
              "Banco Central do Brasil, BR Code; EMV merchant-presented QR codes",
              PixChecks::codeMalformed),
          row(
              "pix-expiry-long",
              RECOMMENDED,
              "mercadopago.com/developers, Pix: expiration; github mercadopago/cart-woocommerce",
              PixChecks::expiryLong),
          row(
              "pix-expiry-not-set",
              BEST_PRACTICE,
              "mercadopago.com/developers, Pix: expiration",
              PixChecks::expiryNotSet),
          row(
              "pix-expiry-short",
              RECOMMENDED,
              "mercadopago.com/developers, Pix: expiration; github mercadopago/adb-payment",
              PixChecks::expiryShort),
          row(
              "pix-key-missing",
              REQUIRED,
              "mercadopago.com/developers, go-live requirements: Pix key",
              PixChecks::keyMissing),
          row(
              "pix-not-active",
              REQUIRED,
              "mercadopago.com/developers, payment_methods reference: status",
              PixChecks::notActive),
          row(
              "pix-not-offered",
              REQUIRED,
              "mercadopago.com/developers, go-live requirements; github mercadopago/cart-woocommerce",
              PixChecks::notOffered),
          row(
              "pix-test-code-left-open",
              RECOMMENDED,
              "mercadopago.com/developers, payments and orders reference: cancel",
              PixChecks::testCodeLeftOpen));

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = CHECKS.stream().map(Check::info).toList();

  private PixChecks() {}

  private record Row(CheckInfo info, Function<PixFacts, Outcome> judge) implements Check<PixFacts> {
    @Override
    public Outcome evaluate(PixFacts facts) {
      return facts.site() == Site.MLB
          ? judge.apply(facts)
          : notApplicable(Outcome.Inapplicability.OTHER_SITE);
    }
  }

  private static Check<PixFacts> row(
      String id, Severity severity, String source, Function<PixFacts, Outcome> judge) {
    return new Row(new CheckInfo(id, Requirement.PIX, null, severity, null, source), judge);
  }

  /// An active Pix makes a key likely (8.1), so a key that was merely not proved does not hold up
  /// going live; nobody has to create a payment for a verdict.
  static CheckInfo weighed(CheckInfo info, Outcome outcome) {
    return outcome instanceof Outcome.Unknown(Outcome.Ignorance reason, _)
            && reason == Outcome.Ignorance.NOT_ASKED
        ? info.withSeverity(RECOMMENDED)
        : info;
  }

  private static Outcome notOffered(PixFacts facts) {
    return blind(facts.methods(), METHODS)
        .orElseGet(() ->
            facts.method().isEmpty()
                ? failed(Evidence.call(METHODS, "no pix").expecting("pix"))
                : passed(method(facts.method().get())));
  }

  private static Outcome notActive(PixFacts facts) {
    return blind(facts.methods(), METHODS)
        .or(() ->
            facts
                .method()
                .map(pix ->
                    pix.status().equals(ACTIVE)
                        ? passed(method(pix))
                        : failed(method(pix).expecting(ACTIVE))))
        .orElseGet(() -> notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER));
  }

  private static Evidence method(PixFacts.Method pix) {
    return Evidence.call(
        METHODS + " pix.status",
        pix.status()
            + pix.least().map(amount -> ", from BRL " + amount).orElse("")
            + pix.most().map(amount -> " to BRL " + amount).orElse("")
            + pix.accreditationMinutes().map(m -> ", accredited in " + m + " min").orElse(""));
  }

  private static Outcome keyMissing(PixFacts facts) {
    if (facts.issued().isPresent()) {
      PixFacts.Issued issued = facts.issued().get();
      String call = "POST " + issued.route();
      if (issued.keyMissing()) {
        return failed(Evidence.call(call, issued.created().answer()).expecting("a QR code"));
      }
      if (issued.made().filter(PixFacts.Stored::provesKey).isPresent()) {
        return passed(Evidence.call(call, issued.made().map(PixChecks::shown).orElse("")));
      }
    }
    Optional<PixFacts.Stored> proof =
        facts.stored().stream().filter(PixFacts.Stored::provesKey).findFirst();
    if (proof.isPresent()) {
      return passed(Evidence.call(SEARCH, shown(proof.get())));
    }
    if (facts.issued().isPresent()) {
      PixFacts.Issued issued = facts.issued().get();
      return blind(issued.created(), "POST " + issued.route())
          .orElseGet(() ->
              unknown(
                  Outcome.Ignorance.NOT_IN_THE_EVIDENCE,
                  Evidence.call(
                      "POST " + issued.route(), issued.made().map(PixChecks::shown).orElse(""))));
    }
    Optional<Outcome> blind = blind(facts.methods(), METHODS);
    if (blind.isPresent()) {
      return blind.get();
    }
    return facts.method().filter(pix -> pix.status().equals(ACTIVE)).isPresent()
        ? unknown(
            Outcome.Ignorance.NOT_ASKED,
            Evidence.call(METHODS + " pix.status", "active: a key is likely, not proved"))
        : notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
  }

  private static String shown(PixFacts.Stored stored) {
    return stored.id()
        + ", "
        + stored.status()
        + stored.code().kind().map(kind -> ", " + kind + " code").orElse("")
        + stored.code().maskedKey().map(key -> ", key " + key).orElse("");
  }

  /// Judges the newest code there is: the one just made, else the newest stored.
  private static Outcome codeMalformed(PixFacts facts) {
    Optional<PixFacts.Stored> newest =
        Stream.concat(
                facts.issued().flatMap(PixFacts.Issued::made).stream(), facts.stored().stream())
            .filter(one -> one.code().state() != PixFacts.Code.Reading.ABSENT)
            .findFirst();
    return newest
        .map(one ->
            switch (one.code().state()) {
              case VALID -> passed(Evidence.field("qr_code", shown(one)));
              case MALFORMED, ABSENT ->
                  failed(
                      Evidence.field("qr_code", one.id() + ", " + one.code().trouble().orElse(""))
                          .expecting("a BR Code with the right CRC"));
            })
        .orElseGet(() -> blind(facts.search(), SEARCH).orElseGet(PixChecks::nothingStored));
  }

  private static Outcome expiryShort(PixFacts facts) {
    Duration least = facts.product() == Product.WOOCOMMERCE ? SHORTEST_OF_PLUG_INS : SHORTEST;
    return life(
        facts,
        (life, evidence) ->
            life.plus(TOLERANCE).compareTo(least) < 0
                ? failed(
                    evidence.expecting(
                        "at least "
                            + SHORTEST
                            + " (official plug-ins: "
                            + SHORTEST_OF_PLUG_INS
                            + ")"))
                : passed(evidence));
  }

  private static Outcome expiryLong(PixFacts facts) {
    return life(
        facts,
        (life, evidence) ->
            life.minus(TOLERANCE).compareTo(LONGEST) > 0
                ? failed(
                    evidence.expecting(
                        "at most " + LONGEST + " (official plug-ins: " + LONGEST_OF_PLUG_INS + ")"))
                : passed(evidence));
  }

  private static Outcome expiryNotSet(PixFacts facts) {
    return life(
        facts,
        (life, evidence) ->
            life.minus(USUAL).abs().compareTo(TOLERANCE) <= 0
                ? failed(evidence.expecting("a date_of_expiration of your own"))
                : passed(evidence));
  }

  /// How a life is judged.
  private interface Span {
    Outcome judge(Duration life, Evidence evidence);
  }

  /// The shop's own newest payment, never one that Pasaje made.
  private static Outcome life(PixFacts facts, Span span) {
    Optional<PixFacts.Stored> own =
        facts.stored().stream().filter(one -> !one.ours() && one.life().isPresent()).findFirst();
    return own.map(
            one -> {
              Duration life = one.life().orElseThrow();
              return span.judge(
                  life,
                  Evidence.field(
                      "payment " + one.id() + " date_of_expiration - date_created",
                      life.toString()));
            })
        .orElseGet(() -> blind(facts.search(), SEARCH).orElseGet(PixChecks::nothingStored));
  }

  private static Outcome testCodeLeftOpen(PixFacts facts) {
    if (facts.issued().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.NOT_USED);
    }
    PixFacts.Issued issued = facts.issued().get();
    Evidence evidence =
        Evidence.call(
                "cancel "
                    + issued.route()
                    + "/"
                    + issued.made().map(PixFacts.Stored::id).orElse("?"),
                "BRL "
                    + issued.amount()
                    + ", "
                    + issued.end().id()
                    + (issued.cancelled().answer().isEmpty()
                        ? ""
                        : ", " + issued.cancelled().answer()))
            .expecting("cancelled");
    return switch (issued.end()) {
      case NOTHING -> notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
      case CLOSED -> passed(evidence);
      case OPEN -> failed(evidence);
      case UNCERTAIN -> unknown(Outcome.Ignorance.NO_ANSWER, evidence);
    };
  }

  private static Outcome nothingStored() {
    return unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE, Evidence.call(SEARCH, "0 payments"));
  }

  /// The outcome of what could not be seen; empty when it was seen.
  private static Optional<Outcome> blind(PixFacts.Seen seen, String request) {
    Evidence evidence = Evidence.call(request, seen.answer());
    return switch (seen.state()) {
      case ANSWERED -> Optional.empty();
      case REFUSED -> Optional.of(unknown(Outcome.Ignorance.REFUSED, evidence));
      case NO_ANSWER -> Optional.of(unknown(Outcome.Ignorance.NO_ANSWER, evidence));
      case NOT_TRIED ->
          Optional.of(
              unknown(
                  Outcome.Ignorance.NOT_IN_THE_EVIDENCE,
                  Evidence.setting("credentials.production.access-token", null)));
    };
  }
}
