// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules about what becomes of notifications.
final class Webhooks {
  /// domain/quality.md, rule webhook-delivery-ok; the number is ours.
  private static final int ANSWERED_PERCENT = 95;

  private static final Pattern NOT_PUBLIC =
      Pattern.compile(
          "localhost|.*\\.(?:local|localhost|internal|test)|(?:10|127)\\..*|192\\.168\\..*"
              + "|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*|169\\.254\\..*|0\\.0\\.0\\.0|\\[.*]");

  private static final List<Place> URLS =
      List.of(
          Place.payment("notification_url"),
          Place.preference("notification_url"),
          Place.merchantOrder("notification_url"));

  private Webhooks() {}

  /// `https`, at a host that Mercado Pago can reach.
  static boolean reachable(String address) {
    if (plain(address)) {
      return true;
    }
    try {
      URI uri = URI.create(address.strip());
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && !NOT_PUBLIC.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /// Told from the letters alone: `https://name.tld/…` with nothing that has to be parsed. Most
  /// addresses are so, and a payment in a million is not worth a parser.
  private static boolean plain(String address) {
    if (!address.startsWith("https://")) {
      return false;
    }
    int host = "https://".length();
    int end = host;
    int dot = -1;
    while (end < address.length() && address.charAt(end) != '/') {
      char letter = address.charAt(end);
      if (letter == '.') {
        if (dot == end - 1) {
          return false;
        }
        dot = end;
      } else if (letter < 'a' || letter > 'z') {
        return false;
      }
      end++;
    }
    for (int i = end; i < address.length(); i++) {
      char letter = address.charAt(i);
      boolean usual =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || letter == '/'
              || letter == '-'
              || letter == '_'
              || letter == '.';
      if (!usual) {
        return false;
      }
    }
    // A name of its own under a domain that the pattern does not name.
    return dot > host
        && switch (address.substring(dot + 1, end)) {
          case "", "local", "localhost", "internal", "test" -> false;
          default -> address.charAt(host) != '.';
        };
  }

  /// How [#addresses] ends.
  static Ending endOfAddresses(QualityFacts facts) {
    boolean good = false;
    for (Place place : URLS) {
      for (QualityFacts.View view : facts.views(place)) {
        String url = view.tree().textOrEmpty(place);
        if (!url.isEmpty()) {
          if (!reachable(url)) {
            return Ending.FAILED;
          }
          good = true;
        }
      }
    }
    String own = facts.evidence().part("webhooks").textOrEmpty("url");
    if (!own.isEmpty() && !reachable(own)) {
      return Ending.FAILED;
    }
    return good || !own.isEmpty() ? Ending.PASSED : Ending.UNKNOWN;
  }

  /// Every address that is known is well; that there is none is for another rule to say.
  static Outcome addresses(QualityFacts facts) {
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    for (Place place : URLS) {
      for (QualityFacts.View view : facts.views(place)) {
        view.tree()
            .text(place.path())
            .ifPresent(url ->
                (reachable(url) ? good : bad).add(Evidence.field(view.where(place.path()), url)));
      }
    }
    facts
        .evidence()
        .part("webhooks")
        .text("url")
        .ifPresent(url -> (reachable(url) ? good : bad).add(Evidence.setting("webhooks.url", url)));
    if (!bad.isEmpty()) {
      return new Outcome.Failed(bad.stream().map(one -> one.expecting("https://…")).toList());
    }
    return good.isEmpty()
        ? Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE)
        : new Outcome.Passed(good);
  }

  /// A receiver that Pasaje probed, or the merchant's word.
  static Outcome signature(QualityFacts facts) {
    Optional<Boolean> refused = facts.evidence().part("webhooks").flag("refusesForged");
    if (refused.isPresent()) {
      Evidence seen = Evidence.setting("webhooks.refusesForged", String.valueOf(refused.get()));
      return refused.get() ? Outcome.passed(seen) : Outcome.failed(seen.expecting("true"));
    }
    return Declaration.of("webhook-signature").judge(facts);
  }

  /// Of the deliveries that were seen.
  static Outcome answered(QualityFacts facts) {
    List<Tree> seen =
        facts.evidence().part("notifications").elements().stream()
            .filter(one -> one.decimal("status").isPresent())
            .toList();
    if (seen.isEmpty()) {
      return Outcome.unknown(
          Ignorance.NOT_IN_THE_EVIDENCE, Evidence.field("notifications[].status", null));
    }
    long well =
        seen.stream()
            .map(one -> one.decimal("status").orElseThrow().intValue())
            .filter(status -> status == 200 || status == 201)
            .count();
    Evidence share =
        Evidence.field("notifications[].status", well + "/" + seen.size())
            .expecting("≥ " + ANSWERED_PERCENT + " %");
    return well * 100 >= (long) ANSWERED_PERCENT * seen.size()
        ? Outcome.passed(share)
        : Outcome.failed(share);
  }
}
