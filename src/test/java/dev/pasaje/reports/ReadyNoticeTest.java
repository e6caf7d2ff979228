// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import dev.pasaje.reports.client.ReadyNotice;
import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The bcrypt signature of the ready notice, made by another library than the one that checks it.
class ReadyNoticeTest {
  private static ReadyNotice notice(String id, String password, String date) {
    byte[] text = (id + "-" + password + "-" + date).getBytes(StandardCharsets.UTF_8);
    String signature =
        new String(
            BCrypt.with(LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A)).hash(4, text),
            StandardCharsets.US_ASCII);
    String body =
        """
        {"transaction_id":"%s","generation_date":"%s","report_type":"release_report",
         "files":[{"type":"XLSX","url":"http://evil.example/x","name":"a.xlsx"},
                  {"type":"CSV","url":"http://evil.example/x","name":"a.csv"}],
         "signature":"%s"}
        """
            .formatted(id, date, signature);
    return ReadyNotice.of("notice.json", body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_genuine_notice_is_told_from_a_forged_one() {
    ReadyNotice notice = notice("123", "secret", "2026-09-01T00:00:00.000-04:00");
    assertThat(notice.check(Secret.of("secret"))).isEqualTo(ReadyNotice.Verdict.GENUINE);
    assertThat(notice.check(Secret.of("other"))).isEqualTo(ReadyNotice.Verdict.FORGED);
    assertThat(notice.check(Secret.of(""))).isEqualTo(ReadyNotice.Verdict.FORGED);
    assertThat(notice.best()).contains("a.csv");
    assertThat(notice.family()).contains(ReportFamily.RELEASE);
  }

  @Test
  void a_password_so_long_that_the_date_is_not_checked_is_told() {
    ReadyNotice notice = notice("123", "p".repeat(70), "2026-09-01T00:00:00.000-04:00");
    assertThat(notice.check(Secret.of("p".repeat(70))))
        .isEqualTo(ReadyNotice.Verdict.GENUINE_IN_PART);
  }

  @Test
  void what_is_no_signature_is_forged() {
    for (String signature : new String[] {"", "x", "$2a$10$short", "$2a$99$" + "a".repeat(53)}) {
      ReadyNotice notice = new ReadyNotice("1", "d", "release", java.util.List.of(), signature);
      assertThat(notice.check(Secret.of("s"))).isEqualTo(ReadyNotice.Verdict.FORGED);
    }
  }
}
