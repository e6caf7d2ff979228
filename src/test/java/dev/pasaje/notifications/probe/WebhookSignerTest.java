// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors that the emulator's signer is tested on too; domain/notifications.md 5.5.
class WebhookSignerTest {
  private static final String R1 = "bb56a2f1-6aae-46ac-982e-9dcd3581d08e";
  private static final String R2 = "2066ca19-c6f1-498a-be75-1923005edd06";
  private static final String S1 = "your_secret_key_here";
  private static final String S2 =
      "pasaje_test_secret_0123456789abcdef0123456789abcdef0123456789abcd";

  @ParameterizedTest
  @CsvSource({
    S1
        + ",123456,"
        + R1
        + ",1742505638683,"
        + "5e0a7ed2ea5ece575e9d1a9bb80f7ce6ca43d6d30e8be93413bae108b94ad7cd",
    S1
        + ",ord01jq4s4ky8hwq6na5pxb65b3d3,"
        + R2
        + ",1742505638683,"
        + "633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c",
    S1
        + ",ORD01JQ4S4KY8HWQ6NA5PXB65B3D3,"
        + R2
        + ",1742505638683,"
        + "fb15ae6472eb449173c556793205d77787d58f384d183bb5bc3b724c27bd103c",
    S1
        + ",,"
        + R1
        + ",1742505638,"
        + "045cc56af921b16f425ca73d6d66c7e3ab4cc91b4d26cf95d98a5a60acad4bab",
    S1 + ",123456,,1742505638,0174ed271a204ed4531b584fb879631625c51631165cad4f1e1da541d8da75e3",
    S1 + ",,,1742505638,9117d0f9b58c313444796f994ce53649e73fc8f50556247d098d5ae425c0a49e",
    S1
        + ",123456,"
        + R1
        + ",1742505638,"
        + "7d14daa7dfafe1d4b14177732ea47960beb771281e24a3fa803c794067655be1",
    S2
        + ",123456,"
        + R1
        + ",1742505638683,"
        + "34384d5e0d2d099707ea8d30893eeeb88661dbdcd4b2957c92511f38c0e78be0",
    S2
        + ",ord01jq4s4ky8hwq6na5pxb65b3d3,"
        + R2
        + ",1742505638683,"
        + "f9866146ae631144301866c8556644a9acd54c6cf5f59a9c5dfa9777bcfda74a",
    S2
        + ",123456,"
        + R1
        + ",1742505638,"
        + "9e93cf0c1a2b9492d02ca390c454bb2ede2d1763b5b9c513c0f7aa623e00d4b7",
    "contraseña-ñ,123456,"
        + R1
        + ",1742505638,"
        + "8d26c24141bef0f1003c8d6e22f3e174fcadee1a9b5b426f6a7dbf5f72224886",
  })
  void the_published_vectors_are_signed_alike(
      String secret, String id, String requestId, String ts, String v1) {
    assertThat(
            new WebhookSigner(Secret.of(secret))
                .v1(Optional.ofNullable(id), Optional.ofNullable(requestId), ts))
        .isEqualTo(v1);
  }

  @Test
  void the_header_holds_the_digits_that_were_signed() {
    assertThat(
            new WebhookSigner(Secret.of(S1))
                .header(Optional.of("123456"), Optional.of(" "), "1742505638"))
        .isEqualTo(
            "ts=1742505638,"
                + "v1=0174ed271a204ed4531b584fb879631625c51631165cad4f1e1da541d8da75e3");
  }
}
