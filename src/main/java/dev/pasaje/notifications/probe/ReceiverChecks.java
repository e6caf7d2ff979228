// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static dev.pasaje.check.Severity.BEST_PRACTICE;
import static dev.pasaje.check.Severity.RECOMMENDED;
import static dev.pasaje.check.Severity.REQUIRED;

import dev.pasaje.check.Check;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/// Every check on a receiver of notifications, in the order of their ids. What is mandatory is
/// settled by [Depth#GENTLE], so that a verdict never waits for the full probe.
public final class ReceiverChecks {
  private static final String WEBHOOKS = "mercadopago.com/developers, notifications: Webhooks";
  private static final String IPN = "mercadopago.com/developers, notifications: IPN";
  private static final String MORE =
      "github mercadopago/devsite-docs, notification-additional-info.en.md";
  private static final String URL_RULES =
      "github mercadopago/devsite-docs, pull requests 2213, 2497";

  static final List<Check<ReceiverFacts>> CHECKS =
      List.of(
          row(
              "notification-url-local",
              REQUIRED,
              "github mercadopago/cart-woocommerce, AbstractTransaction.php",
              UrlChecks::local),
          row("notification-url-not-https", REQUIRED, URL_RULES, UrlChecks::notHttps),
          row(
              "notification-url-redirects",
              REQUIRED,
              "github claudiosanches/woocommerce-mercadopago, issue 23",
              UrlChecks::redirects),
          row("notification-url-too-long", REQUIRED, URL_RULES, UrlChecks::tooLong),
          row(
              "receiver-accepts-forged-signature",
              BEST_PRACTICE,
              "github Azuriom/Plugin-Shop, issue 284",
              SignatureChecks::acceptsForged),
          row(
              "receiver-answer-too-long",
              BEST_PRACTICE,
              "github standard-webhooks/standard-webhooks, specification",
              DeliveryChecks::answerTooLong),
          row("receiver-answers-late", BEST_PRACTICE, MORE, DeliveryChecks::late),
          row(
              "receiver-answers-other-success",
              RECOMMENDED,
              WEBHOOKS,
              DeliveryChecks::otherSuccess),
          row(
              "receiver-blocked",
              REQUIRED,
              "github mercadopago/cart-woocommerce, issues 190, 196",
              DeliveryChecks::blocked),
          row("receiver-certificate-untrusted", REQUIRED, WEBHOOKS, DeliveryChecks::untrusted),
          row("receiver-demands-csrf", REQUIRED, WEBHOOKS, DeliveryChecks::csrf),
          row("receiver-fails-on-large-body", BEST_PRACTICE, WEBHOOKS, compared(Attack.LARGE_BODY)),
          row("receiver-fails-on-odd-request", RECOMMENDED, MORE, ReceiverChecks::oddRequest),
          row("receiver-fails-on-slow-body", BEST_PRACTICE, WEBHOOKS, compared(Attack.SLOW_BODY)),
          row("receiver-refuses-get", BEST_PRACTICE, IPN, DeliveryChecks::refusesGet),
          row(
              "receiver-rejects-duplicate",
              RECOMMENDED,
              WEBHOOKS,
              compared(Attack.DUPLICATE, Attack.REDELIVERY)),
          row("receiver-rejects-ipn", RECOMMENDED, IPN, DeliveryChecks::rejectsIpn),
          row(
              "receiver-rejects-parallel-duplicates",
              RECOMMENDED,
              "github mercadopago/cart-prestashop, issue 239",
              compared(Attack.PARALLEL_DUPLICATES)),
          row(
              "receiver-rejects-query-variant",
              RECOMMENDED,
              WEBHOOKS,
              compared(Attack.QUERY_REVERSED, Attack.FURTHER_PARAMETERS)),
          row(
              "receiver-rejects-signature-variant",
              RECOMMENDED,
              WEBHOOKS,
              SignatureChecks::rejectsVariant),
          row(
              "receiver-rejects-simulator",
              RECOMMENDED,
              WEBHOOKS,
              DeliveryChecks::rejectsSimulator),
          row(
              "receiver-rejects-stale-signature",
              RECOMMENDED,
              WEBHOOKS,
              SignatureChecks::rejectsStale),
          row(
              "receiver-rejects-topic",
              RECOMMENDED,
              MORE,
              compared(
                  Attack.CHARGEBACK,
                  Attack.SUBSCRIPTION,
                  Attack.NUMERIC_ID,
                  Attack.MALFORMED_DATE,
                  Attack.UNKNOWN_FIELDS)),
          row(
              "receiver-rejects-topic-without-data-id",
              RECOMMENDED,
              MORE,
              compared(
                  Attack.MERCHANT_ORDER_WITHOUT_DATA_ID, Attack.FRAUD_ALERT, Attack.POINT_INTENT)),
          row(
              "receiver-rejects-unknown-topic",
              RECOMMENDED,
              WEBHOOKS,
              compared(Attack.UNKNOWN_TOPIC)),
          row(
              "receiver-rejects-upper-case-id",
              RECOMMENDED,
              "mercadopago.com/developers, Checkout API (Orders): notifications",
              SignatureChecks::rejectsUpperCase),
          row(
              "receiver-rejects-valid-signature",
              REQUIRED,
              WEBHOOKS,
              SignatureChecks::rejectsValid),
          row("receiver-rejects-webhook", REQUIRED, WEBHOOKS, DeliveryChecks::rejectsWebhook),
          row(
              "receiver-slow",
              RECOMMENDED,
              "github mercadopago/devsite-docs, inperson-notification-events.en.md",
              DeliveryChecks::slow),
          row("receiver-times-out", REQUIRED, WEBHOOKS, DeliveryChecks::timesOut),
          row("receiver-unreachable", REQUIRED, WEBHOOKS, DeliveryChecks::unreachable),
          row(
              "signature-tolerance-trap",
              RECOMMENDED,
              "github mercadopago/sdk-nodejs, issue 458",
              SignatureChecks::toleranceTrap),
          row("signing-secret-missing", BEST_PRACTICE, WEBHOOKS, SignatureChecks::secretMissing));

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = CHECKS.stream().map(Check::info).toList();

  private ReceiverChecks() {}

  private static Outcome oddRequest(ReceiverFacts facts) {
    List<Attack> attacks =
        new ArrayList<>(
            List.of(
                Attack.BODY_WITHOUT_DATA,
                Attack.EMPTY_BODY,
                Attack.MALFORMED_JSON,
                Attack.FORM_ENCODED,
                Attack.MISSING_SIGNATURE));
    if (facts.secrets() > 0) {
      attacks.add(Attack.WRONG_SIGNATURE);
    }
    Outcome odd = Trials.compared(facts, Trials.FAULTS, attacks.toArray(Attack[]::new));
    if (odd instanceof Outcome.Failed) {
      return odd;
    }
    // Whoever closes on a body that is far too large need not be waited for.
    Outcome huge = Trials.compared(facts, EnumSet.of(Reply.BROKEN, Reply.LATE), Attack.HUGE_BODY);
    return huge instanceof Outcome.Failed ? huge : odd;
  }

  private static Function<ReceiverFacts, Outcome> compared(Attack... attacks) {
    return facts -> Trials.compared(facts, Trials.FAILURES, attacks);
  }

  private record Row(CheckInfo info, Function<ReceiverFacts, Outcome> judge)
      implements Check<ReceiverFacts> {
    @Override
    public Outcome evaluate(ReceiverFacts facts) {
      return judge.apply(facts);
    }
  }

  private static Check<ReceiverFacts> row(
      String id, Severity severity, String source, Function<ReceiverFacts, Outcome> judge) {
    return new Row(
        new CheckInfo(id, Requirement.NOTIFICATIONS, null, severity, null, source), judge);
  }
}
