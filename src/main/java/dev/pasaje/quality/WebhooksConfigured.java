// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.quality.Place.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Mercado Pago is told where to send notifications: per purchase, or once for the application.
///
/// Orders have no `notification_url` (domain/quality.md A5), so only the application's webhook
/// counts there. Its configuration is invisible in any record: without it nothing has failed.
final class WebhooksConfigured implements QualityRule.Judgement {
  private static final List<Place> URLS =
      List.of(
          Place.ownPayment("notification_url"),
          Place.preference("notification_url"),
          Place.merchantOrder("notification_url"));

  @Override
  public Outcome judge(QualityFacts facts) {
    boolean order = facts.created() == Document.ORDER;
    Optional<QualityFacts.Seen> url = order ? Optional.empty() : facts.first(URLS);
    if (url.isPresent()) {
      return Outcome.passed(Evidence.field(url.get().where(), url.get().text()));
    }
    Tree webhooks = facts.evidence().part("webhooks");
    List<String> topics =
        webhooks.list("topics").stream()
            .flatMap(topic -> topic.text().stream())
            .map(topic -> topic.toLowerCase(Locale.ROOT))
            .toList();
    Set<String> wanted = wanted(facts);
    Evidence configured =
        new Evidence(
            Evidence.Kind.SETTING,
            "webhooks.topics",
            topics.isEmpty() ? null : String.join(", ", topics),
            String.join(" | ", wanted.stream().sorted().toList()));
    List<Evidence> looked = new ArrayList<>();
    if (!order) {
      looked.add(Evidence.field("notification_url", null));
    }
    looked.add(configured);
    // One that arrived proves more than what is written somewhere.
    Optional<String> arrived =
        facts.evidence().part("notifications").elements().stream()
            .flatMap(one -> one.text("topic").stream())
            .map(topic -> topic.toLowerCase(Locale.ROOT))
            .filter(wanted::contains)
            .findFirst();
    if (arrived.isPresent()) {
      return Outcome.passed(Evidence.field("notifications[].topic", arrived.get()));
    }
    if (!webhooks.at("topics").node().isArray()) {
      return new Outcome.Unknown(Ignorance.NOT_DECLARED, looked);
    }
    boolean secure =
        webhooks
            .text("url")
            .filter(u -> u.toLowerCase(Locale.ROOT).startsWith("https://"))
            .isPresent();
    if (topics.stream().anyMatch(wanted::contains) && (secure || !order)) {
      return Outcome.passed(configured);
    }
    return order || !facts.createdWithAddress() || facts.absenceProved(URLS)
        ? new Outcome.Failed(looked)
        : new Outcome.Unknown(facts.notSeen(), looked);
  }

  /// Some pages and the plugin's text write the plural (domain/quality.md A5).
  private static Set<String> wanted(QualityFacts facts) {
    return switch (facts.product()) {
      case CHECKOUT_PRO, CHECKOUT_API, BRICKS, QR, WOOCOMMERCE -> Set.of("payment", "payments");
      case POINT -> Set.of("payment", "payments", "point_integration_wh");
      case SUBSCRIPTIONS -> Set.of("subscription_preapproval", "subscription_authorized_payment");
      case CHECKOUT_PRO_ORDERS, CHECKOUT_API_ORDERS, POINT_ORDERS, QR_ORDERS ->
          Set.of("order", "orders");
    };
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (facts.created() != Document.ORDER && facts.first(URLS).isPresent()) {
      return Ending.PASSED;
    }
    return facts.evidence().bare() ? Ending.UNKNOWN : Ending.of(judge(facts));
  }
}
