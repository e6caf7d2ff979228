// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.time.Duration;
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
import tools.jackson.databind.json.JsonMapper;

/// Each check on facts that are all right but for one thing.
class PixChecksTest {
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Optional<PixFacts.Method> ACTIVE = Optional.of(Looks.method("active"));

  private record Case(String check, String expected, String what, PixFacts facts) {}

  private static final List<Case> CASES = cases();

  private static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (CheckInfo info : PixChecks.ALL) {
      add(all, info.id(), "not-applicable", Looks.of(Site.MLA, Product.CHECKOUT_API));
    }
    for (String check :
        List.of(
            "pix-code-malformed",
            "pix-expiry-long",
            "pix-expiry-not-set",
            "pix-expiry-short",
            "pix-key-missing",
            "pix-not-active",
            "pix-not-offered")) {
      add(all, check, "passed", Looks.good());
      add(all, check, "unknown", Looks.blind(Looks.REFUSED));
      add(all, check, "unknown", Looks.blind(Looks.SILENT));
      add(all, check, "unknown", Looks.blind(PixFacts.Seen.NOTHING));
    }

    String code = "pix-code-malformed";
    add(all, code, "failed", Looks.with(ACTIVE, Looks.stored("pending", Looks.BROKEN, TWO_HOURS)));
    add(
        all,
        code,
        "failed",
        Looks.with(Looks.good(), Looks.issued(Looks.BROKEN, Looks.ANSWERED, PixFacts.End.CLOSED)));
    add(all, code, "unknown", Looks.with(ACTIVE));
    add(
        all,
        code,
        "unknown",
        Looks.with(ACTIVE, Looks.stored("approved", PixFacts.Code.ABSENT, TWO_HOURS)));

    life(all, "pix-expiry-long", "failed", Duration.ofDays(31));
    life(all, "pix-expiry-long", "passed", Duration.ofDays(30));
    life(all, "pix-expiry-short", "failed", Duration.ofMinutes(28));
    life(all, "pix-expiry-short", "failed", Duration.ofMinutes(-5));
    life(all, "pix-expiry-short", "passed", Duration.ofMinutes(30).minusMillis(400));
    life(all, "pix-expiry-not-set", "failed", Duration.ofHours(24));
    life(all, "pix-expiry-not-set", "failed", Duration.ofHours(24).plusMillis(300));
    life(all, "pix-expiry-not-set", "passed", Duration.ofHours(25));
    for (String check : List.of("pix-expiry-long", "pix-expiry-not-set", "pix-expiry-short")) {
      add(all, check, "unknown", Looks.with(ACTIVE));
      PixFacts.Stored ours =
          new PixFacts.Stored(
              "1", "cancelled", true, Optional.of(Duration.ofMinutes(1)), Looks.VALID);
      add(all, check, "unknown", Looks.with(ACTIVE, ours));
    }

    String key = "pix-key-missing";
    PixFacts.Issued keyless =
        Looks.refused(
            new PixFacts.Seen(PixFacts.State.REFUSED, "400 13253: no key"),
            true,
            PixFacts.End.NOTHING);
    add(all, key, "failed", Looks.with(Looks.good(), keyless));
    add(all, key, "failed", Looks.with(Looks.with(Optional.empty()), keyless));
    add(
        all,
        key,
        "passed",
        Looks.with(Looks.with(ACTIVE), Looks.issued(Looks.VALID, Looks.SILENT, PixFacts.End.OPEN)));
    add(
        all,
        key,
        "passed",
        Looks.with(
            Looks.with(Optional.empty()),
            Looks.issued(Looks.VALID, Looks.ANSWERED, PixFacts.End.CLOSED)));
    add(all, key, "passed", Looks.with(ACTIVE, Looks.stored("cancelled", Looks.VALID, TWO_HOURS)));
    add(
        all,
        key,
        "unknown",
        Looks.with(ACTIVE, Looks.stored("rejected", PixFacts.Code.ABSENT, TWO_HOURS)));
    add(all, key, "unknown", Looks.with(ACTIVE));
    add(
        all,
        key,
        "unknown",
        Looks.with(Looks.with(ACTIVE), Looks.refused(Looks.REFUSED, false, PixFacts.End.NOTHING)));
    add(
        all,
        key,
        "unknown",
        Looks.with(Looks.with(ACTIVE), Looks.refused(Looks.SILENT, false, PixFacts.End.UNCERTAIN)));
    add(
        all,
        key,
        "unknown",
        Looks.with(
            Looks.with(ACTIVE),
            Looks.issued(PixFacts.Code.ABSENT, Looks.ANSWERED, PixFacts.End.CLOSED)));
    add(all, key, "not-applicable", Looks.with(Optional.empty()));

    add(all, "pix-not-active", "failed", Looks.with(Optional.of(Looks.method("testing"))));
    add(all, "pix-not-active", "failed", Looks.with(Optional.of(Looks.method(""))));
    add(all, "pix-not-active", "not-applicable", Looks.with(Optional.empty()));
    add(all, "pix-not-offered", "failed", Looks.with(Optional.empty()));

    String left = "pix-test-code-left-open";
    add(
        all,
        left,
        "passed",
        Looks.with(Looks.good(), Looks.issued(Looks.VALID, Looks.ANSWERED, PixFacts.End.CLOSED)));
    add(
        all,
        left,
        "failed",
        Looks.with(Looks.good(), Looks.issued(Looks.VALID, Looks.REFUSED, PixFacts.End.OPEN)));
    add(
        all,
        left,
        "unknown",
        Looks.with(Looks.good(), Looks.refused(Looks.SILENT, false, PixFacts.End.UNCERTAIN)));
    add(all, left, "not-applicable", Looks.good());
    add(all, left, "not-applicable", Looks.with(Looks.good(), keyless));
    return List.copyOf(all);
  }

  private static void add(List<Case> all, String check, String expected, PixFacts facts) {
    all.add(new Case(check, expected, "case " + all.size(), facts));
  }

  private static void life(List<Case> all, String check, String expected, Duration life) {
    add(all, check, expected, Looks.with(ACTIVE, Looks.stored("pending", Looks.VALID, life)));
  }

  private static Finding finding(String check, PixFacts facts) {
    return Pix.judge(facts).stream()
        .filter(finding -> finding.info().id().equals(check))
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
                  Outcome outcome = finding(one.check(), one.facts()).outcome();
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
    Map<String, Set<String>> expected = new TreeMap<>();
    for (CheckInfo info : PixChecks.ALL) {
      expected.put(
          info.id(), new TreeSet<>(Set.of("failed", "not-applicable", "passed", "unknown")));
    }
    assertThat(covered).isEqualTo(expected);
  }

  @Test
  void the_list_is_sorted_and_every_check_has_its_texts() {
    assertThat(PixChecks.ALL).extracting(CheckInfo::id).isSorted().doesNotHaveDuplicates();
    for (Language language : Language.values()) {
      for (CheckInfo info : PixChecks.ALL) {
        for (String part : List.of("title", "problem", "why", "remedy")) {
          assertThat(Texts.of(info.bundle(), language).get(info.id() + "." + part)).isNotBlank();
        }
      }
      for (Pix.Stage stage : Pix.Stage.values()) {
        assertThat(Texts.of("pix", language).keys()).contains("step." + stage.id());
      }
    }
  }

  @Test
  void an_active_pix_without_proof_of_a_key_does_not_hold_up_going_live() {
    Finding likely = finding("pix-key-missing", Looks.with(ACTIVE));

    assertThat(likely.info().severity()).isEqualTo(Severity.RECOMMENDED);
    assertThat(likely.outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> {
              assertThat(unknown.reason()).isEqualTo(Outcome.Ignorance.NOT_ASKED);
              assertThat(unknown.evidence().getFirst().found()).contains("likely, not proved");
            });
    assertThat(Pix.judge(Looks.with(ACTIVE)))
        .filteredOn(finding -> finding.info().severity().mandatory())
        .allMatch(Finding::passed);
    // Whoever asked wants to know: then it does.
    assertThat(
            finding(
                    "pix-key-missing",
                    Looks.with(
                        Looks.with(ACTIVE),
                        Looks.refused(Looks.REFUSED, false, PixFacts.End.NOTHING)))
                .info()
                .severity())
        .isEqualTo(Severity.REQUIRED);
  }

  @Test
  void the_official_plug_in_may_let_a_code_live_15_minutes() {
    PixFacts fifteen =
        Looks.with(ACTIVE, Looks.stored("pending", Looks.VALID, Duration.ofMinutes(15)));
    PixFacts plugIn =
        new PixFacts(
            fifteen.at(),
            fifteen.site(),
            Product.WOOCOMMERCE,
            fifteen.methods(),
            fifteen.method(),
            fifteen.search(),
            fifteen.stored(),
            fifteen.issued());

    assertThat(finding("pix-expiry-short", fifteen).failed()).isTrue();
    assertThat(finding("pix-expiry-short", fifteen).outcome().evidence().getFirst().expected())
        .contains("PT30M", "PT15M");
    assertThat(finding("pix-expiry-short", plugIn).passed()).isTrue();
  }

  @Test
  void facts_survive_json_and_hold_no_key() {
    JsonMapper json = JsonMapper.builder().build();
    for (Case one : CASES) {
      String written = json.writeValueAsString(one.facts());
      assertThat(json.readValue(written, PixFacts.class)).as(written).isEqualTo(one.facts());
      assertThat(written).doesNotContain("d58a7469");
      assertThat(Pix.judge(one.facts()).toString()).doesNotContain("d58a7469");
    }
  }

  @Test
  void judging_twice_gives_the_same() {
    for (Case one : CASES) {
      assertThat(Pix.judge(one.facts())).isEqualTo(Pix.judge(one.facts()));
    }
  }
}
