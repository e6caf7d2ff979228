// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Reports of operations and of a marketplace that the emulator makes by itself.
class ReportSchedulesTest {
  private static final String COLLECTION = "/v1/reporting/operations/activities_collection";
  private static final String MARKETPLACE = "/v1/account/marketplace_sales_report";

  private Sandbox sandbox;
  private Till till;

  @BeforeEach
  void open() {
    // A Friday, noon in UTC.
    sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-20T12:00:00Z")));
    till = Till.of(sandbox, "MLA");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Shop shop() {
    return till.shop();
  }

  private JsonNode configured() {
    Shop.Answer made =
        shop()
            .post(
                COLLECTION + "/config",
                """
                {"structure":{"name":"n","columns":[{"key":"operation_id"},{"key":"status"}],
                  "display_timezone":"GMT-03","a_new_member":{"b":1}},
                 "notifiers":[{"type":"internal_sftp","data":{}},
                   {"type":"webhook","data":{"url":"http://127.0.0.1:1/x","key":"secret"}}]}
                """);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json();
  }

  private Shop.Answer schedule(String structure, String data) {
    return shop()
        .post(
            COLLECTION + "/schedule",
            "{\"type\":\"frequency\",\"data\":%s,\"structure_id\":\"%s\",\"notifiers\":[]}"
                .formatted(data, structure));
  }

  private List<JsonNode> statements() {
    return shop().get(COLLECTION + "/statements").json().path("results").valueStream().toList();
  }

  @Test
  void a_configuration_has_ids_keeps_what_nobody_documented_and_hides_its_keys() {
    JsonNode made = configured();
    assertThat(made.at("/structure/id").stringValue()).hasSize(36);
    assertThat(made.at("/structure/a_new_member/b").intValue()).isEqualTo(1);
    assertThat(made.at("/notifiers/1/id").stringValue()).hasSize(36);
    assertThat(made.at("/notifiers/1/data/key").isMissingNode()).isTrue();

    Shop.Answer changed =
        shop()
            .put(
                COLLECTION + "/config/" + made.at("/structure/id").stringValue(),
                """
                {"structure":{"columns":[{"key":"status"}]},
                 "notifiers":[{"id":"%s","type":"internal_sftp","data":{}}]}
                """
                    .formatted(made.at("/notifiers/0/id").stringValue()));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    JsonNode now = shop().get(COLLECTION + "/config").json();
    assertThat(now.at("/structure/id")).isEqualTo(made.at("/structure/id"));
    assertThat(now.at("/notifiers/0/id")).isEqualTo(made.at("/notifiers/0/id"));
    assertThat(now.path("notifiers")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // In GMT-03 it is Friday 09:00: hour 9 is over, hour 10 is not.
    "daily,  10, ,  1, 2026-11-19T03:00:00Z, 2026-11-20T02:59:59Z",
    "daily,   9, , 24, 2026-11-20T03:00:00Z, 2026-11-21T02:59:59Z",
    "weekly,  3, 1, 66, 2026-11-16T03:00:00Z, 2026-11-23T02:59:59Z",
    "monthly, 3, 1, 258, 2026-11-01T03:00:00Z, 2026-12-01T02:59:59Z"
  })
  void a_statement_is_made_when_its_hour_comes_and_again(
      String period, int hour, String value, int hours, String begin, String end) {
    String structure = configured().at("/structure/id").stringValue();
    Shop.Answer made =
        schedule(
            structure,
            "{\"period\":\"%s\",\"hour\":%d%s}"
                .formatted(period, hour, value == null ? "" : ",\"value\":" + value));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.at("/status").stringValue()).isEqualTo("active");

    sandbox.advance(Duration.ofHours(hours).minusSeconds(1));
    assertThat(statements()).isEmpty();
    sandbox.advance(Duration.ofSeconds(2));
    assertThat(statements()).hasSize(1);
    JsonNode range = statements().getFirst().at("/filters/creation_date/range");
    assertThat(range.path("gte").stringValue()).isEqualTo(begin);
    assertThat(range.path("lte").stringValue()).isEqualTo(end);

    sandbox.advance(Duration.ofDays(32));
    int expected = period.equals("daily") ? 33 : period.equals("weekly") ? 5 : 2;
    assertThat(statements()).hasSize(expected);
    Shop.Answer ended =
        shop().send("DELETE", COLLECTION + "/schedule/" + made.at("/id").stringValue(), "");
    assertThat(ended.status()).isEqualTo(200);
    sandbox.advance(Duration.ofDays(40));
    assertThat(statements()).as("those made stay, none comes").hasSize(expected);
  }

  @Test
  void a_scheduled_statement_holds_the_operations_of_its_days() {
    assertThat(till.pay(till.cardPayment("APRO", "")).status()).isEqualTo(201);
    assertThat(
            schedule(
                    configured().at("/structure/id").stringValue(),
                    "{\"period\":\"daily\",\"hour\":3}")
                .status())
        .isEqualTo(201);
    sandbox.advance(Duration.ofHours(19));

    assertThat(statements()).hasSize(1);
    JsonNode statement = statements().getFirst();
    assertThat(statement.path("status").stringValue()).isEqualTo("available");
    assertThat(
            shop()
                .get(
                    COLLECTION + "/statements/" + statement.path("uid").stringValue() + "/download")
                .text()
                .lines())
        .hasSize(2)
        .first()
        .isEqualTo("operation_id,status");
  }

  @Test
  void a_marketplace_is_scheduled_by_the_frequency_of_its_configuration() {
    assertThat(shop().post(MARKETPLACE + "/schedule", "{}").status()).isEqualTo(404);
    assertThat(
            shop()
                .post(
                    MARKETPLACE + "/config",
                    """
                    {"file_name_prefix":"sales","columns":[{"key":"DATE"}],
                     "display_timezone":"GMT-03",
                     "frequency":{"hour":15,"type":"weekly","value":"tuesday"}}
                    """)
                .status())
        .isEqualTo(201);
    Shop.Answer on = shop().post(MARKETPLACE + "/schedule", "{}");
    assertThat(on.status()).as(on.text()).isEqualTo(200);

    // Tuesday 24 November, 15:00 in GMT-03.
    sandbox.advance(Duration.ofHours(102).minusSeconds(1));
    assertThat(shop().get(MARKETPLACE + "/list").json()).isEmpty();
    sandbox.advance(Duration.ofSeconds(2));
    JsonNode list = shop().get(MARKETPLACE + "/list").json();
    assertThat(list).hasSize(1);
    assertThat(list.path(0).path("created_from").stringValue()).isEqualTo("schedule");
    assertThat(list.path(0).path("begin_date").stringValue()).isEqualTo("2026-11-17T03:00:00Z");
    assertThat(list.path(0).path("end_date").stringValue()).isEqualTo("2026-11-24T02:59:59Z");
    assertThat(
            shop().get(MARKETPLACE + "/" + list.path(0).path("file_name").stringValue()).status())
        .isEqualTo(200);

    assertThat(shop().send("DELETE", MARKETPLACE + "/schedule", "").status()).isEqualTo(200);
    sandbox.advance(Duration.ofDays(30));
    assertThat(shop().get(MARKETPLACE + "/list").json()).hasSize(1);
  }
}
