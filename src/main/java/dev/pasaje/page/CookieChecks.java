// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.page.PageFacts.Cookie;
import dev.pasaje.page.PageFacts.Hop;
import dev.pasaje.page.PageFacts.Rendered;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Checks on the flags of the shop's cookies; domain/credentials.md 9.6.
final class CookieChecks {
  private CookieChecks() {}

  static Outcome insecure(PageView page) {
    if (!page.secure()) {
      return Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    List<Cookie> cookies = cookies(page);
    List<Cookie> bare = cookies.stream().filter(cookie -> !cookie.secure()).toList();
    if (!bare.isEmpty()) {
      return Seen.failed(bare, cookie -> evidence(cookie, "Secure"));
    }
    return cookies.isEmpty() ? Seen.unusedIfComplete(page) : Seen.passedIfComplete(page);
  }

  static Outcome notHttpOnly(PageView page) {
    return sessions(page, cookie -> !cookie.httpOnly(), "HttpOnly");
  }

  /// The buyer comes back from Mercado Pago's site, and a strict cookie stays behind.
  static Outcome sameSiteStrict(PageView page) {
    return switch (page.product()) {
      case CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, SUBSCRIPTIONS, WOOCOMMERCE ->
          sessions(page, cookie -> cookie.sameSite().equals(Optional.of("strict")), "SameSite=Lax");
      case CHECKOUT_API, CHECKOUT_API_ORDERS, BRICKS, POINT, POINT_ORDERS, QR, QR_ORDERS ->
          Outcome.notApplicable(Inapplicability.OTHER_PRODUCT);
    };
  }

  /// The server sets a session's cookie, so that those of its answers say enough.
  private static Outcome sessions(PageView page, Predicate<Cookie> wrong, String expected) {
    List<Cookie> sessions = cookies(page).stream().filter(Cookies::session).toList();
    List<Cookie> found = sessions.stream().filter(wrong).toList();
    if (!found.isEmpty()) {
      return Seen.failed(found, cookie -> evidence(cookie, expected));
    }
    return sessions.isEmpty()
        ? Seen.unusedIfComplete(page)
        : Outcome.passed(evidence(sessions.getFirst(), expected));
  }

  private static List<Cookie> cookies(PageView page) {
    String host = Links.host(page.address());
    return Stream.concat(
            page.facts().reach().hops().stream()
                .filter((Hop hop) -> Links.own(Links.host(hop.address()), host))
                .flatMap(hop -> hop.cookies().stream()),
            page.facts().rendered().map(Rendered::cookies).orElse(List.of()).stream())
        .filter(cookie -> !cookie.expired())
        .distinct()
        .toList();
  }

  private static Evidence evidence(Cookie cookie, String expected) {
    String flags =
        (cookie.secure() ? "; Secure" : "")
            + (cookie.httpOnly() ? "; HttpOnly" : "")
            + cookie.sameSite().map(site -> "; SameSite=" + site).orElse("");
    return Evidence.header("Set-Cookie", cookie.name() + flags).expecting(expected);
  }
}
