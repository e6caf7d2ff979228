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
          row("access-token-refused", BLOCKER, "credentials.md 5", AccountChecks::tokenRefused),
          row(
              "account-not-ready",
              BEST_PRACTICE,
              "credentials.md 3.4",
              AccountChecks::accountNotReady),
          row("client-id-mismatch", REQUIRED, "credentials.md 2.4", TypingChecks::clientIdMismatch),
          row(
              "credential-format-unusual",
              BEST_PRACTICE,
              "credentials.md 2.1, 2.2",
              TypingChecks::unusualFormat),
          row("credential-placeholder", BLOCKER, "credentials.md 2.4", TypingChecks::placeholder),
          row(
              "credential-typed-with-extras",
              REQUIRED,
              "credentials.md 2.4",
              TypingChecks::typedWithExtras),
          row("key-and-token-mismatch", BLOCKER, "credentials.md 4.2", AccountChecks::pairMismatch),
          row("key-and-token-swapped", BLOCKER, "credentials.md 2.4", TypingChecks::swapped),
          row(
              "production-credentials-missing",
              BLOCKER,
              "credentials.md 7.1",
              TypingChecks::productionMissing),
          row(
              "production-not-activated",
              RECOMMENDED,
              "credentials.md 4.2, 5.3",
              AccountChecks::productionNotActivated),
          row(
              "public-key-refused",
              BLOCKER,
              "credentials.md 4.3, 5.1",
              AccountChecks::publicKeyRefused),
          row(
              "real-account-in-test",
              REQUIRED,
              "credentials.md 3.2",
              AccountChecks::realAccountInTest),
          row(
              "same-credential-in-two-slots",
              BLOCKER,
              "credentials.md 2.4",
              TypingChecks::sameInTwoSlots),
          row("site-mismatch", BLOCKER, "credentials.md 4.1", AccountChecks::siteMismatch),
          row(
              "test-and-production-applications-differ",
              RECOMMENDED,
              "credentials.md 2.4",
              TypingChecks::applicationsDiffer),
          row(
              "test-credentials-in-production",
              BLOCKER,
              "credentials.md 3.1, 3.2",
              AccountChecks::testCredentialsInProduction),
          row(
              "test-token-refused",
              RECOMMENDED,
              "credentials.md 5",
              AccountChecks::testTokenRefused),
          row(
              "test-user-in-production",
              BLOCKER,
              "credentials.md 3.2",
              AccountChecks::testUserInProduction),
          row("token-in-url", REQUIRED, "credentials.md 1", TypingChecks::tokenInUrl),
          row(
              "token-of-another-account",
              REQUIRED,
              "credentials.md 4.1",
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
