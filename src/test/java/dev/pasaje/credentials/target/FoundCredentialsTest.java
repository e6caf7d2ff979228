// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a merchant has, read for credentials.
class FoundCredentialsTest {
  private static Map<String, Secret> in(String text) {
    return FoundCredentials.in(text, "file", Map.of()).credentials();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MP_ACCESS_TOKEN=x1                                            | production.access-token
          export MP_TEST_PUBLIC_KEY='x1'                                | test.public-key
          ACCESS_TOKEN=x1                                               | production.access-token
          {"mercadoPago": {"accessToken": "x1"}}                        | production.access-token
          {"a": {"sandbox": {"clientSecret": "x1"}}}                    | test.client-secret
          mp: {test: {webhook_secret: x1}}                              | test.webhook-secret
          [{"option_name": "_mp_public_key_prod", "option_value": "x1"}] | production.public-key
          [{"option_name": "_mp_access_token_test", "option_value": "x1"}] | test.access-token
          """)
  void names_are_understood(String text, String name) {
    assertThat(in(text)).isEqualTo(Map.of(name, Secret.of("x1")));
  }

  @Test
  void a_test_prefix_says_test_where_the_name_does_not() {
    assertThat(in("MP_ACCESS_TOKEN=TEST-1-010203-x-9")).containsOnlyKeys("test.access-token");
  }

  @Test
  void a_name_that_says_nothing_can_be_mapped_and_others_are_left_alone() {
    FoundCredentials found =
        FoundCredentials.in(
            "TOKEN=x1\nDB=y\nEMPTY_ACCESS_TOKEN=\n",
            "f",
            Map.of("TOKEN", "production.access-token"));

    assertThat(found.credentials()).isEqualTo(Map.of("production.access-token", Secret.of("x1")));
    assertThat(found.ignored()).containsExactly("DB", "EMPTY_ACCESS_TOKEN");
  }

  @Test
  void two_values_by_one_name_are_refused_without_showing_them() {
    assertThatThrownBy(() -> in("A_ACCESS_TOKEN=marked1\nB_ACCESS_TOKEN=marked2\n"))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("A_ACCESS_TOKEN and B_ACCESS_TOKEN")
        .hasMessageNotContaining("marked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "marked: [", "{\"marked\"", "marked", "null", "A=1", "\u0000"})
  void what_holds_no_credential_is_told_without_showing_it(String text) {
    assertThatThrownBy(() -> in(text))
        .isInstanceOf(PasajeException.class)
        .hasMessageStartingWith("file: ")
        .hasMessageNotContaining("marked");
  }
}
