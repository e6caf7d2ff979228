// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.integration.Product;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The IP address sent is the buyer's: there, public, and not the shop's own server.
final class BuyerAddress implements QualityRule.Judgement {
  private static final List<Place> PLACES =
      List.of(
          Place.ownPayment("additional_info.ip_address"),
          Place.order("additional_info.payer.ip_address"));

  private static final Place ORDER = Place.order("additional_info");

  /// Ranges that are nobody's on the internet; RFC 1918, 4193, 6598, 3927, loopback.
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(?:10|127)\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*|169\\.254\\..*"
              + "|100\\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*|::1|f[cd].*:.*|fe[89ab].*:.*");

  @Override
  public Outcome judge(QualityFacts facts) {
    // The plugin writes the address into payments; read them there whatever the product is.
    Optional<QualityFacts.Seen> ip = facts.first(PLACES).or(() -> dotted(facts));
    Evidence missing = Evidence.field("additional_info.ip_address", null);
    if (ip.isEmpty()) {
      if (facts.product() == Product.WOOCOMMERCE && facts.payment().given()) {
        return Outcome.notApplicable(Inapplicability.NOT_USED, missing);
      }
      return facts.absenceProved(PLACES)
          ? Outcome.failed(missing)
          : Outcome.unknown(facts.notSeen(), missing);
    }
    Evidence seen = Evidence.field(ip.get().where(), shown(ip.get().text()));
    if (PRIVATE.matcher(ip.get().text()).matches()) {
      return Outcome.failed(seen.expecting("≠ 10.… 192.168.…"));
    }
    List<String> own = facts.evidence().site().details().addresses();
    if (own.isEmpty()) {
      // Whose it is only a look at the shop's host tells.
      return Outcome.unknown(Outcome.Ignorance.SITE_NOT_MEASURED, seen);
    }
    return own.contains(ip.get().text())
        ? Outcome.failed(seen.expecting("≠ " + String.join(", ", own)))
        : Outcome.passed(seen);
  }

  /// One SDK writes flat keys: `"payer.ip_address"` (domain/quality.md B5).
  private static Optional<QualityFacts.Seen> dotted(QualityFacts facts) {
    List<QualityFacts.View> orders = facts.views(ORDER);
    if (orders.isEmpty()) {
      return Optional.empty();
    }
    return orders.stream()
        .flatMap(view ->
            new Tree(view.tree().at("additional_info").node().path("payer.ip_address"))
                .text().stream()
                    .map(text ->
                        new QualityFacts.Seen(
                            view.where("additional_info.payer.ip_address"), text)))
        .findFirst();
  }

  /// Whether it begins as no private address does; the others are worth a pattern.
  private static boolean plainly(String ip) {
    return ip.charAt(0) >= '2' && ip.charAt(0) <= '9';
  }

  /// An address is personal data: its end is not shown.
  private static String shown(String ip) {
    int end = Math.max(ip.lastIndexOf('.'), ip.lastIndexOf(':'));
    return end < 0 ? Presence.masked(ip) : ip.substring(0, end + 1) + "…";
  }

  @Override
  public Ending end(QualityFacts facts) {
    // Whose it is only a look at the shop's host tells.
    return facts.evidence().site().details().addresses().isEmpty()
            && facts.first(PLACES).filter(ip -> plainly(ip.text())).isPresent()
        ? Ending.UNKNOWN
        : Ending.of(judge(facts));
  }
}
