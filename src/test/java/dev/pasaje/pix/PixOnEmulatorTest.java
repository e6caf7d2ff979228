// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.world.Rules;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Looking at Pix, and creating and cancelling a code, against the emulator over HTTP.
class PixOnEmulatorTest {
  private static final Pacing.Sleeper NO_WAIT = wait -> {};

  @TempDir Path directory;

  private final List<Pix.Step> steps = new ArrayList<>();

  private static SandboxOptions usual() {
    return SandboxOptions.usual().withStart(Looks.AT);
  }

  private static MercadoPago api(Sandbox sandbox, SandboxAccount account) {
    return Looks.access(URI.create(sandbox.baseUrl()), NO_WAIT)
        .as(Secret.of(account.accessToken()));
  }

  private PixFacts look(
      Sandbox sandbox, SandboxAccount account, Product product, Issue issue, Pacing.Sleeper wait) {
    return Pix.look(
        Looks.integration(Site.of(account.site()).orElseThrow(), product, account.accessToken()),
        Looks.access(URI.create(sandbox.baseUrl()), wait),
        issue,
        Optional.empty(),
        steps::add);
  }

  private static List<String> failed(PixFacts facts) {
    return Pix.judge(facts).stream()
        .filter(Finding::failed)
        .map(finding -> finding.info().id())
        .toList();
  }

  private static List<String> writes(Sandbox sandbox) {
    return sandbox.requests().all().stream()
        .map(received -> received.request())
        .filter(request -> !request.method().equals("GET"))
        .map(request -> request.method() + " " + request.path())
        .toList();
  }

  private static long pending(Sandbox sandbox, SandboxAccount account) {
    return api(sandbox, account)
        .payments(Map.of("status", "pending"))
        .found()
        .orElseThrow()
        .total();
  }

  @Test
  void an_account_with_a_key_is_offered_an_active_pix_and_nothing_is_created_unasked() {
    try (Sandbox sandbox = Sandbox.start(usual())) {
      SandboxAccount account = sandbox.account("MLB", "real");

      PixFacts facts = look(sandbox, account, Product.CHECKOUT_API, Issue.NOT_ASKED, NO_WAIT);

      assertThat(facts.method()).map(PixFacts.Method::status).contains("active");
      assertThat(facts.issued()).isEmpty();
      assertThat(failed(facts)).isEmpty();
      assertThat(writes(sandbox)).isEmpty();
      assertThat(steps).isEmpty();
    }
  }

  @Test
  void an_account_without_a_key_is_told_so_and_the_attempt_proves_it() throws IOException {
    Path seed =
        Files.writeString(
            directory.resolve("accounts.json"),
            "{\"accounts\":[{\"site\":\"MLB\",\"kind\":\"real\",\"pixKey\":false}]}");
    try (Sandbox sandbox = Sandbox.start(usual().withSeedName(seed.toString()))) {
      SandboxAccount account = sandbox.accounts().getLast();

      PixFacts looked = look(sandbox, account, Product.CHECKOUT_API, Issue.NOT_ASKED, NO_WAIT);
      assertThat(failed(looked)).containsExactly("pix-not-offered");

      PixFacts asked = look(sandbox, account, Product.CHECKOUT_API, Issue.ASKED, NO_WAIT);
      assertThat(failed(asked)).containsExactly("pix-key-missing", "pix-not-offered");
      assertThat(steps)
          .extracting(Pix.Step::stage)
          .containsExactly(Pix.Stage.CREATING, Pix.Stage.KEY_MISSING);
      assertThat(asked.issued().orElseThrow().end()).isEqualTo(PixFacts.End.NOTHING);
      assertThat(pending(sandbox, account)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"real", "test-user"})
  void a_code_is_created_checked_and_cancelled(String kind) {
    Rules strict = Rules.USUAL.withIdempotencyKeyRequired(true);
    try (Sandbox sandbox = Sandbox.start(usual().withRules(strict))) {
      SandboxAccount account = sandbox.account("MLB", kind);

      PixFacts facts = look(sandbox, account, Product.CHECKOUT_API, Issue.ASKED, NO_WAIT);

      PixFacts.Issued issued = facts.issued().orElseThrow();
      assertThat(issued.amount()).isEqualTo("0.01");
      assertThat(issued.end()).as("%s", issued).isEqualTo(PixFacts.End.CLOSED);
      PixFacts.Stored made = issued.made().orElseThrow();
      assertThat(made.code().state()).isEqualTo(PixFacts.Code.Reading.VALID);
      assertThat(made.life()).contains(Duration.ofHours(24));
      assertThat(steps)
          .extracting(Pix.Step::stage)
          .containsExactly(
              Pix.Stage.CREATING, Pix.Stage.CREATED, Pix.Stage.CODE_VALID, Pix.Stage.CANCELLED);
      assertThat(steps.getLast().what()).contains(made.id());
      assertThat(writes(sandbox))
          .containsExactly("POST /v1/payments", "PUT /v1/payments/" + made.id());
      assertThat(pending(sandbox, account)).isZero();
      assertThat(api(sandbox, account).payment(made.id()).found().orElseThrow().status())
          .isEqualTo("cancelled");
      assertThat(failed(facts)).isEmpty();

      // The next look finds the proof without creating anything, and takes Pasaje's own payment
      // for no habit of the shop.
      PixFacts next = look(sandbox, account, Product.CHECKOUT_API, Issue.NOT_ASKED, NO_WAIT);
      assertThat(next.stored()).extracting(PixFacts.Stored::ours).containsExactly(true);
      assertThat(Pix.judge(next))
          .filteredOn(finding -> finding.info().id().equals("pix-key-missing"))
          .allMatch(Finding::passed);
      assertThat(Pix.judge(next))
          .filteredOn(finding -> finding.info().id().equals("pix-expiry-not-set"))
          .allMatch(Finding::unknown);
      assertThat(writes(sandbox)).hasSize(2);
    }
  }

  @Test
  void an_order_that_settles_is_cancelled_a_little_later() {
    Rules rules = Rules.USUAL.withOrderSettling(Duration.ofSeconds(3));
    try (Sandbox sandbox = Sandbox.start(usual().withRules(rules))) {
      SandboxAccount account = sandbox.account("MLB", "test-user");

      PixFacts facts =
          look(sandbox, account, Product.CHECKOUT_API_ORDERS, Issue.ASKED, sandbox::advance);

      PixFacts.Issued issued = facts.issued().orElseThrow();
      assertThat(issued.end()).as("%s", issued).isEqualTo(PixFacts.End.CLOSED);
      PixFacts.Stored made = issued.made().orElseThrow();
      assertThat(made.id()).startsWith("ORD");
      assertThat(made.code().state()).isEqualTo(PixFacts.Code.Reading.VALID);
      assertThat(writes(sandbox))
          .startsWith("POST /v1/orders")
          .containsOnlyOnce("POST /v1/orders")
          .endsWith("POST /v1/orders/" + made.id() + "/cancel")
          .hasSizeGreaterThan(2);
      assertThat(api(sandbox, account).order(made.id()).found().orElseThrow().path("status"))
          .hasToString("\"canceled\"");
      assertThat(failed(facts)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Site.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MLB"})
  void elsewhere_nothing_is_asked_and_nothing_applies(Site site) {
    try (Sandbox sandbox = Sandbox.start(usual())) {
      SandboxAccount account = sandbox.account(site.name(), "real");

      PixFacts facts = look(sandbox, account, Product.CHECKOUT_API, Issue.ASKED, NO_WAIT);

      assertThat(Pix.judge(facts))
          .allMatch(finding -> finding.outcome().id().equals("not-applicable"));
      assertThat(sandbox.requests().all()).isEmpty();
    }
  }

  @Test
  void the_shops_own_expiry_is_judged() {
    try (Sandbox sandbox = Sandbox.start(usual())) {
      SandboxAccount account = sandbox.account("MLB", "real");
      MercadoPago api = api(sandbox, account);
      sell(api, "2026-11-24T12:20:00.000+00:00");

      assertThat(failed(look(sandbox, account, Product.CHECKOUT_API, Issue.NOT_ASKED, NO_WAIT)))
          .containsExactly("pix-expiry-short");

      sandbox.advance(Duration.ofMinutes(1));
      sell(api, "");
      assertThat(failed(look(sandbox, account, Product.CHECKOUT_API, Issue.NOT_ASKED, NO_WAIT)))
          .containsExactly("pix-expiry-not-set");
    }
  }

  private static void sell(MercadoPago api, String expires) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("transaction_amount", 50)
            .put("payment_method_id", "pix");
    body.putObject("payer").put("email", "ana@example.com");
    if (!expires.isEmpty()) {
      body.put("date_of_expiration", expires);
    }
    assertThat(api.post("/v1/payments", body).found()).isPresent();
  }

  @Test
  void a_token_that_is_refused_or_missing_leaves_all_unknown() {
    try (Sandbox sandbox = Sandbox.start(usual())) {
      for (String token :
          List.of("", "APP_USR-1111111111111111-010203-00112233445566778899aabbccddeeff-99")) {
        PixFacts facts =
            Pix.look(
                Looks.integration(Site.MLB, Product.CHECKOUT_API, token),
                Looks.access(URI.create(sandbox.baseUrl()), NO_WAIT));
        assertThat(Pix.judge(facts)).noneMatch(Finding::passed).noneMatch(Finding::failed);
        assertThat(Pix.judge(facts).toString()).doesNotContain("00112233445566778899aabbccddeeff");
      }
    }
  }
}
