// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.page.PageFacts.Form;
import dev.pasaje.page.PageFacts.Kind;
import dev.pasaje.page.PageFacts.Mixed;
import dev.pasaje.page.PageFacts.PayLink;
import dev.pasaje.page.PageFacts.Request;
import dev.pasaje.page.PageFacts.Resource;
import java.util.List;
import java.util.stream.Stream;

/// Checks on what a page loads, where it posts, and what it shows.
final class ContentChecks {
  private static final String UPGRADE = "upgrade-insecure-requests";

  private ContentChecks() {}

  static Outcome mixedActive(PageView page) {
    return mixed(page, Kind.ACTIVE, Mixed.ACTIVE);
  }

  static Outcome mixedPassive(PageView page) {
    return mixed(page, Kind.PASSIVE, Mixed.PASSIVE);
  }

  private static Outcome mixed(PageView page, Kind kind, Mixed mixed) {
    if (!page.secure()) {
      return Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    if (upgrades(page)) {
      return Outcome.passed(Evidence.header("Content-Security-Policy", UPGRADE));
    }
    List<String> found =
        Stream.concat(
                page.plain().stream()
                    .filter((Resource one) -> one.kind() == kind)
                    .map(Resource::address),
                page.requests().stream()
                    .filter((Request one) -> one.mixed() == mixed)
                    .map(Request::address))
            .distinct()
            .toList();
    return found.isEmpty()
        ? Seen.passedIfComplete(page)
        : Seen.failed(
            found,
            address -> Evidence.page(page.document().address(), address).expecting("https://…"));
  }

  /// Browsers ask with `https` for everything such a page names, its forms included.
  private static boolean upgrades(PageView page) {
    return ContentPolicy.all(page.document().policies()).stream()
        .anyMatch(policy -> policy.has(UPGRADE));
  }

  static Outcome formOverHttp(PageView page) {
    if (!page.secure()) {
      return Outcome.failed(
          Evidence.page("checkout", page.document().address()).expecting("https://…"));
    }
    List<Form> plain = page.forms().stream().filter(form -> Links.plain(form.action())).toList();
    return plain.isEmpty() || upgrades(page)
        ? Seen.passedIfComplete(page)
        : Seen.failed(
            plain,
            form ->
                Evidence.page(page.document().address(), form.method() + " " + form.action())
                    .expecting("https://…"));
  }

  static Outcome logo(PageView page) {
    String where = page.document().address();
    return page.logos().isEmpty()
        ? Seen.failedIfComplete(page, Evidence.page(where, null))
        : Outcome.passed(Evidence.page(where, page.logos().getFirst()));
  }

  static Outcome sandboxLink(PageView page) {
    List<PayLink> sandbox = page.payLinks().stream().filter(PayLink::sandbox).toList();
    if (!sandbox.isEmpty()) {
      return Seen.failed(
          sandbox,
          link -> Evidence.page(page.document().address(), link.address()).expecting("init_point"));
    }
    return switch (page.product()) {
      case CHECKOUT_PRO, CHECKOUT_PRO_ORDERS, SUBSCRIPTIONS, WOOCOMMERCE ->
          Seen.passedIfComplete(page);
      case CHECKOUT_API, CHECKOUT_API_ORDERS, BRICKS, POINT, POINT_ORDERS, QR, QR_ORDERS ->
          Outcome.notApplicable(Inapplicability.OTHER_PRODUCT);
    };
  }
}
