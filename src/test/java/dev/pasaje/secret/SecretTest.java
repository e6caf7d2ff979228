// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  private static final String TOKEN =
      "APP_USR-1234567890123456-010203-0123456789abcdef0123456789abcdef-987654321";

  @Test
  void a_secret_never_prints() {
    assertThat(Secret.of(TOKEN)).hasToString("[REDACTED]");
    assertThat(Secret.of(TOKEN).fingerprint()).hasSize(8).doesNotContain(TOKEN.substring(0, 8));
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
  }

  @Test
  void what_looks_like_a_credential_is_removed_from_text() {
    assertThat(Redactor.redact("GET /x?access_token=" + TOKEN + "&a=1"))
        .isEqualTo("GET /x?access_token=[REDACTED]&a=1");
    assertThat(Redactor.redact("Authorization: Bearer abc.def"))
        .isEqualTo("Authorization: Bearer [REDACTED]");
    assertThat(Redactor.redact("old " + TOKEN.replace("-987", "__LA_LD__-987") + "."))
        .isEqualTo("old [REDACTED].");
    assertThat(Redactor.redact("TG-64f0c1b2a3d4e5f601234567-1160535239")).isEqualTo("[REDACTED]");
    assertThat(Redactor.redact("client_secret=abc&x")).isEqualTo("client_secret=[REDACTED]&x");
    assertThat(Redactor.redact("APP_USR-12345678-1234-4234-8234-123456789012"))
        .as("a public key is public")
        .isEqualTo("APP_USR-12345678-1234-4234-8234-123456789012");
  }
}
