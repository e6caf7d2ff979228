// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import static dev.pasaje.check.Severity.BEST_PRACTICE;
import static dev.pasaje.check.Severity.BLOCKER;
import static dev.pasaje.check.Severity.RECOMMENDED;
import static dev.pasaje.check.Severity.REQUIRED;

import dev.pasaje.check.Check;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import java.util.List;
import java.util.function.Function;

/// Every check on credentials, in the order of their ids. Nothing registers itself.
public final class CredentialChecks {
  static final List<Check<CredentialFacts>> CHECKS =
      List.of(
          row(
              "access-token-refused",
              BLOCKER,
              "mercadopago.com/developers, payments reference: errors",
              AccountChecks::tokenRefused),
          row(
              "account-not-ready",
              BEST_PRACTICE,
              "developers.mercadolibre.com, users: status",
              AccountChecks::accountNotReady),
          row(
              "client-id-mismatch",
              REQUIRED,
              "formats seen in the fixtures of the official SDKs",
              TypingChecks::clientIdMismatch),
          row(
              "credential-format-unusual",
              BEST_PRACTICE,
              "formats seen in the fixtures of the official SDKs",
              TypingChecks::unusualFormat),
          row(
              "credential-placeholder",
              BLOCKER,
              "mercadopago.com/developers, credentials",
              TypingChecks::placeholder),
          row(
              "credential-typed-with-extras",
              REQUIRED,
              "mercadopago.com/developers, payments reference: errors",
              TypingChecks::typedWithExtras),
          row(
              "key-and-token-mismatch",
              BLOCKER,
              "github mercadopago/cart-woocommerce, src/Configs/Seller.php",
              AccountChecks::pairMismatch),
          row(
              "key-and-token-swapped",
              BLOCKER,
              "mercadopago.com/developers, secure-credentials",
              TypingChecks::swapped),
          row(
              "production-credentials-missing",
              BLOCKER,
              "mercadopago.com/developers, go-to-production",
              TypingChecks::productionMissing),
          row(
              "production-not-activated",
              RECOMMENDED,
              "github mercadopago/cart-magento2; sdk-nodejs issue 161",
              AccountChecks::productionNotActivated),
          row(
              "public-key-refused",
              BLOCKER,
              "mercadopago.com/developers, identification_types reference",
              AccountChecks::publicKeyRefused),
          row(
              "real-account-in-test",
              REQUIRED,
              "mercadopago.com/developers, test-accounts",
              AccountChecks::realAccountInTest),
          row(
              "same-credential-in-two-slots",
              BLOCKER,
              "mercadopago.com/developers, credentials",
              TypingChecks::sameInTwoSlots),
          row(
              "site-mismatch",
              BLOCKER,
              "github mercadopago/sdk-java, User: site_id",
              AccountChecks::siteMismatch),
          row(
              "test-and-production-applications-differ",
              RECOMMENDED,
              "github mercadopago/cart-woocommerce, src/Configs/Seller.php",
              TypingChecks::applicationsDiffer),
          row(
              "test-credentials-in-production",
              BLOCKER,
              "mercadopago.com/developers, credentials, go-to-production",
              AccountChecks::testCredentialsInProduction),
          row(
              "test-token-refused",
              RECOMMENDED,
              "mercadopago.com/developers, payments reference: errors",
              AccountChecks::testTokenRefused),
          row(
              "test-user-in-production",
              BLOCKER,
              "mercadopago.com/developers, test-accounts; user fixtures of the official SDKs",
              AccountChecks::testUserInProduction),
          row(
              "token-in-url",
              REQUIRED,
              "mercadopago.com/developers, secure-credentials",
              TypingChecks::tokenInUrl),
          row(
              "token-of-another-account",
              REQUIRED,
              "github mercadopago/cart-woocommerce, src/Configs/Seller.php",
              AccountChecks::tokenOfAnotherAccount));

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = CHECKS.stream().map(Check::info).toList();

  private CredentialChecks() {}

  private record Row(CheckInfo info, Function<CredentialFacts, Outcome> judge)
      implements Check<CredentialFacts> {
    @Override
    public Outcome evaluate(CredentialFacts facts) {
      return judge.apply(facts);
    }
  }

  private static Check<CredentialFacts> row(
      String id, Severity severity, String source, Function<CredentialFacts, Outcome> judge) {
    return new Row(new CheckInfo(id, Requirement.CREDENTIALS, null, severity, null, source), judge);
  }
}
