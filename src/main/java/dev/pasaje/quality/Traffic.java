// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What requests and payments show of credentials, of the API used and of who integrated it.
final class Traffic {
  private static final Pattern TOKEN_IN_QUERY =
      Pattern.compile("(?i)(?:^|&)access_token=|(?:APP_USR|TEST)-[0-9]+-");

  private Traffic() {}

  /// Access logs keep queries; an Authorization header they do not.
  static Outcome tokenInHeader(QualityFacts facts) {
    List<Captured> requests = facts.evidence().requests();
    for (Captured one : requests) {
      if (TOKEN_IN_QUERY.matcher(one.query()).find()) {
        return Outcome.failed(
            Evidence.call(one.shown() + "?access_token=…", null).expecting("Authorization"));
      }
    }
    boolean sent =
        facts.header("Authorization").isPresent()
            || requests.stream().anyMatch(one -> one.headers().containsKey("Authorization"));
    // A proxy may leave the header out altogether; the query it shows.
    return sent
        ? Outcome.passed(Evidence.header("Authorization", "…"))
        : Declaration.of("token-in-header").judge(facts);
  }

  static Outcome live(QualityFacts facts) {
    Optional<Boolean> live = facts.payment().flag("live_mode");
    Optional<String> order = facts.order().text("id");
    if (live.isPresent()) {
      Evidence mode = Evidence.field("payment.live_mode", live.get().toString());
      return live.get() ? Outcome.passed(mode) : Outcome.failed(mode.expecting("true"));
    }
    if (facts.payment().given()) {
      return Outcome.failed(Evidence.field("payment.live_mode", null).expecting("true"));
    }
    // An order made with test credentials says so in its id (domain/api.md 7.3).
    return order
        .filter(_ -> facts.created() == Place.Document.ORDER)
        .map(id -> Evidence.field("order.id", id))
        .map(id ->
            order.get().startsWith("ORDTST")
                ? Outcome.failed(id.expecting("≠ ORDTST…"))
                : Outcome.passed(id))
        .orElseGet(() -> Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE));
  }

  /// How [#live] ends.
  static Ending endOfLive(QualityFacts facts) {
    return facts.payment().given()
        ? Ending.of(facts.payment().flag("live_mode").orElse(false))
        : Ending.of(live(facts));
  }

  /// How [#ordersApi] ends: what is not known of the calls is not known of the move.
  static Ending endOfOrdersApi(QualityFacts facts) {
    return facts.evidence().bare()
            && facts.payment().given()
            && facts.evidence().declared("orders-api-migration").isEmpty()
        ? Ending.UNKNOWN
        : Ending.of(ordersApi(facts));
  }

  /// Cards by the Payments API, codes and terminals by the old calls: all have moved to Orders.
  static Outcome ordersApi(QualityFacts facts) {
    if (facts.order().given()) {
      return Outcome.passed(Evidence.field("order.id", facts.order().text("id").orElse(null)));
    }
    Optional<Declared> planned = facts.evidence().declared("orders-api-migration");
    if (planned.filter(Declared::answer).isPresent()) {
      return Outcome.passed(Declaration.evidence("orders-api-migration", planned.get()));
    }
    Evidence old =
        facts.evidence().part("paymentIntent").given()
            ? Evidence.field("paymentIntent.id", "…")
            : Evidence.call("POST /v1/payments", null);
    boolean used =
        facts.evidence().part("paymentIntent").given()
            || facts.requestBody().decimal("transaction_amount").isPresent()
            || facts.evidence().requests().stream()
                .anyMatch(one ->
                    one.makes(Place.Document.PAYMENT)
                        || one.makes(Place.Document.MERCHANT_ORDER)
                        || one.makes(Place.Document.PAYMENT_INTENT));
    if (!used) {
      return Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST, old);
    }
    // Whether the move is planned only the merchant knows, and it excuses.
    return planned
        .map(no ->
            Outcome.failed(
                old.expecting("POST /v1/orders"), Declaration.evidence("orders-api-migration", no)))
        .orElseGet(() ->
            Outcome.unknown(
                Ignorance.NOT_DECLARED, old, Declaration.evidence("orders-api-migration", null)));
  }

  /// An id in a record or a header.
  static QualityRule.Judgement named(String header, Place... places) {
    Presence presence = Presence.anyOf(places);
    return facts -> {
      Outcome written = presence.judge(facts);
      Optional<String> sent = facts.header(header);
      if (written instanceof Outcome.Passed || sent.isEmpty()) {
        return written;
      }
      return Outcome.passed(Evidence.header(header, sent.get()));
    };
  }

  /// MercadoPago.js comes from Mercado Pago (domain/quality.md S20).
  static Outcome ownCopy(QualityFacts facts) {
    SiteFacts site = facts.evidence().site();
    if (site.scripts().isEmpty()) {
      return Outcome.unknown(Ignorance.SITE_NOT_MEASURED, Evidence.page("site.page.scripts", null));
    }
    List<String> scripts =
        site.scripts().get().stream().map(SiteFacts::plain).map(Traffic::lower).toList();
    Optional<String> copy =
        scripts.stream()
            .filter(address -> !address.matches("(?:[a-z0-9-]+\\.)*mercadopago\\.com/.*"))
            .filter(address ->
                address.matches(
                    ".*/mercado-?pago(?:[.-]?(?:js|sdk|v[12]|[0-9.]+|min))*\\.js|.*/security\\.js"))
            .findFirst();
    if (copy.isPresent()) {
      return Outcome.failed(
          Evidence.page("site.page.scripts", copy.get()).expecting("sdk.mercadopago.com"));
    }
    return site.frontEndSdk()
        .or(site::securityScript)
        .map(script -> Outcome.passed(Evidence.page("site.page.scripts", script)))
        .orElseGet(() -> Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// A report of a kind was imported lately; domain/quality.md, 35 days, ours.
  static Optional<Evidence> imported(QualityFacts facts, String kind) {
    Tree reports = facts.evidence().part("reports");
    if (!reports.given()) {
      return Optional.empty();
    }
    Optional<java.time.LocalDate> today = day(reports.text("asOf"));
    return reports.list("imported").stream()
        .filter(one -> one.text("kind").filter(kind::equals).isPresent())
        .flatMap(one -> day(one.text("at")).stream())
        .filter(at -> today.isPresent() && !at.isBefore(today.get().minusDays(35)))
        .max(java.time.LocalDate::compareTo)
        .map(at -> Evidence.field("reports.imported[" + kind + "]", at.toString()));
  }

  private static Optional<java.time.LocalDate> day(Optional<String> text) {
    return text.filter(it -> it.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*"))
        .flatMap(it -> {
          try {
            return Optional.of(java.time.LocalDate.parse(it.substring(0, 10)));
          } catch (java.time.DateTimeException noDay) {
            return Optional.empty();
          }
        });
  }
}
