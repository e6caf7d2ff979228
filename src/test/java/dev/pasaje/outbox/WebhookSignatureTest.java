// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  @Test
  void the_published_vector_comes_out() {
    // standard-webhooks, libraries/*/…: the example every one of its libraries is tested with.
    String signature =
        WebhookSignature.of("erp", Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
            .sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_not base64 at all, but long enough",
        "whsec_c2hvcnQ=",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n",
      })
  void a_bad_secret_is_refused_in_words_that_do_not_show_it(String secret) {
    assertThatThrownBy(() -> WebhookSignature.of("erp", Secret.of(secret)))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("deliver.erp.secret")
        .hasMessageContaining("whsec_")
        .satisfies(thrown -> {
          if (secret.length() > "whsec_".length()) {
            assertThat(thrown.toString()).doesNotContain(secret.strip());
          }
        });
  }

  @Test
  void a_secret_longer_than_the_specification_allows_is_refused() {
    assertThatThrownBy(() -> WebhookSignature.of("erp", Secret.of("whsec_" + "A".repeat(88))))
        .isInstanceOf(PasajeException.class);
  }
}
