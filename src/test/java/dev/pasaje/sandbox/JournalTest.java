// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.sandbox.journal.JournalException;
import dev.pasaje.sandbox.notifications.Delivery;
import dev.pasaje.sandbox.notifications.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant START = Instant.parse("2026-05-04T09:00:00Z");
  @TempDir private Path directory;

  private SandboxOptions running() {
    return SandboxOptions.usual().withPublicUrl("http://shop.test").withData(directory);
  }

  private SandboxOptions standing() {
    return running().withStart(START);
  }

  private Path journal() {
    return directory.resolve("journal.jsonl");
  }

  /// Makes one of everything and answers the paths under which it is found.
  private static List<String> life(Till till) {
    Shop shop = till.shop();
    List<String> paths = new ArrayList<>(List.of("/users/me", "/v1/payments/search"));
    String paid = Till.id(till.payCard("APRO"));
    assertThat(till.refund(paid, "{\"amount\":10}").status()).isEqualTo(201);
    paths.add("/v1/payments/" + paid);
    paths.add("/v1/payments/" + paid + "/refunds");
    paths.add("/v1/payments/" + Till.id(till.pay(till.offline("pix", ""))));
    paths.add(
        "/checkout/preferences/"
            + Till.id(
                shop.post(
                    "/checkout/preferences",
                    "{\"items\":[{\"title\":\"Mate\",\"quantity\":1,\"unit_price\":50.5}]}")));
    paths.add(
        "/v1/customers/" + Till.id(shop.post("/v1/customers", "{\"email\":\"ana@example.com\"}")));
    Shop.Answer order =
        shop.and("X-Idempotency-Key", "order-key")
            .post(
                "/v1/orders",
                """
                {"type":"online","processing_mode":"automatic","external_reference":"o-1","total_amount":"100.00",
                 "payer":%s,"transactions":{"payments":[{"amount":"100.00","payment_method":
                 {"id":"%s","type":"credit_card","token":"%s","installments":1}}]}}
                """
                    .formatted(till.payer(), till.brand(), till.token("APRO")));
    assertThat(order.status()).as(order.text()).isEqualTo(201);
    paths.add("/v1/orders/" + Till.id(order));
    return paths;
  }

  private static String token(Shop shop) {
    return shop.with()
        .post(
            "/oauth/token",
            "{\"grant_type\":\"client_credentials\",\"client_id\":\"%d\",\"client_secret\":\"%s\"}"
                .formatted(shop.account().applicationId(), shop.account().clientSecret()))
        .at("/access_token")
        .stringValue();
  }

  private void everythingIsThereAgain(SandboxOptions options) {
    List<String> paths;
    List<String> before;
    String token;
    String body;
    String keyed;
    try (Sandbox sandbox = Sandbox.start(options)) {
      Till till = Till.of(sandbox, "MLB");
      token = token(till.shop());
      paths = life(till);
      body = till.cardPayment("APRO", "");
      keyed = Till.id(till.shop().and("X-Idempotency-Key", "k").post("/v1/payments", body));
      before = paths.stream().map(path -> till.shop().get(path).text()).toList();
    }
    try (Sandbox sandbox = Sandbox.start(options.withSeed(99))) {
      Till till = Till.of(sandbox, "MLB");
      Shop shop = till.shop();
      assertThat(paths.stream().map(path -> shop.get(path).text()).toList()).isEqualTo(before);
      assertThat(shop.with("Authorization", "Bearer " + token).get("/users/me").status())
          .isEqualTo(200);
      Shop.Answer again = shop.and("X-Idempotency-Key", "k").post("/v1/payments", body);
      assertThat(again.status()).isEqualTo(200);
      assertThat(Till.id(again)).isEqualTo(keyed);
      String fresh = Till.id(till.payCard("APRO"));
      assertThat(String.join(" ", before)).doesNotContain(fresh);
      assertThat(token(shop)).isNotEqualTo(token);
    }
    try (Sandbox sandbox = Sandbox.start(options)) {
      Shop shop = Till.of(sandbox, "MLB").shop();
      assertThat(shop.get(paths.getLast()).text()).isEqualTo(before.getLast());
      assertThat(shop.get("/v1/payments/search").at("/paging/total").intValue()).isGreaterThan(3);
    }
  }

  @Test
  void everything_made_before_a_restart_is_there_after_it_with_the_same_bytes() {
    everythingIsThereAgain(standing());
  }

  @Test
  void also_while_the_clock_runs_with_the_real_one() {
    everythingIsThereAgain(running());
  }

  @Test
  void the_clock_stands_where_it_stood_and_work_fell_due_once() {
    String path;
    String before;
    try (Sandbox sandbox = Sandbox.start(standing())) {
      Till till = Till.of(sandbox, "MLB");
      path = "/v1/payments/" + Till.id(till.pay(till.offline("bolbradesco", "")));
      sandbox.advance(Duration.ofDays(30));
      before = till.shop().get(path).text();
      assertThat(before).contains("cancelled");
    }
    try (Sandbox sandbox = Sandbox.start(standing())) {
      assertThat(sandbox.world().now()).isEqualTo(START.plus(Duration.ofDays(30)));
      assertThat(sandbox.world().clockRuns()).isFalse();
      assertThat(Till.of(sandbox, "MLB").shop().get(path).text()).isEqualTo(before);
    }
  }

  @Test
  void a_notification_told_before_is_not_told_again_and_its_history_stays() {
    try (Receiver receiver = new Receiver()) {
      List<Delivery> before;
      try (Sandbox sandbox = Sandbox.start(standing())) {
        Till till = Till.of(sandbox, "MLB");
        String to = ",\"notification_url\":\"" + receiver.url("/n") + "\"";
        till.pay(till.offline("pix", to));
        sandbox.advance(Duration.ofHours(1));
        assertThat(receiver.arrivals()).isNotEmpty();
        before = sandbox.courier().deliveries();
      }
      int told = receiver.arrivals().size();
      try (Sandbox sandbox = Sandbox.start(standing())) {
        assertThat(sandbox.courier().deliveries()).isEqualTo(before);
        sandbox.advance(Duration.ofHours(20)); // before the payment expires, which is news
      }
      assertThat(receiver.arrivals()).hasSize(told);
    }
  }

  @Test
  void a_notification_still_to_be_told_is_told_after_the_restart() {
    try (Receiver receiver = new Receiver()) {
      receiver.answering(arrival -> arrival.number() <= 4 ? 500 : 200);
      List<Delivery> before;
      try (Sandbox sandbox = Sandbox.start(standing())) {
        Till till = Till.of(sandbox, "MLB");
        till.pay(till.offline("pix", ",\"notification_url\":\"" + receiver.url("/n") + "\""));
        sandbox.advance(Duration.ofSeconds(10));
        before = sandbox.courier().deliveries();
        assertThat(before)
            .hasSize(2)
            .allSatisfy(one -> assertThat(one.state()).isEqualTo(Delivery.State.WAITING))
            .allSatisfy(one -> assertThat(one.attempts()).hasSize(2));
      }
      try (Sandbox sandbox = Sandbox.start(standing())) {
        assertThat(sandbox.courier().deliveries()).isEqualTo(before);
        sandbox.advance(Duration.ofHours(20));
        assertThat(sandbox.courier().deliveries())
            .hasSize(2)
            .allSatisfy(one -> assertThat(one.state()).isEqualTo(Delivery.State.DELIVERED))
            .allSatisfy(one -> assertThat(one.attempts()).hasSize(3));
      }
      assertThat(receiver.arrivals()).hasSize(6);
    }
  }

  @Test
  void settings_and_a_reset_are_kept_too() {
    String path;
    try (Sandbox sandbox = Sandbox.start(standing())) {
      Till till = Till.of(sandbox, "MLB");
      path = "/v1/payments/" + Till.id(till.payCard("APRO"));
      assertThat(till.shop().post("/_sandbox/reset", "{\"seed\":5}").status()).isEqualTo(204);
      assertThat(
              sandbox
                  .account("MLB", "real")
                  .accessToken()
                  .equals(till.shop().account().accessToken()))
          .isFalse();
      String webhooks = "/_sandbox/webhooks/" + sandbox.account("MLB", "test-user").applicationId();
      assertThat(till.shop().put(webhooks, "{\"url\":\"http://127.0.0.1:9/kept\"}").status())
          .isEqualTo(200);
    }
    try (Sandbox sandbox = Sandbox.start(standing())) {
      Shop shop = Shop.of(sandbox, "MLB", "test-user");
      assertThat(shop.get(path).status()).isEqualTo(404);
      assertThat(shop.get("/_sandbox/webhooks/" + shop.account().applicationId()).text())
          .contains("http://127.0.0.1:9/kept");
      try (Sandbox other = Sandbox.start(SandboxOptions.usual().withSeed(5))) {
        assertThat(shop.account().accessToken())
            .isEqualTo(other.account("MLB", "test-user").accessToken());
      }
    }
  }

  @Test
  void a_last_line_cut_by_a_kill_is_dropped_and_said() throws IOException {
    String first;
    String second;
    try (Sandbox sandbox = Sandbox.start(standing())) {
      Till till = Till.of(sandbox, "MLB");
      first = Till.id(till.pay(till.offline("pix", "")));
      second = Till.id(till.pay(till.offline("pix", "")));
      assertThat(sandbox.cutJournal()).isEmpty();
    }
    byte[] whole = Files.readAllBytes(journal());
    Files.write(journal(), java.util.Arrays.copyOf(whole, whole.length - 7));
    try (Sandbox sandbox = Sandbox.start(standing())) {
      assertThat(sandbox.cutJournal()).contains(journal());
      Till till = Till.of(sandbox, "MLB");
      assertThat(till.shop().get("/v1/payments/" + first).status()).isEqualTo(200);
      assertThat(till.shop().get("/v1/payments/" + second).status()).isEqualTo(404);
      assertThat(till.pay(till.offline("pix", "")).status()).isEqualTo(201);
    }
    try (Sandbox sandbox = Sandbox.start(standing())) {
      assertThat(sandbox.cutJournal()).isEmpty();
    }
  }

  @Test
  void a_damaged_line_stops_the_start_with_its_place_and_nothing_is_lost() throws IOException {
    try (Sandbox sandbox = Sandbox.start(standing())) {
      Till till = Till.of(sandbox, "MLB");
      till.pay(till.offline("pix", ""));
      till.pay(till.offline("pix", ""));
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
    String good = lines.get(1);
    for (String bad : List.of("{\"kind\":", "[]", good.replace("\"at\":\"2026", "\"at\":\"x"))) {
      lines.set(1, bad);
      Files.write(journal(), lines);
      assertThatThrownBy(() -> Sandbox.start(standing()))
          .isInstanceOfSatisfying(
              JournalException.class,
              failure -> {
                assertThat(failure.problem()).isEqualTo(JournalException.Problem.DAMAGED);
                assertThat(failure.file()).isEqualTo(journal().toString());
                assertThat(failure.line()).isEqualTo(2);
                assertThat(failure.why()).isNotBlank();
              });
      assertThat(Files.readAllLines(journal())).isEqualTo(lines);
    }
    lines.set(1, good);
    Files.write(journal(), lines);
    try (Sandbox sandbox = Sandbox.start(standing())) {
      assertThat(
              Shop.of(sandbox, "MLB", "test-user")
                  .get("/v1/payments/search")
                  .at("/paging/total")
                  .intValue())
          .isEqualTo(2);
    }
  }

  @Test
  void two_emulators_never_write_the_same_journal() {
    try (Sandbox sandbox = Sandbox.start(standing())) {
      assertThat(sandbox.accounts()).isNotEmpty();
      assertThatThrownBy(() -> Sandbox.start(standing()))
          .isInstanceOfSatisfying(
              JournalException.class,
              failure -> assertThat(failure.problem()).isEqualTo(JournalException.Problem.IN_USE));
    }
  }

  @Test
  void a_seed_file_is_kept_beside_the_journal() throws IOException {
    Path seed = directory.resolve("mine.json");
    Files.writeString(
        seed, "{\"customers\":[{\"account\":\"MLA\",\"email\":\"ana@example.com\"}]}");
    SandboxOptions options = standing().withSeedName(seed.toString());
    String before;
    try (Sandbox sandbox = Sandbox.start(options)) {
      before = Shop.of(sandbox, "MLA", "real").get("/v1/customers/search").text();
      assertThat(before).contains("ana@example.com");
    }
    Files.delete(seed);
    try (Sandbox sandbox = Sandbox.start(standing())) {
      assertThat(Shop.of(sandbox, "MLA", "real").get("/v1/customers/search").text())
          .isEqualTo(before);
    }
  }
}
