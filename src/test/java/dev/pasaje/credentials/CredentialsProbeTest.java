// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.Credential;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The credentials of each kind of account, asked about at the emulator.
class CredentialsProbeTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(START));
  private final Transport transport = Transport.with(Duration.ofSeconds(20), 1 << 20);
  private final SandboxAccount real = sandbox.account("MLB", "real");
  private final SandboxAccount testUser = sandbox.account("MLB", "test-user");
  private final SandboxAccount testCredentials = sandbox.account("MLB", "test-credentials");

  @AfterEach
  void stop() {
    sandbox.close();
    transport.close();
  }

  private static CredentialSet pair(SandboxAccount account) {
    return pair(account.accessToken(), account.publicKey());
  }

  private static CredentialSet pair(String token, String key) {
    return new CredentialSet(
        Optional.of(key), Optional.of(Secret.of(token)), Optional.empty(), Optional.empty());
  }

  private List<Finding> examine(CredentialSet test, CredentialSet production) {
    Integration integration =
        Slots.integration(URI.create("https://tienda.example/"), test, production);
    MercadoPago.Access access =
        new MercadoPago.Access(
            URI.create(sandbox.baseUrl()),
            transport,
            Pacing.USUAL,
            () -> START,
            wait -> {},
            "Pasaje/test");
    return Credentials.judge(Credentials.look(integration, access));
  }

  private static Outcome outcome(List<Finding> findings, String check) {
    return findings.stream()
        .filter(finding -> finding.info().id().equals(check))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> failed(List<Finding> findings) {
    return findings.stream().filter(Finding::failed).map(one -> one.info().id()).toList();
  }

  private Credential credential(SandboxAccount account) {
    return sandbox.world().accounts().byToken(account.accessToken()).orElseThrow();
  }

  @Test
  void a_real_account_with_its_test_credentials_is_ready() {
    List<Finding> findings = examine(pair(testCredentials), pair(real));
    assertThat(failed(findings)).isEmpty();
    assertThat(findings).noneMatch(Finding::unknown);
    assertThat(Verdict.of(findings)).isEqualTo(Verdict.READY);
  }

  @Test
  void a_real_account_with_a_test_user_for_tests_is_ready() {
    List<Finding> findings = examine(pair(testUser), pair(real));
    assertThat(failed(findings)).isEmpty();
    assertThat(outcome(findings, "test-and-production-applications-differ").id())
        .isEqualTo("not-applicable");
    assertThat(Verdict.of(findings)).isEqualTo(Verdict.READY);
  }

  @Test
  void a_test_user_in_production_is_found_by_the_account() {
    List<Finding> findings = examine(CredentialSet.NONE, pair(testUser));
    assertThat(failed(findings)).containsExactly("test-user-in-production");
    assertThat(Verdict.of(findings)).isEqualTo(Verdict.NOT_READY);
  }

  @Test
  void test_credentials_in_production_are_found() {
    List<Finding> findings = examine(CredentialSet.NONE, pair(testCredentials));
    assertThat(failed(findings)).containsExactly("test-credentials-in-production");
  }

  @Test
  void swapped_environments_are_found_on_both_sides() {
    assertThat(failed(examine(pair(real), pair(testCredentials))))
        .containsExactly("real-account-in-test", "test-credentials-in-production");
  }

  @Test
  void keys_of_two_applications_are_found() {
    assertThat(
            failed(examine(pair(testCredentials), pair(real.accessToken(), testUser.publicKey()))))
        .containsExactly("key-and-token-mismatch");
  }

  @Test
  void an_account_of_another_country_is_found() {
    assertThat(failed(examine(CredentialSet.NONE, pair(sandbox.account("MLA", "real")))))
        .containsExactly("site-mismatch");
  }

  @Test
  void a_revoked_token_is_refused_as_unknown_and_its_key_fails() {
    sandbox.world().accounts().put(credential(real).withRevoked());
    assertRefused("401 unauthorized: invalid access token", "public-key-refused");
  }

  @Test
  void an_expired_token_is_refused_once_its_time_has_come() {
    sandbox.world().accounts().put(credential(real).withExpires(START.plusSeconds(60)));
    assertThat(failed(examine(pair(testCredentials), pair(real)))).isEmpty();

    sandbox.advance(Duration.ofSeconds(60));

    assertRefused("401 unauthorized: invalid access token", "public-key-refused");
  }

  @Test
  void a_blocked_account_is_told_from_an_unknown_token_by_the_policy_answer() {
    Account account = sandbox.world().accounts().account(real.userId()).orElseThrow();
    sandbox.world().accounts().put(account.withBlocked(true));
    assertRefused("403 PA_UNAUTHORIZED_RESULT_FROM_POLICIES");
  }

  /// A refused production token leaves the gate undetermined, unless something else is certain.
  private void assertRefused(String words, String... certain) {
    List<Finding> findings = examine(CredentialSet.NONE, pair(real));
    Outcome token = outcome(findings, "access-token-refused");
    assertThat(token).isInstanceOf(Outcome.Unknown.class);
    assertThat(((Outcome.Unknown) token).reason()).isEqualTo(Outcome.Ignorance.REFUSED);
    assertThat(token.evidence().getFirst().found())
        .startsWith(words)
        .contains("x-request-id")
        .doesNotContain(real.accessToken());
    assertThat(outcome(findings, "test-user-in-production").id()).isEqualTo("unknown");
    assertThat(failed(findings)).containsExactly(certain);
    assertThat(Verdict.of(findings))
        .isEqualTo(certain.length == 0 ? Verdict.UNDETERMINED : Verdict.NOT_READY);
  }

  @Test
  void an_application_never_activated_is_a_recommendation() {
    Application application =
        sandbox.world().accounts().application(real.applicationId()).orElseThrow();
    sandbox.world().accounts().put(application.withHomologated(false));
    List<Finding> findings = examine(CredentialSet.NONE, pair(real));
    assertThat(failed(findings)).containsExactly("production-not-activated");
    assertThat(Verdict.of(findings)).isEqualTo(Verdict.READY);
  }

  @Test
  void typing_mistakes_around_a_good_token_are_seen_through() {
    List<Finding> findings =
        examine(
            CredentialSet.NONE,
            pair("Bearer \"" + real.accessToken() + "\"\n", " " + real.publicKey()));
    assertThat(failed(findings)).containsExactly("credential-typed-with-extras");
    assertThat(outcome(findings, "access-token-refused").id()).isEqualTo("passed");
  }

  @Test
  void a_token_broken_in_two_lines_is_never_ready() {
    String broken = new StringBuilder(real.accessToken()).insert(20, "\n ").toString();
    List<Finding> findings = examine(CredentialSet.NONE, pair(broken, real.publicKey()));
    assertThat(failed(findings)).contains("credential-typed-with-extras");
    assertThat(Verdict.of(findings)).isEqualTo(Verdict.NOT_READY);
    assertThat(findings.toString()).doesNotContain(real.accessToken().substring(30));
  }

  @Test
  void a_token_in_the_place_of_the_key_never_travels_in_an_address() {
    List<Finding> findings =
        examine(pair(testCredentials), pair(real.publicKey(), real.accessToken()));
    assertThat(failed(findings)).contains("key-and-token-swapped");
    assertThat(sandbox.requests().all())
        .extracting(received -> received.request().query())
        .anyMatch(query -> query.contains(testCredentials.publicKey()))
        .noneMatch(query -> query.contains(real.accessToken()));
  }

  @Test
  void an_api_that_is_not_there_leaves_everything_about_the_account_open() {
    sandbox.close();
    List<Finding> findings = examine(pair(testCredentials), pair(real));
    assertThat(failed(findings)).isEmpty();
    assertThat(Verdict.of(findings)).isEqualTo(Verdict.UNDETERMINED);
    Outcome token = outcome(findings, "access-token-refused");
    assertThat(((Outcome.Unknown) token).reason()).isEqualTo(Outcome.Ignorance.NO_ANSWER);
    assertThat(token.evidence().getFirst().found()).startsWith("refused");
  }
}
