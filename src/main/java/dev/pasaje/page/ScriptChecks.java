// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.page.PageFacts.Script;
import dev.pasaje.page.PageFacts.Trait;
import java.util.List;
import java.util.Optional;

/// Checks on the scripts of a page: Mercado Pago's, and those of third parties.
final class ScriptChecks {
  private static final String OFFICIAL = "https://sdk.mercadopago.com/js/v2";

  private ScriptChecks() {}

  static Outcome notOfficial(PageView page) {
    Evidence where = Evidence.page(page.document().address(), null).expecting(OFFICIAL);
    if (!page.sdkCopies().isEmpty()) {
      return Seen.failed(
          page.sdkCopies(),
          copy -> Evidence.page(page.document().address(), copy).expecting(OFFICIAL));
    }
    if (page.sdk().isPresent()) {
      return Outcome.passed(Evidence.page(page.document().address(), page.sdk().get()));
    }
    if (version1(page).isPresent()) {
      return Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    return page.takesCards()
        ? Seen.failedIfComplete(page, where)
        : Outcome.notApplicable(Inapplicability.OTHER_PRODUCT);
  }

  static Outcome versionOld(PageView page) {
    Optional<String> old = version1(page);
    if (old.isPresent()) {
      return Outcome.failed(
          Evidence.page(page.document().address(), old.get()).expecting(OFFICIAL));
    }
    return page.sdk().isPresent()
        ? Outcome.passed(Evidence.page(page.document().address(), page.sdk().get()))
        : Seen.unusedIfComplete(page);
  }

  private static Optional<String> version1(PageView page) {
    return page.scripts().stream()
        .filter(Links::isSdk1)
        .findFirst()
        .or(() ->
            page.traits().contains(Trait.VERSION_1)
                ? Optional.of("Mercadopago.setPublishableKey()")
                : Optional.empty());
  }

  /// MercadoPago.js version 2 does it by itself; domain/quality.md B5.
  static Outcome deviceId(PageView page) {
    String where = page.document().address();
    return page.sdk()
        .or(() -> page.scripts().stream().filter(Links::isSecurityJs).findFirst())
        .map(script -> Outcome.passed(Evidence.page(where, script)))
        .orElseGet(() ->
            Seen.failedIfComplete(
                page,
                Evidence.page(where, null)
                    .expecting("https://www.mercadopago.com/v2/security.js")));
  }

  /// The content of Mercado Pago's scripts changes, so that no hash can be put on them;
  /// domain/credentials.md 9.5.
  static Outcome integrity(PageView page) {
    List<Script> others =
        page.markedScripts().stream().filter(script -> third(script.host(), page)).toList();
    List<Script> bare = others.stream().filter(script -> script.integrity().isEmpty()).toList();
    return bare.isEmpty()
        ? Seen.passedIfComplete(page)
        : Seen.failed(
            bare,
            script ->
                Evidence.page(page.document().address(), script.address())
                    .expecting("integrity=\"sha384-…\""));
  }

  static Outcome inventory(PageView page) {
    // Where the buyer is led away to pay, 6.4.3 is not about this page (PCI FAQ 1588).
    if (!page.takesCards()) {
      return Outcome.notApplicable(Inapplicability.OTHER_PRODUCT);
    }
    List<String> hosts =
        page.scripts().stream()
            .map(Links::host)
            .filter(host -> third(host, page))
            .distinct()
            .sorted()
            .toList();
    return hosts.isEmpty()
        ? Seen.passedIfComplete(page)
        : Seen.failed(hosts, host -> Evidence.page(page.document().address(), host));
  }

  private static boolean third(String host, PageView page) {
    return !Links.official(host) && !Links.own(host, Links.host(page.address()));
  }
}
