// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the routes of configurations and schedules refuse: always an envelope, never a 500.
class ReportSchedulesBadInputTest {
  private static final String COLLECTION = "/v1/reporting/operations/activities_collection";
  private static final String MARKETPLACE = "/v1/account/marketplace_sales_report";
  private static final String GOOD =
      """
      {"structure":{"columns":[{"key":"status"}]},
       "notifiers":[{"type":"internal_sftp","data":{}}]}
      """;

  private static Sandbox sandbox;
  private static Shop shop;
  private static String structure = "";
  private static String notifier = "";

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    shop = Till.of(sandbox, "MLA").shop();
    JsonNode made = shop.post(COLLECTION + "/config", GOOD).json();
    structure = made.at("/structure/id").stringValue();
    notifier = made.at("/notifiers/0/id").stringValue();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static void refused(Shop.Answer answer, String why) {
    assertThat(answer.status()).as("%s: %s", why, answer.text()).isBetween(400, 499);
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("java.");
    assertThat(answer.at("/message").stringValue()).isNotBlank();
  }

  @Test
  void configurations_without_columns_or_channels_are_refused() {
    for (String body :
        List.of(
            "{}",
            "[]",
            "{\"structure\":3}",
            "{\"structure\":{\"columns\":[]},\"notifiers\":[]}",
            "{\"structure\":{\"columns\":[{\"key\":\"no_such\"}]}}",
            "{\"structure\":{\"columns\":[3]}}",
            "{\"structure\":{\"columns\":[{\"key\":\"status\"}]}}",
            "{\"structure\":{\"columns\":[{\"key\":\"status\"}]},\"notifiers\":{}}",
            "{\"structure\":{\"columns\":[{\"key\":\"status\"}]},\"notifiers\":[3]}",
            GOOD.replace("internal_sftp", "pigeon"),
            GOOD.replace("internal_sftp", "webhook"),
            GOOD.replace("internal_sftp", "ftp"),
            GOOD.replace("\"data\":{}", "\"data\":[]"),
            GOOD.replace(
                "\"internal_sftp\",\"data\":{}",
                "\"webhook\",\"data\":{\"url\":\"file:///etc/passwd\",\"key\":\"k\"}"),
            GOOD.replace(
                "\"internal_sftp\",\"data\":{}",
                "\"webhook\",\"data\":{\"url\":\"not a url\",\"key\":\"k\"}"),
            GOOD.replace("{\"columns\"", "{\"display_timezone\":\"Mars\",\"columns\""))) {
      refused(shop.post("/v1/reporting/operations/activities_withdraw/config", body), body);
      refused(shop.put(COLLECTION + "/config/" + structure, body), body);
    }
    refused(shop.post(COLLECTION + "/config", GOOD), "a second one");
    refused(shop.put(COLLECTION + "/config/other", GOOD), "another structure");
    refused(shop.post("/v1/reporting/operations/activities_other/config", GOOD), "no report");
    assertThat(shop.with().post(COLLECTION + "/config", GOOD).status()).isIn(401, 403);
  }

  private static String schedule(String type, String data, String id, String notifiers) {
    return "{\"type\":%s,\"data\":%s,\"structure_id\":%s,\"notifiers\":%s}"
        .formatted(type, data, id, notifiers);
  }

  @Test
  void schedules_that_say_no_time_or_no_configuration_are_refused() {
    String data = "{\"period\":\"daily\",\"hour\":3}";
    String id = "\"" + structure + "\"";
    for (String body :
        List.of(
            "{}",
            schedule("\"event\"", data, id, "[]"),
            schedule("3", data, id, "[]"),
            schedule("\"frequency\"", "[]", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"hourly\",\"hour\":3}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"daily\"}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"daily\",\"hour\":24}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"daily\",\"hour\":-1}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"daily\",\"hour\":\"3\"}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"daily\",\"hour\":3.5}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"weekly\",\"hour\":3,\"value\":32}", id, "[]"),
            schedule("\"frequency\"", "{\"period\":\"weekly\",\"hour\":3,\"value\":[]}", id, "[]"),
            schedule("\"frequency\"", data, "\"x\"", "[]"),
            schedule("\"frequency\"", data, "null", "[]"),
            schedule("\"frequency\"", data, id, "{}"),
            schedule("\"frequency\"", data, id, "[\"unknown\"]"),
            schedule("\"frequency\"", data, id, "[[]]"))) {
      refused(shop.post(COLLECTION + "/schedule", body), body);
    }
    refused(
        shop.post(
            "/v1/reporting/operations/activities_withdraw/schedule",
            schedule("\"frequency\"", data, id, "[]")),
        "never configured");
    refused(shop.send("DELETE", COLLECTION + "/schedule/none", ""), "no such schedule");
    String good = schedule("\"frequency\"", data, id, "[\"" + notifier + "\"]");
    String made = shop.post(COLLECTION + "/schedule", good).at("/id").stringValue();
    refused(
        shop.send("DELETE", "/v1/reporting/operations/activities_withdraw/schedule/" + made, ""),
        "another report's");
    assertThat(shop.send("DELETE", COLLECTION + "/schedule/" + made, "").status()).isEqualTo(200);
    refused(shop.send("DELETE", COLLECTION + "/schedule/" + made, ""), "ended twice");
  }

  @Test
  void a_marketplace_frequency_that_names_no_time_is_refused() {
    for (String frequency :
        List.of(
            "3",
            "{}",
            "{\"hour\":25,\"type\":\"daily\"}",
            "{\"hour\":\"3\",\"type\":\"daily\"}",
            "{\"hour\":3,\"type\":\"yearly\"}",
            "{\"hour\":3,\"type\":\"weekly\"}",
            "{\"hour\":3,\"type\":\"weekly\",\"value\":\"someday\"}")) {
      refused(
          shop.post(
              MARKETPLACE + "/config",
              "{\"file_name_prefix\":\"p\",\"columns\":[{\"key\":\"DATE\"}],\"frequency\":"
                  + frequency
                  + "}"),
          frequency);
    }
    refused(shop.send("DELETE", MARKETPLACE + "/schedule", ""), "never configured");
  }

  @Test
  void any_bytes_are_answered_and_never_with_500() {
    Random random = new Random(20_261_127);
    String seed = schedule("\"frequency\"", "{\"period\":\"daily\",\"hour\":3}", "\"x\"", "[]");
    for (int i = 0; i < 300; i++) {
      StringBuilder body = new StringBuilder(i % 2 == 0 ? seed : GOOD);
      for (int j = 0; j < 3; j++) {
        body.setCharAt(random.nextInt(body.length()), (char) (32 + random.nextInt(95)));
      }
      Shop.Answer answer =
          i % 2 == 0
              ? shop.post(COLLECTION + "/schedule", body.toString())
              : shop.put(COLLECTION + "/config/" + structure, body.toString());
      assertThat(answer.status()).as(body.toString()).isLessThan(500);
    }
  }
}
