// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {
  private static final String S1 = "your_secret_key_here";
  private static final String S2 =
      "pasaje_test_secret_0123456789abcdef0123456789abcdef0123456789abcd";
  private static final String R1 = "bb56a2f1-6aae-46ac-982e-9dcd3581d08e";
  private static final String R2 = "2066ca19-c6f1-498a-be75-1923005edd06";
  private static final Instant MILLIS = Instant.ofEpochMilli(1742505638683L);

  @ParameterizedTest
  @CsvSource({
    "123456,R1,1742505638683,S1,5e0a7ed2ea5ece575e9d1a9bb80f7ce6ca43d6d30e8be93413bae108b94ad7cd",
    "ord01jq4s4ky8hwq6na5pxb65b3d3,R2,1742505638683,S1,633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c",
    "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3,R2,1742505638683,S1,fb15ae6472eb449173c556793205d77787d58f384d183bb5bc3b724c27bd103c",
    ",R1,1742505638,S1,045cc56af921b16f425ca73d6d66c7e3ab4cc91b4d26cf95d98a5a60acad4bab",
    "123456,,1742505638,S1,0174ed271a204ed4531b584fb879631625c51631165cad4f1e1da541d8da75e3",
    ",,1742505638,S1,9117d0f9b58c313444796f994ce53649e73fc8f50556247d098d5ae425c0a49e",
    "123456,R1,1742505638,S1,7d14daa7dfafe1d4b14177732ea47960beb771281e24a3fa803c794067655be1",
    "123456,R1,1742505638683,S2,34384d5e0d2d099707ea8d30893eeeb88661dbdcd4b2957c92511f38c0e78be0",
    "123456,R1,1742505638,S2,9e93cf0c1a2b9492d02ca390c454bb2ede2d1763b5b9c513c0f7aa623e00d4b7",
    "123456,R1,1742505638,contraseña-ñ,8d26c24141bef0f1003c8d6e22f3e174fcadee1a9b5b426f6a7dbf5f72224886"
  })
  void every_published_vector_is_reproduced(
      @Nullable String id, @Nullable String request, String ts, String secret, String expected) {
    String requestId = "R1".equals(request) ? R1 : "R2".equals(request) ? R2 : null;
    String key = secret.equals("S1") ? S1 : secret.equals("S2") ? S2 : secret;
    assertThat(Signer.hmac(key, Signer.manifest(id, requestId, ts))).isEqualTo(expected);
  }

  @Test
  void the_unit_of_ts_and_the_case_of_the_id_are_settings() {
    var seconds = new Signer(S1, Signing.LIVE);
    assertThat(seconds.header("123456", R1, MILLIS))
        .isEqualTo(
            "ts=1742505638,v1=7d14daa7dfafe1d4b14177732ea47960beb771281e24a3fa803c794067655be1");
    var lower =
        new Signer(S1, new Signing(Signing.TimestampUnit.MILLISECONDS, Signing.IdCase.LOWER));
    assertThat(lower.header("ORD01JQ4S4KY8HWQ6NA5PXB65B3D3", R2, MILLIS))
        .isEqualTo(
            "ts=1742505638683,v1=633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c");
  }
}
