// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixKeyTest {
  @ParameterizedTest
  @CsvSource({
    "39053344705, CPF, EXACT",
    "12345678909, CPF, EXACT",
    "390.533.447-05, CPF, TIDIED",
    "16727230000197, CNPJ, EXACT",
    "16.727.230/0001-97, CNPJ, TIDIED",
    "12ABC34501DE35, CNPJ, EXACT",
    "12.abc.345/01de-35, CNPJ, TIDIED",
    "ana@example.com, EMAIL, EXACT",
    "Ana.Souza+pix@loja.example.com.br, EMAIL, TIDIED",
    "+5511987654321, PHONE, EXACT",
    "+551133334444, PHONE, EXACT",
    "+55 (11) 98765-4321, PHONE, TIDIED",
    "d58a7469-afb3-48dd-b279-5576754cd5f7, EVP, EXACT",
    "123e4567-e12b-12d1-a456-426655440000, EVP, EXACT",
    "D58A7469-AFB3-48DD-B279-5576754CD5F7, EVP, TIDIED",
  })
  void a_key_is_recognised_by_its_form(String typed, PixKey.Kind kind, PixKey.Form form) {
    PixKey.Reading reading = PixKey.read(typed);

    assertThat(reading.key().map(PixKey::kind)).contains(kind);
    assertThat(((PixKey.Valid) reading).form()).isEqualTo(form);
    // What is registered is in the form banks use.
    PixKey.Reading again = PixKey.read(reading.key().orElseThrow().value());
    assertThat(again).isEqualTo(new PixKey.Valid(reading.key().orElseThrow(), PixKey.Form.EXACT));
    assertThat(reading.toString()).doesNotContain(reading.key().orElseThrow().value());
  }

  private static final String[] BAD = {
    "'', EMPTY",
    "'   ', EMPTY",
    "39053344706, CHECK_DIGITS",
    "35093344705, CHECK_DIGITS",
    "11111111111, SAME_DIGITS",
    "16727230000198, CHECK_DIGITS",
    "12ABC34501DE36, CHECK_DIGITS",
    "00000000000000, SAME_DIGITS",
    "11987654321, PHONE_WITHOUT_COUNTRY",
    "5511987654321, PHONE_WITHOUT_COUNTRY",
    "1133334444, PHONE_WITHOUT_COUNTRY",
    "+5511, PHONE_FORM",
    "+541143334444, PHONE_FORM",
    "+5501987654321, PHONE_FORM",
    "ana@, EMAIL_FORM",
    "ana@example, EMAIL_FORM",
    "ana souza@example.com, EMAIL_FORM",
    "d58a7469afb348ddb2795576754cd5f7, UUID_FORM",
    "0a, NO_KNOWN_KIND",
    "pix, NO_KNOWN_KIND",
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661, NO_KNOWN_KIND",
  };

  @Test
  void a_text_that_is_no_key_says_why() {
    Set<PixKey.Flaw> covered = EnumSet.noneOf(PixKey.Flaw.class);
    for (String line : BAD) {
      int comma = line.lastIndexOf(", ");
      String typed = line.substring(0, comma).replaceAll("^'|'$", "");
      PixKey.Flaw flaw = PixKey.Flaw.valueOf(line.substring(comma + 2));
      assertThat(flaw(typed)).as(line).isEqualTo(flaw);
      covered.add(flaw);
    }
    assertThat(flaw(BrCodeTest.OFFICIAL)).isEqualTo(PixKey.Flaw.COPY_AND_PASTE_CODE);
    assertThat(flaw(BrCodeTest.OFFICIAL.substring(0, 60))).isEqualTo(PixKey.Flaw.DAMAGED_CODE);
    assertThat(flaw("a".repeat(70) + "@example.com")).isEqualTo(PixKey.Flaw.TOO_LONG);
    covered.addAll(
        Set.of(PixKey.Flaw.COPY_AND_PASTE_CODE, PixKey.Flaw.DAMAGED_CODE, PixKey.Flaw.TOO_LONG));
    assertThat(covered).containsExactlyInAnyOrder(PixKey.Flaw.values());
  }

  private static PixKey.Flaw flaw(String typed) {
    assertThat(PixKey.read(typed)).isInstanceOf(PixKey.Invalid.class);
    return ((PixKey.Invalid) PixKey.read(typed)).flaw();
  }

  @Test
  void everything_said_of_a_key_has_its_words() {
    for (Language language : Language.values()) {
      Texts texts = Texts.of("pix", language);
      for (PixKey.Flaw flaw : PixKey.Flaw.values()) {
        assertThat(texts.get("key-flaw." + flaw.id())).isNotBlank();
      }
      for (PixKey.Kind kind : PixKey.Kind.values()) {
        assertThat(texts.get("key." + kind.id())).isNotBlank();
      }
      for (PixKey.Form form : PixKey.Form.values()) {
        assertThat(texts.get("form." + form.id())).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"39053344705", "16727230000197", "12ABC34501DE35"})
  void every_changed_check_digit_of_a_tax_number_is_noticed(String number) {
    for (int at = number.length() - 2; at < number.length(); at++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (digit != number.charAt(at)) {
          String changed = number.substring(0, at) + digit + number.substring(at + 1);
          assertThat(PixKey.read(changed)).as(changed).isInstanceOf(PixKey.Invalid.class);
        }
      }
    }
  }

  @Test
  void noise_never_breaks_the_reader_nor_is_repeated() {
    long seed = 8_405L;
    Random random = new Random(seed);
    String alphabet = "0123456789abcdefABCDEF@.+-/() \u00e9\ud83d\u0000\n";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 8 + random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(PixKey.read(text.toString()).toString()).as("seed %s", seed).doesNotContain(text);
    }
  }
}
