// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bodies that look like the notice of a statement and are none: they name nothing to read, or
/// nothing outside the one route a statement is read by.
class StatementNoticeBadInputTest {
  private static final String GOOD =
      """
      {"report_id":"activities_collection","statement_id":"6d17e034-6eb3-48fc-a6fa-461e886fa406",
       "status":"available","files":[{"type":"text/csv","name":"a.csv","size":20480}]}
      """;

  private static Notice of(String body) {
    return Notice.of(new Arrivals().body(body).arrive());
  }

  @Test
  void the_documented_body_names_its_statement() {
    Notice notice = of(GOOD);

    assertThat(notice.topic()).isEqualTo("activities_statement");
    assertThat(notice.channel()).isEqualTo(Channel.WEBHOOK);
    assertThat(notice.resource())
        .hasToString(
            "Optional[statement activities_collection/6d17e034-6eb3-48fc-a6fa-461e886fa406]");
  }

  @Test
  void ids_that_are_none_name_nothing() {
    for (String id :
        List.of(
            "\"\"",
            "null",
            "{}",
            "[]",
            "true",
            "1.5",
            "\"../../v1/payments\"",
            "\"a/b\"",
            "\"a?x=1\"",
            "\"a#b\"",
            "\"a b\"",
            "\"%2e%2e\"",
            "\"\\u0000\"",
            "\"" + "a".repeat(65) + "\"")) {
      assertThat(
              of("{\"report_id\":\"activities_collection\",\"statement_id\":" + id + "}")
                  .resource())
          .as(id)
          .isEmpty();
      assertThat(of("{\"report_id\":" + id + ",\"statement_id\":\"1\"}").resource())
          .as(id)
          .isEmpty();
    }
    assertThat(of("{\"report_id\":\"activities_collection\"}").resource()).isEmpty();
    assertThat(of("{\"statement_id\":\"1\"}").resource()).isEmpty();
    assertThat(of(GOOD.substring(0, 60)).resource()).isEmpty();
  }

  @Test
  void a_number_is_an_id_too_and_files_may_be_anything() {
    assertThat(of("{\"report_id\":\"r\",\"statement_id\":700001,\"files\":3}").resource())
        .hasToString("Optional[statement r/700001]");
    assertThat(of(GOOD.replace("[{", "{").replace("}]", "}")).resource()).isPresent();
  }

  @Test
  void a_body_that_says_its_topic_is_of_that_topic() {
    Notice payment =
        of(
            GOOD.replace(
                "{\"report_id\"", "{\"type\":\"payment\",\"data\":{\"id\":\"1\"},\"report_id\""));

    assertThat(payment.resource()).hasToString("Optional[payment 1]");
  }

  @Test
  void any_bytes_are_read_without_failing() {
    Random random = new Random(61_127);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder body = new StringBuilder(GOOD);
      for (int j = 0; j < 4; j++) {
        body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(0x250));
      }
      Notice notice = of(body.toString());
      assertThat(notice.resource().map(one -> one.id().matches("[A-Za-z0-9_/-]+")).orElse(true))
          .as(body.toString())
          .isTrue();
    }
  }
}
