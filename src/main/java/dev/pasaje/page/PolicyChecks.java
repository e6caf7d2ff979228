// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.page.ContentPolicy.Origin;
import dev.pasaje.page.ContentPolicy.Use;
import dev.pasaje.page.PageFacts.Rendered;
import dev.pasaje.page.PageFacts.Violation;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Checks on the headers that tell a browser what the page may do.
final class PolicyChecks {
  private static final String HEADER = "Content-Security-Policy";

  private PolicyChecks() {}

  /// Something MercadoPago.js cannot do without; domain/credentials.md 9.6, the fatal hosts.
  private record Need(Use use, URI host) {
    String text() {
      return use.directive() + " " + host.getScheme() + "://" + host.getHost();
    }
  }

  private static final URI SDK = URI.create("https://sdk.mercadopago.com/js/v2");
  private static final List<Need> SDK_NEEDS =
      List.of(
          new Need(Use.SCRIPT, SDK),
          new Need(Use.SCRIPT, URI.create("https://http2.mlstatic.com")),
          new Need(Use.CONNECT, URI.create("https://api.mercadopago.com")),
          new Need(Use.CONNECT, URI.create("https://api-static.mercadopago.com")));
  private static final List<Need> CARD_NEEDS =
      List.of(
          new Need(Use.CONNECT, URI.create("https://secure-fields.mercadopago.com")),
          new Need(Use.FRAME, URI.create("https://secure-fields.mercadopago.com")));

  static Outcome blocksPayment(PageView page) {
    List<ContentPolicy> policies = ContentPolicy.all(page.document().policies());
    Set<String> blocked = new LinkedHashSet<>();
    SDK_NEEDS.forEach(need -> judge(need, policies, page, blocked));
    if (page.takesCards()) {
      CARD_NEEDS.forEach(need -> judge(need, policies, page, blocked));
    }
    boolean used = page.takesCards() || page.sdk().isPresent();
    if (used) {
      violations(page, blocked);
    }
    if (blocked.isEmpty()) {
      return policies.isEmpty()
          ? Outcome.notApplicable(Inapplicability.NOT_USED)
          : Outcome.passed(Evidence.header(HEADER, policies.size() + " in force"));
    }
    return used
        ? Seen.failed(List.copyOf(blocked), what -> Evidence.header(HEADER, null).expecting(what))
        : Seen.unusedIfComplete(page);
  }

  private static void judge(
      Need need, List<ContentPolicy> policies, PageView page, Set<String> blocked) {
    Origin origin = need.host().equals(SDK) ? sdkOrigin(page) : Origin.INSERTED;
    boolean allowed =
        policies.stream()
            .allMatch(policy -> policy.allows(need.use(), need.host(), page.address(), origin));
    if (!allowed) {
      blocked.add(need.text());
    }
  }

  private static Origin sdkOrigin(PageView page) {
    return page.document().markup().scripts().stream()
        .filter(script -> Links.isSdk2(script.address()))
        .findFirst()
        .map(script -> new Origin(script.nonce(), script.integrity(), false))
        .orElse(page.sdk().isPresent() ? Origin.INSERTED : Origin.MARKUP);
  }

  /// What the browser itself refused of these hosts is beyond doubt.
  private static void violations(PageView page, Set<String> blocked) {
    Set<String> fatal =
        Set.of(
            "sdk.mercadopago.com",
            "api.mercadopago.com",
            "api-static.mercadopago.com",
            "secure-fields.mercadopago.com");
    page.facts().rendered().map(Rendered::violations).orElse(List.of()).stream()
        .filter((Violation one) -> !one.reportOnly())
        .filter(one -> fatal.contains(Links.host(one.blocked())))
        .map(one -> one.directive().replace("-elem", "") + " https://" + Links.host(one.blocked()))
        .forEach(blocked::add);
  }

  static Outcome missing(PageView page) {
    if (guardsScripts(page)) {
      return Outcome.passed(Evidence.header(HEADER, first(page)));
    }
    return Outcome.failed(
        Evidence.header(HEADER, page.document().policies().isEmpty() ? null : first(page))
            .expecting("script-src"));
  }

  static Outcome reportOnly(PageView page) {
    List<String> reported = page.document().reportOnly();
    if (reported.isEmpty()) {
      return Outcome.notApplicable(Inapplicability.NOT_USED);
    }
    Evidence header = Evidence.header(HEADER + "-Report-Only", reported.getFirst());
    return guardsScripts(page) ? Outcome.passed(header) : Outcome.failed(header.expecting(HEADER));
  }

  private static String first(PageView page) {
    return page.document().policies().getFirst().value();
  }

  private static boolean guardsScripts(PageView page) {
    return ContentPolicy.all(page.document().policies()).stream()
        .anyMatch(policy -> policy.has("script-src") || policy.has("default-src"));
  }

  static Outcome framing(PageView page) {
    String options = page.document().frameOptions().orElse("").toLowerCase(Locale.ROOT);
    boolean refused = options.equals("deny") || options.equals("sameorigin");
    boolean ancestors =
        ContentPolicy.all(page.document().policies()).stream()
            .anyMatch(policy ->
                policy.has("frame-ancestors") && !policy.sources("frame-ancestors").contains("*"));
    Evidence header = Evidence.header("X-Frame-Options", options.isEmpty() ? null : options);
    return refused || ancestors
        ? Outcome.passed(header)
        : Outcome.failed(header.expecting("frame-ancestors 'self'"));
  }
}
