// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import static dev.pasaje.credentials.Slots.APPLICATION;
import static dev.pasaje.credentials.Slots.KEY;
import static dev.pasaje.credentials.Slots.TEST_KEY;
import static dev.pasaje.credentials.Slots.TEST_TOKEN;
import static dev.pasaje.credentials.Slots.TOKEN;
import static dev.pasaje.credentials.Slots.production;
import static dev.pasaje.credentials.Slots.refused;
import static dev.pasaje.credentials.Slots.silent;
import static dev.pasaje.credentials.Slots.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Environment;
import dev.pasaje.mercadopago.PluginCredentials;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each check on facts that are all right but for one thing.
class CredentialChecksTest {
  private static final Slots NO_TEST = Slots.empty(Environment.TEST);
  private static final Slots NO_PRODUCTION = Slots.empty(Environment.PRODUCTION);
  private static final String OTHER = "6543210987654321";

  /// What a check must find in some facts.
  private record Case(String check, String expected, String what, CredentialFacts facts) {}

  private static final List<Case> CASES = cases();

  private static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (CheckInfo info : CredentialChecks.ALL) {
      all.add(new Case(info.id(), "passed", "all right", Slots.facts(test(), production())));
    }
    live(all, "access-token-refused", "unknown", production().me(refused(401, "")));
    live(all, "access-token-refused", "unknown", production().me(silent()));
    live(all, "access-token-refused", "not-applicable", NO_PRODUCTION);
    testSlot(all, "test-token-refused", "unknown", test().me(refused(401, "")));
    testSlot(all, "test-token-refused", "unknown", test().me(refused(503, "")));
    testSlot(all, "test-token-refused", "not-applicable", NO_TEST);

    String ready = "account-not-ready";
    live(all, ready, "failed", production().account("\"active\"", "\"deactive\""));
    live(
        all,
        ready,
        "failed",
        production().account("{\"allow\":true},\"b", "{\"allow\":false},\"b"));
    live(
        all,
        ready,
        "failed",
        production().account("\"required_action\":null", "\"required_action\":{\"id\":\"x\"}"));
    live(all, ready, "unknown", production().account("\"status\"", "\"other\""));
    live(all, ready, "unknown", production().me(silent()));
    live(all, ready, "not-applicable", NO_PRODUCTION);

    live(all, "client-id-mismatch", "failed", production().clientId(OTHER));
    live(all, "client-id-mismatch", "not-applicable", production().withoutClientId());

    String format = "credential-format-unusual";
    live(all, format, "failed", production().token("APP_USR-short"));
    live(all, format, "failed", production().key(KEY.toUpperCase(java.util.Locale.ROOT)));
    testSlot(all, format, "failed", test().key("TEST-1"));
    nothing(all, format);
    testSlot(all, format, "passed", test().key("TEST-0123456789abcdef0123456789abcdef"));
    live(all, format, "passed", production().token(TOKEN.replace("-9876", "__LA_LD__-9876")));

    String placeholder = "credential-placeholder";
    for (String sample :
        List.of(
            "APP_USR-1234-5678",
            "APP_USR-XXXXXXXX",
            "ENV_ACCESS_TOKEN",
            "YOUR_ACCESS_TOKEN",
            "<token>",
            "APP_USR-12345678-031820-X-12345678",
            "TEST-0000000000000000-000000-00000000000000000000000000000000-0")) {
      live(all, placeholder, "failed", production().token(sample));
    }
    nothing(all, placeholder);

    String extras = "credential-typed-with-extras";
    for (String around :
        List.of("Bearer %s", " %s", "%s\n", "\"%s\"", "'Bearer %s'", "Bearer \"%s\"", "%s\u00a0")) {
      live(all, extras, "failed", production().token(around.formatted(TOKEN)));
    }
    live(all, extras, "failed", production().token(TOKEN.replace("-0", "-\n0")));
    testSlot(all, extras, "failed", test().key(TEST_KEY + "\r\n"));
    nothing(all, extras);

    String swapped = "key-and-token-swapped";
    live(all, swapped, "failed", production().token(KEY).key(TOKEN));
    live(all, swapped, "failed", production().key("'" + TOKEN + "'"));
    testSlot(all, swapped, "failed", test().token(TEST_KEY));
    nothing(all, swapped);

    PluginCredentials stranger =
        new PluginCredentials(OTHER, Optional.of(false), Optional.of(true));
    String pair = "key-and-token-mismatch";
    live(all, pair, "failed", production().keyOwner(stranger));
    live(all, pair, "failed", production().key(TEST_KEY).keyOwner(silent()));
    live(all, pair, "unknown", production().keyOwner(silent()));
    live(all, pair, "unknown", production().tokenOwner(refused(401, "")));
    live(
        all,
        pair,
        "unknown",
        production().tokenOwner(new PluginCredentials("", Optional.empty(), Optional.empty())));
    live(all, pair, "not-applicable", production().withoutKey());
    live(all, pair, "not-applicable", production().tokenOwner(refused(404, "")));

    live(all, "production-credentials-missing", "failed", NO_PRODUCTION);
    live(all, "production-credentials-missing", "failed", production().withoutKey());
    live(all, "production-credentials-missing", "failed", production().token(" ' ' "));

    String activated = "production-not-activated";
    live(
        all,
        activated,
        "failed",
        production()
            .tokenOwner(
                new PluginCredentials(APPLICATION, Optional.of(false), Optional.of(false))));
    live(
        all,
        activated,
        "unknown",
        production()
            .tokenOwner(new PluginCredentials(APPLICATION, Optional.of(false), Optional.empty())));
    live(all, activated, "unknown", production().tokenOwner(silent()));
    live(all, activated, "not-applicable", NO_PRODUCTION);

    String key = "public-key-refused";
    live(all, key, "failed", production().keyProbe(refused(400, "1001")));
    live(all, key, "failed", production().keyProbe(refused(401, "")));
    live(all, key, "unknown", production().keyProbe(refused(500, "")));
    live(all, key, "unknown", production().keyProbe(refused(429, "")));
    live(all, key, "unknown", production().keyProbe(silent()));
    live(all, key, "not-applicable", NO_PRODUCTION);

    String realInTest = "real-account-in-test";
    Slots testUser = test().token(TOKEN.replace(APPLICATION, OTHER));
    testSlot(all, realInTest, "failed", testUser);
    testSlot(all, realInTest, "passed", testUser.account("\"normal\"", "\"test_user\""));
    testSlot(all, realInTest, "unknown", testUser.me(silent()));
    testSlot(all, realInTest, "not-applicable", NO_TEST);

    String same = "same-credential-in-two-slots";
    testSlot(all, same, "failed", test().token(TOKEN));
    testSlot(all, same, "failed", test().key(" " + KEY));
    testSlot(all, same, "not-applicable", NO_TEST);
    live(all, same, "not-applicable", NO_PRODUCTION);

    live(all, "site-mismatch", "failed", production().account("MLB", "MLA"));
    live(all, "site-mismatch", "unknown", production().account("MLB", ""));
    live(all, "site-mismatch", "unknown", production().me(refused(401, "")));
    live(all, "site-mismatch", "not-applicable", NO_PRODUCTION);

    String applications = "test-and-production-applications-differ";
    testSlot(all, applications, "failed", test().token(TEST_TOKEN.replace(APPLICATION, OTHER)));
    testSlot(all, applications, "not-applicable", testUser);
    testSlot(all, applications, "not-applicable", NO_TEST);

    String testKeys = "test-credentials-in-production";
    live(all, testKeys, "failed", production().token(TEST_TOKEN));
    live(all, testKeys, "failed", production().key(TEST_KEY));
    PluginCredentials marked =
        new PluginCredentials(APPLICATION, Optional.of(true), Optional.of(true));
    live(all, testKeys, "failed", production().tokenOwner(marked));
    live(all, testKeys, "failed", production().keyOwner(marked));
    live(all, testKeys, "not-applicable", NO_PRODUCTION);

    String testUserLive = "test-user-in-production";
    live(all, testUserLive, "failed", production().account("\"normal\"", "\"test_user\""));
    live(all, testUserLive, "failed", production().account("tienda.example", "testuser.com"));
    live(all, testUserLive, "unknown", production().me(refused(403, "")));
    live(all, testUserLive, "unknown", production().me(silent()));
    live(all, testUserLive, "not-applicable", production().token(TEST_TOKEN));
    live(all, testUserLive, "not-applicable", NO_PRODUCTION);

    for (String address :
        List.of(
            "https://tienda.example/?access_token=abc",
            "https://tienda.example/ipn?x=1&client_secret=abc",
            "https://tienda.example/" + TOKEN,
            "https://tienda.example/?t=APP_USR-12-031112-odd_rest")) {
      all.add(
          new Case("token-in-url", "failed", address, Slots.facts(test(), production(), address)));
    }

    String owner = "token-of-another-account";
    live(all, owner, "failed", production().account("987654321", "111111111"));
    live(all, owner, "unknown", production().me(silent()));
    live(all, owner, "not-applicable", production().token("APP_USR-odd"));
    return List.copyOf(all);
  }

  private static void live(List<Case> all, String check, String expected, Slots slot) {
    all.add(new Case(check, expected, "production " + all.size(), Slots.facts(test(), slot)));
  }

  private static void testSlot(List<Case> all, String check, String expected, Slots slot) {
    all.add(new Case(check, expected, "test " + all.size(), Slots.facts(slot, production())));
  }

  private static void nothing(List<Case> all, String check) {
    all.add(
        new Case(check, "not-applicable", "nothing typed", Slots.facts(NO_TEST, NO_PRODUCTION)));
  }

  private static Outcome outcome(String check, CredentialFacts facts) {
    return Credentials.judge(facts).stream()
        .filter(finding -> finding.info().id().equals(check))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> a_check_finds_what_it_must() {
    return CASES.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.check() + " " + one.expected() + ": " + one.what(),
                () -> {
                  Outcome outcome = outcome(one.check(), one.facts());
                  assertThat(outcome.id()).as("%s", outcome).isEqualTo(one.expected());
                  if (outcome instanceof Outcome.Failed) {
                    assertThat(outcome.evidence()).as("a failure shows why").isNotEmpty();
                  }
                }));
  }

  @Test
  void every_outcome_a_check_can_have_has_a_fixture() {
    Map<String, Set<String>> covered = new TreeMap<>();
    for (Case one : CASES) {
      covered.computeIfAbsent(one.check(), id -> new TreeSet<>()).add(one.expected());
    }
    // A refused token is unknown, never failed: nothing more can be found out behind it.
    Set<String> neverFails = Set.of("access-token-refused", "test-token-refused");
    Set<String> needsAnswer =
        Set.of(
            "access-token-refused",
            "account-not-ready",
            "key-and-token-mismatch",
            "production-not-activated",
            "public-key-refused",
            "real-account-in-test",
            "site-mismatch",
            "test-token-refused",
            "test-user-in-production",
            "token-of-another-account");
    Set<String> always = Set.of("production-credentials-missing", "token-in-url");
    Map<String, Set<String>> expected = new TreeMap<>();
    for (CheckInfo info : CredentialChecks.ALL) {
      Set<String> outcomes = new TreeSet<>(Set.of("passed"));
      if (!neverFails.contains(info.id())) {
        outcomes.add("failed");
      }
      if (needsAnswer.contains(info.id())) {
        outcomes.add("unknown");
      }
      if (!always.contains(info.id())) {
        outcomes.add("not-applicable");
      }
      expected.put(info.id(), outcomes);
    }
    assertThat(covered).isEqualTo(expected);
  }

  @Test
  void the_list_is_sorted_and_every_check_has_its_texts() {
    assertThat(CredentialChecks.ALL)
        .extracting(CheckInfo::id)
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(20);
    for (Language language : Language.values()) {
      Texts texts = Texts.of("credentials", language);
      for (CheckInfo info : CredentialChecks.ALL) {
        for (String part : List.of("title", "problem", "why", "remedy")) {
          assertThat(texts.get(info.id() + "." + part)).isNotBlank();
        }
      }
    }
  }

  @Test
  void what_was_not_asked_never_passes_and_never_fails_a_check_of_the_account() {
    Slots slot =
        production().me(silent()).tokenOwner(silent()).keyOwner(silent()).keyProbe(silent());
    for (String check :
        List.of(
            "access-token-refused",
            "account-not-ready",
            "key-and-token-mismatch",
            "production-not-activated",
            "public-key-refused",
            "site-mismatch",
            "test-user-in-production",
            "token-of-another-account")) {
      assertThat(outcome(check, Slots.facts(test(), slot)).id()).as(check).isEqualTo("unknown");
    }
  }

  @Test
  void evidence_never_holds_a_secret_wherever_it_was_typed() {
    List<String> secrets =
        List.of(TOKEN, TEST_TOKEN, "MARKED-secret-of-no-shape", "APP_USR-1-031112-MARKED_odd-x");
    for (String secret : secrets) {
      for (CredentialFacts facts :
          List.of(
              Slots.facts(test().token(secret), production().token(secret)),
              Slots.facts(test().key(secret), production().key(secret)),
              Slots.facts(test(), production().clientId(secret)),
              Slots.facts(test(), production().token("Bearer '" + secret + "'")),
              Slots.facts(test(), production(), "https://tienda.example/?access_token=" + secret),
              Slots.facts(
                  test(), production(), "https://tienda.example/APP_USR-1-031112-" + secret))) {
        assertThat(Credentials.judge(facts).toString()).doesNotContain(secret);
      }
    }
    assertThat(Slots.facts(test(), production()).toString()).doesNotContain(TOKEN, TEST_TOKEN);
  }
}
