// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrCodeTest {
  /// mercadopago/sdk-java payment_pix.json.
  static final String OFFICIAL =
      "00020126580014br.gov.bcb.pix0136d58a7469-afb3-48dd-b279-5576754cd5f7"
          + "5204000053039865406100.005802BR5911TETE97814116009Sao Paulo62240520mpqrinter2107181556063044CC4";

  /// bacen/pix-api openapi.yaml, a recurrence alone.
  static final String RECURRING =
      "00020126180014br.gov.bcb.pix5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***"
          + "80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002"
          + "630462C9";

  static BrCode valid(String text) {
    BrCode.Reading reading = BrCode.read(text);
    assertThat(reading).isInstanceOf(BrCode.Valid.class);
    return ((BrCode.Valid) reading).code();
  }

  /// A text with the right CRC in place of whatever followed `6304`.
  static String sealed(String withoutCrc) {
    return withoutCrc + "6304" + BrCode.crc(withoutCrc + "6304");
  }

  @Test
  void mercado_pagos_own_sample_is_a_static_code_with_a_random_key() {
    BrCode code = valid(OFFICIAL);

    assertThat(code.kind()).isEqualTo(BrCode.Kind.STATIC);
    assertThat(code.amount().orElseThrow()).hasToString("BRL 100.00");
    assertThat(code.txid()).contains("mpqrinter21071815560");
    assertThat(code.merchant()).isEqualTo("TETE9781411");
    assertThat(code.city()).isEqualTo("Sao Paulo");
    assertThat(code.keyKind()).contains(PixKey.Kind.EVP);
    assertThat(code.maskedKey()).contains("***f7");
    assertThat(code.oneTime()).isFalse();
    assertThat(code.recurring()).isFalse();
    assertThat(code.print()).isEqualTo(OFFICIAL);
  }

  @Test
  void the_central_banks_sample_is_a_recurrence_without_txid_and_amount() {
    BrCode code = valid(RECURRING);

    assertThat(code.kind()).isEqualTo(BrCode.Kind.RECURRING);
    assertThat(code.recurring()).isTrue();
    assertThat(code.txid()).isEmpty();
    assertThat(code.amount()).isEmpty();
    assertThat(code.maskedKey()).isEmpty();
    assertThat(code.lines())
        .contains(
            new BrCode.Line(
                "80.25", "address", "pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002"));
  }

  @Test
  void a_dynamic_code_has_an_address_instead_of_a_key() {
    BrCode code =
        valid(
            sealed(
                "000201010212"
                    + "26390014BR.GOV.BCB.PIX2517pix.example/qr/42"
                    + "520400005303986"
                    + "5802BR5905Bar 16009Fortaleza62070503***"));

    assertThat(code.kind()).isEqualTo(BrCode.Kind.DYNAMIC);
    assertThat(code.oneTime()).isTrue();
    assertThat(code.amount()).isEmpty();
  }

  @Test
  void nothing_but_print_gives_the_key_away() {
    BrCode code = valid(OFFICIAL);

    assertThat(code.toString() + code.lines() + code.maskedKey()).doesNotContain("d58a7469");
    assertThat(code.lines()).contains(new BrCode.Line("26.01", "key", "***f7"));
  }
}
