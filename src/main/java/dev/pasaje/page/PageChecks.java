// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static dev.pasaje.check.Severity.BEST_PRACTICE;
import static dev.pasaje.check.Severity.BLOCKER;
import static dev.pasaje.check.Severity.RECOMMENDED;
import static dev.pasaje.check.Severity.REQUIRED;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.page.PageFacts.Reach;
import java.util.List;
import java.util.function.Function;

/// Every check of the checkout page, in the order of their ids; severities are those of
/// domain/credentials.md 9.2, rows 22 to 30, and 9.7. Nothing registers itself.
public final class PageChecks {
  private static final String CSP = "w3.org, Content Security Policy Level 3";
  private static final String CSP_HOSTS =
      "github mercadopago/cart-magento2, etc/csp_whitelist.xml; w3.org, CSP Level 3, 6.7";
  private static final String COOKIES = "github mdn/mdn-http-observatory, cookie tests";
  private static final String GO_LIVE =
      "mercadopago.com/developers, checkout-api, requirements for the production environment";
  private static final String SECRETS = "mercadopago.com/developers, secure-credentials";
  private static final String PCI = "PCI DSS 4.0.1, 6.4.3";
  private static final String MIXED = "w3.org, Mixed Content";
  private static final String APPROVAL =
      "github mercadopago/devsite-docs, how-tos/improve-approval";

  static final List<Row> ROWS =
      List.of(
          row("card-input-named", RECOMMENDED, GO_LIVE, CardChecks::named),
          row("cookie-insecure", RECOMMENDED, COOKIES, CookieChecks::insecure),
          row("cookie-not-http-only", RECOMMENDED, COOKIES, CookieChecks::notHttpOnly),
          row(
              "cookie-same-site-strict",
              RECOMMENDED,
              "rfc6265bis, SameSite; mercadopago.com/developers, checkout-pro back_urls",
              CookieChecks::sameSiteStrict),
          row("csp-blocks-payment", BLOCKER, CSP_HOSTS, PolicyChecks::blocksPayment),
          graded("csp-missing", RECOMMENDED, CSP, PolicyChecks::missing),
          row("csp-report-only", BEST_PRACTICE, CSP, PolicyChecks::reportOnly),
          graded("device-id-script-missing", RECOMMENDED, APPROVAL, ScriptChecks::deviceId),
          row("form-posts-over-http", BLOCKER, GO_LIVE, ContentChecks::formOverHttp),
          row(
              "framing-allowed",
              BEST_PRACTICE,
              "github mdn/mdn-http-observatory, x-frame-options test",
              PolicyChecks::framing),
          row(
              "logo-missing",
              BEST_PRACTICE,
              "checklist of Mercado Pago's quality tool: logos",
              ContentChecks::logo),
          row("mixed-active-content", REQUIRED, MIXED, ContentChecks::mixedActive),
          row("mixed-passive-content", RECOMMENDED, MIXED, ContentChecks::mixedPassive),
          new Row(
              info("page-unreadable", REQUIRED, GO_LIVE), Grade.AS_LISTED, _ -> Outcome.passed()),
          row(
              "plain-card-inputs",
              RECOMMENDED,
              "mercadopago.com/developers, news of 2022-09-30: Secure Fields",
              CardChecks::plain),
          row(
              "public-key-of-another-application",
              BLOCKER,
              "mercadopago.com/developers, credentials",
              KeyChecks::otherApplication),
          row(
              "sandbox-link-in-page",
              RECOMMENDED,
              "mercadopago.com/developers, preferences reference: sandbox_init_point",
              ContentChecks::sandboxLink),
          row("script-inventory", BEST_PRACTICE, PCI, ScriptChecks::inventory),
          graded(
              "script-without-integrity",
              RECOMMENDED,
              "w3.org, Subresource Integrity; " + PCI,
              ScriptChecks::integrity),
          row("sdk-not-official", RECOMMENDED, GO_LIVE, ScriptChecks::notOfficial),
          row(
              "sdk-version-old",
              RECOMMENDED,
              "checklist of Mercado Pago's quality tool: web_front_end_sdk",
              ScriptChecks::versionOld),
          row("secret-in-page", BLOCKER, SECRETS, KeyChecks::secret),
          row("test-key-in-production-page", BLOCKER, SECRETS, KeyChecks::testKey));

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = ROWS.stream().map(Row::info).toList();

  private PageChecks() {}

  /// Whether a check weighs less where Mercado Pago's own page takes the card; 9.7.
  enum Grade {
    AS_LISTED,
    LIGHTER_FOR_REDIRECT
  }

  record Row(CheckInfo info, Grade grade, Function<PageView, Outcome> judge) {
    Finding finding(PageFacts facts) {
      if (!facts.product().online()) {
        return new Finding(info, 0, Outcome.notApplicable(Inapplicability.OTHER_PRODUCT));
      }
      if (info.id().equals("page-unreadable")) {
        return new Finding(info, 0, read(facts));
      }
      if (facts.document().isEmpty()) {
        return new Finding(info, 0, Outcome.unknown(ignorance(facts.reach())));
      }
      PageView view = new PageView(facts, facts.document().get());
      boolean lighter = grade == Grade.LIGHTER_FOR_REDIRECT && !view.takesCards();
      Outcome outcome = judge.apply(view);
      return new Finding(lighter ? info.withSeverity(BEST_PRACTICE) : weighed(outcome), 0, outcome);
    }

    /// What the page itself shows in order, and only a browser could show otherwise, stays unknown
    /// without a look that got to its end, but does not hold up going live: not every machine has a
    /// browser, nor the time for one.
    private CheckInfo weighed(Outcome outcome) {
      boolean unseen =
          outcome instanceof Outcome.Unknown(Outcome.Ignorance reason, _)
              && (reason == Ignorance.NO_BROWSER || reason == Ignorance.NO_ANSWER);
      return unseen && info.severity().mandatory() ? info.withSeverity(RECOMMENDED) : info;
    }
  }

  private static Outcome read(PageFacts facts) {
    Reach reach = facts.reach();
    Evidence page =
        Evidence.page(
            reach.hops().isEmpty() ? facts.address() : reach.hops().getLast().address(),
            reach.detail().isEmpty() ? reach.end().id() : reach.end().id() + ": " + reach.detail());
    return switch (reach.end()) {
      case READ -> Outcome.passed(page);
      case LOOP, TOO_MANY_REDIRECTS, BAD_LOCATION, NOT_HTML, ERROR_STATUS -> Outcome.failed(page);
      // A browser may manage what we refuse, or be somebody the server likes better.
      case NO_ANSWER, NO_TLS, PRIVATE_ADDRESS, TOO_LARGE, BAD_ENCODING, TURNED_AWAY ->
          Outcome.unknown(ignorance(reach), page);
    };
  }

  private static Ignorance ignorance(Reach reach) {
    return switch (reach.end()) {
      case NO_ANSWER, NO_TLS -> Ignorance.NO_ANSWER;
      case PRIVATE_ADDRESS -> Ignorance.PRIVATE_ADDRESS;
      case READ,
          LOOP,
          TOO_MANY_REDIRECTS,
          BAD_LOCATION,
          TOO_LARGE,
          BAD_ENCODING,
          NOT_HTML,
          TURNED_AWAY,
          ERROR_STATUS ->
          Ignorance.SITE_NOT_MEASURED;
    };
  }

  private static CheckInfo info(String id, Severity severity, String source) {
    return new CheckInfo(id, Requirement.TLS, null, severity, null, source, "page");
  }

  private static Row row(
      String id, Severity severity, String source, Function<PageView, Outcome> judge) {
    return new Row(info(id, severity, source), Grade.AS_LISTED, judge);
  }

  private static Row graded(
      String id, Severity severity, String source, Function<PageView, Outcome> judge) {
    return new Row(info(id, severity, source), Grade.LIGHTER_FOR_REDIRECT, judge);
  }
}
