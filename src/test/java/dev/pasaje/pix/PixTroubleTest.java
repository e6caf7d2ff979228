// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.Pacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What goes wrong while a code is created and cancelled, and answers that are not what they should
/// be: nothing is left without a word.
class PixTroubleTest {
  private static final String MADE =
      "{\"id\":77,\"status\":\"pending\",\"payment_method_id\":\"pix\","
          + "\"point_of_interaction\":{\"transaction_data\":{\"qr_code\":\""
          + BrCodeTest.OFFICIAL
          + "\"}}}";

  private final RoutedServer server =
      new RoutedServer()
          .on("GET /v1/payment_methods", 200, "[{\"id\":\"pix\",\"status\":\"active\"}]")
          .on("GET /v1/payments/search", 200, "{\"results\":[]}")
          .on("POST /v1/payments", 201, MADE);
  private final List<Pix.Step> steps = new ArrayList<>();
  private int waits;

  @AfterEach
  void stop() {
    server.close();
  }

  private PixFacts look(Issue issue, Product product) {
    Pacing.Sleeper sleeper = wait -> waits++;
    return Pix.look(
        Looks.integration(Site.MLB, product, "APP_USR-t"),
        Looks.access(server.base(), sleeper),
        issue,
        Optional.of("buyer@example.com"),
        steps::add);
  }

  private PixFacts.Issued issued(Product product) {
    PixFacts facts = look(Issue.ASKED, product);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(facts), PixFacts.class)).isEqualTo(facts);
    return facts.issued().orElseThrow();
  }

  private static List<String> failed(PixFacts facts) {
    return Pix.judge(facts).stream()
        .filter(Finding::failed)
        .map(finding -> finding.info().id())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 500})
  void a_cancellation_that_fails_is_told_with_what_is_left(int status) {
    server
        .on("PUT /v1/payments/77", status, "{\"message\":\"no\",\"cause\":[{\"code\":2018}]}")
        .on("GET /v1/payments/77", 200, MADE);

    PixFacts facts = look(Issue.ASKED, Product.CHECKOUT_API);

    assertThat(facts.issued().orElseThrow().end()).isEqualTo(PixFacts.End.OPEN);
    assertThat(steps.getLast().stage()).isEqualTo(Pix.Stage.LEFT_OPEN);
    assertThat(steps.getLast().what()).contains("77", "0.01", "pending", "2018");
    assertThat(failed(facts)).containsExactly("pix-test-code-left-open");
  }

  @Test
  void a_cancellation_that_failed_but_happened_is_seen() {
    server
        .on("PUT /v1/payments/77", 500, "")
        .on("GET /v1/payments/77", 200, MADE.replace("pending", "cancelled"));

    assertThat(issued(Product.CHECKOUT_API).end()).isEqualTo(PixFacts.End.CLOSED);
  }

  @Test
  void a_cancellation_that_says_yes_and_does_nothing_is_not_believed() {
    server.on("PUT /v1/payments/77", 200, MADE);

    assertThat(issued(Product.CHECKOUT_API).end()).isEqualTo(PixFacts.End.OPEN);
  }

  @Test
  void an_order_that_is_never_ready_is_left_open_after_a_few_attempts() {
    String order =
        "{\"id\":\"ORD1\",\"status\":\"action_required\",\"transactions\":{\"payments\":[{\"payment_method\":{\"qr_code\":\""
            + BrCodeTest.OFFICIAL
            + "\"}}]}}";
    server
        .on("POST /v1/orders", 201, order)
        .on(
            "POST /v1/orders/ORD1/cancel",
            409,
            "{\"errors\":[{\"code\":\"processor_communication_error\",\"message\":\"later\"}]}")
        .on("GET /v1/orders/ORD1", 200, order);

    PixFacts.Issued issued = issued(Product.CHECKOUT_PRO_ORDERS);

    assertThat(issued.end()).isEqualTo(PixFacts.End.OPEN);
    assertThat(issued.cancelled().answer()).contains("processor_communication_error");
    assertThat(server.asked()).filteredOn("POST /v1/orders/ORD1/cancel"::equals).hasSize(6);
    assertThat(waits).isEqualTo(5);
    assertThat(server.bodies().getFirst())
        .contains("\"total_amount\":\"0.01\"", "\"expiration_time\":\"PT30M\"");
  }

  @Test
  void a_creation_that_was_not_answered_is_looked_for_and_cancelled() {
    String reference = "pasaje-pix-verify-" + Looks.AT.toEpochMilli();
    server
        .on("POST /v1/payments", 500, "<html>")
        .on(
            "GET /v1/payments/search",
            200,
            "{\"results\":["
                + MADE.replace("\"id\"", "\"external_reference\":\"" + reference + "\",\"id\"")
                + "]}")
        .on("PUT /v1/payments/77", 200, MADE.replace("pending", "cancelled"));

    assertThat(issued(Product.CHECKOUT_API).end()).isEqualTo(PixFacts.End.CLOSED);
  }

  @Test
  void a_creation_nobody_knows_the_end_of_is_told() {
    server.on("POST /v1/payments", 503, "");

    PixFacts facts = look(Issue.ASKED, Product.CHECKOUT_API);

    assertThat(facts.issued().orElseThrow().end()).isEqualTo(PixFacts.End.UNCERTAIN);
    assertThat(steps.getLast().stage()).isEqualTo(Pix.Stage.LEFT_UNCERTAIN);
    assertThat(steps.getLast().what()).contains("pasaje-pix-verify-" + Looks.AT.toEpochMilli());
    assertThat(Pix.judge(facts))
        .filteredOn(finding -> finding.info().id().equals("pix-test-code-left-open"))
        .allMatch(Finding::unknown);
  }

  @Test
  void every_write_carries_a_key_of_its_own_and_the_payer_that_was_given() {
    server.on("PUT /v1/payments/77", 200, MADE.replace("pending", "cancelled"));

    issued(Product.CHECKOUT_API);

    assertThat(server.keys()).hasSize(2).doesNotHaveDuplicates().noneMatch(String::isBlank);
    assertThat(server.bodies().getFirst())
        .contains("\"email\":\"buyer@example.com\"", "\"transaction_amount\":0.01");
    assertThat(server.bodies().getLast()).isEqualTo("{\"status\":\"cancelled\"}");
    assertThat(server.asked()).doesNotContain("GET /users/me");
  }

  @Test
  void the_least_amount_of_the_account_is_used_unless_it_is_absurd() {
    server.on("PUT /v1/payments/77", 200, MADE.replace("pending", "cancelled"));
    for (var least :
        List.of(
            List.of("1", "1.00"),
            List.of("0.5", "0.50"),
            List.of("0.001", "0.01"),
            List.of("-3", "0.01"),
            List.of("5000", "0.01"),
            List.of("1e999999999", "0.01"),
            List.of("\"x\"", "0.01"))) {
      server.on(
          "GET /v1/payment_methods",
          200,
          "[{\"id\":\"pix\",\"status\":\"active\",\"min_allowed_amount\":"
              + least.getFirst()
              + "}]");
      assertThat(issued(Product.CHECKOUT_API).amount())
          .as(least.getFirst())
          .isEqualTo(least.getLast());
    }
  }

  @Test
  void an_id_from_outside_cannot_lead_to_another_path() {
    server.on("POST /v1/payments", 201, MADE.replace("77", "\"../../users/me?x=\""));

    issued(Product.CHECKOUT_API);

    assertThat(server.asked())
        .contains("PUT /v1/payments/..%2F..%2Fusers%2Fme%3Fx%3D")
        .noneMatch(asked -> asked.contains("/users/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "[null,1,\"pix\",{\"id\":null}]",
        "[{\"id\":\"pix\",\"status\":{},\"min_allowed_amount\":[],\"accreditation_time\":1e99}]",
        "<html>",
        "{\"results\":7}",
        "{\"results\":[null,{\"payment_method_id\":\"pix\"}],\"paging\":[]}",
        "{\"results\":[{\"payment_method_id\":\"pix\",\"id\":{},\"date_created\":\"\",\"date_of_expiration\":\"x\","
            + "\"point_of_interaction\":{\"transaction_data\":{\"qr_code\":[]}}}]}",
        "{\"results\":[{\"payment_method_id\":\"visa\",\"status\":\"approved\",\"id\":1}]}",
      })
  void answers_that_are_not_what_they_should_be_never_pass_and_never_break(String body) {
    server.on("GET /v1/payment_methods", 200, body).on("GET /v1/payments/search", 200, body);

    PixFacts facts = look(Issue.NOT_ASKED, Product.CHECKOUT_API);

    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(facts), PixFacts.class)).isEqualTo(facts);
    Set<String> mayPass = Set.of("pix-not-offered");
    assertThat(Pix.judge(facts))
        .filteredOn(Finding::passed)
        .extracting(finding -> finding.info().id())
        .isSubsetOf(mayPass);
  }

  @Test
  void a_made_up_code_of_any_length_is_told_in_a_line() {
    server
        .on("POST /v1/payments", 201, MADE.replace(BrCodeTest.OFFICIAL, "9".repeat(100_000)))
        .on("PUT /v1/payments/77", 200, MADE.replace("pending", "cancelled"));

    PixFacts.Issued issued = issued(Product.CHECKOUT_API);

    assertThat(issued.made().orElseThrow().code().trouble().orElseThrow())
        .contains("too-long", "100000")
        .hasSizeLessThan(200);
  }
}
