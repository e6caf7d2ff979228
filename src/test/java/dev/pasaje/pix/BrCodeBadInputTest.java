// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static dev.pasaje.pix.BrCodeTest.OFFICIAL;
import static dev.pasaje.pix.BrCodeTest.RECURRING;
import static dev.pasaje.pix.BrCodeTest.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Texts that are no codes: each is told with its place and its reason, none breaks the reader.
class BrCodeBadInputTest {
  private static final String HEAD = "000201";
  private static final String ACCOUNT = "26330014br.gov.bcb.pix0111" + "12345678909";
  private static final String MIDDLE = "5204000053039865802BR";
  private static final String TAIL = "5905Bar 16009Fortaleza62070503***";

  private record Case(String what, String text, int position, BrCode.Flaw flaw, String field) {}

  private static final List<Case> CASES =
      List.of(
          new Case("nothing", "", 0, BrCode.Flaw.EMPTY, ""),
          new Case("endless", "0".repeat(513), 512, BrCode.Flaw.TOO_LONG, ""),
          new Case(
              "an accent", OFFICIAL.replace("Sao", "S\u00e3o"), 119, BrCode.Flaw.NOT_ASCII, ""),
          new Case("a line end", OFFICIAL + "\n", OFFICIAL.length(), BrCode.Flaw.NOT_ASCII, ""),
          new Case("cut in a head", HEAD + "26", 6, BrCode.Flaw.CUT_SHORT, ""),
          new Case("a key", "12345678909", 2, BrCode.Flaw.LENGTH_BEYOND_END, "12"),
          new Case("an address", "https://x.example", 0, BrCode.Flaw.ID_NOT_DIGITS, ""),
          new Case("a bad length", HEAD + "26x4abcd", 8, BrCode.Flaw.LENGTH_NOT_DIGITS, "26"),
          new Case("beyond the end", HEAD + "5999x", 8, BrCode.Flaw.LENGTH_BEYOND_END, "59"),
          new Case("inner beyond", HEAD + "26060014br", 12, BrCode.Flaw.LENGTH_BEYOND_END, "26.00"),
          new Case("inner cut", HEAD + "2603001", 10, BrCode.Flaw.CUT_SHORT, "26"),
          new Case("twice", HEAD + HEAD, 6, BrCode.Flaw.DUPLICATE, "00"),
          new Case("inner twice", HEAD + "62100501a0501b", 15, BrCode.Flaw.DUPLICATE, "62.05"),
          new Case(
              "not first", sealed(ACCOUNT + HEAD + MIDDLE), 0, BrCode.Flaw.FORMAT_NOT_FIRST, "00"),
          new Case("no CRC", HEAD + ACCOUNT, 43, BrCode.Flaw.CRC_MISSING, "63"),
          new Case("CRC first", HEAD + "6304ABCD" + ACCOUNT, 6, BrCode.Flaw.CRC_NOT_LAST, "63"),
          new Case("short CRC", HEAD + ACCOUNT + "6303ABC", 43, BrCode.Flaw.VALUE_WRONG, "63"),
          new Case(
              "other CRC",
              OFFICIAL.replace("4CC4", "4CC5"),
              OFFICIAL.length() - 4,
              BrCode.Flaw.CRC_WRONG,
              "63"),
          new Case(
              "lower-case CRC",
              OFFICIAL.replace("4CC4", "4cc4"),
              OFFICIAL.length() - 4,
              BrCode.Flaw.CRC_WRONG,
              "63"),
          new Case(
              "format 02", full("000202", ACCOUNT, MIDDLE, TAIL), 0, BrCode.Flaw.VALUE_WRONG, "00"),
          new Case(
              "used thrice",
              full(HEAD + "010213", ACCOUNT, MIDDLE, TAIL),
              6,
              BrCode.Flaw.VALUE_WRONG,
              "01"),
          new Case("no account", full(HEAD, "", MIDDLE, TAIL), 0, BrCode.Flaw.MISSING, "26"),
          new Case(
              "another scheme",
              full(HEAD, "26140010com.card.x", MIDDLE, TAIL),
              6,
              BrCode.Flaw.NOT_PIX,
              "26"),
          new Case(
              "two accounts",
              full(HEAD, ACCOUNT + ACCOUNT.replaceFirst("26", "27"), MIDDLE, TAIL),
              43,
              BrCode.Flaw.TWO_PIX_ACCOUNTS,
              "27"),
          new Case(
              "key and address",
              full(HEAD, "26380014br.gov.bcb.pix01051234525" + "07x.test/", MIDDLE, TAIL),
              6,
              BrCode.Flaw.KEY_AND_ADDRESS,
              "26"),
          new Case(
              "neither",
              full(HEAD, "26180014br.gov.bcb.pix", MIDDLE, TAIL),
              6,
              BrCode.Flaw.NEITHER_KEY_NOR_ADDRESS,
              "26"),
          new Case(
              "an empty key",
              full(HEAD, "26220014br.gov.bcb.pix0100", MIDDLE, TAIL),
              6,
              BrCode.Flaw.NEITHER_KEY_NOR_ADDRESS,
              "26"),
          new Case(
              "pesos",
              full(HEAD, ACCOUNT, MIDDLE.replace("986", "032"), TAIL),
              51,
              BrCode.Flaw.NOT_BRL,
              "53"),
          new Case(
              "no currency",
              full(HEAD, ACCOUNT, "520400005802BR", TAIL),
              0,
              BrCode.Flaw.MISSING,
              "53"),
          new Case(
              "no category",
              full(HEAD, ACCOUNT, "53039865802BR", TAIL),
              0,
              BrCode.Flaw.MISSING,
              "52"),
          new Case(
              "Argentina",
              full(HEAD, ACCOUNT, MIDDLE.replace("BR", "AR"), TAIL),
              58,
              BrCode.Flaw.VALUE_WRONG,
              "58"),
          new Case(
              "no merchant",
              full(HEAD, ACCOUNT, MIDDLE, "6009Fortaleza"),
              0,
              BrCode.Flaw.MISSING,
              "59"),
          new Case(
              "a nameless merchant",
              full(HEAD, ACCOUNT, MIDDLE, "59006009Fortaleza"),
              64,
              BrCode.Flaw.VALUE_WRONG,
              "59"),
          new Case(
              "a long merchant",
              full(HEAD, ACCOUNT, MIDDLE, "5926" + "x".repeat(26) + "6009Fortaleza"),
              64,
              BrCode.Flaw.VALUE_TOO_LONG,
              "59"),
          new Case(
              "a long city",
              full(HEAD, ACCOUNT, MIDDLE, "5905Bar 16016" + "x".repeat(16)),
              73,
              BrCode.Flaw.VALUE_TOO_LONG,
              "60"),
          new Case(
              "a long txid",
              full(HEAD, ACCOUNT, MIDDLE, "5905Bar 16009Fortaleza62300526" + "x".repeat(26)),
              90,
              BrCode.Flaw.VALUE_TOO_LONG,
              "62.05"),
          amount("a comma", "10,00"),
          amount("a sign", "-1.00"),
          amount("three decimals", "1.000"),
          amount("an exponent", "1e9"),
          amount("nothing", ""),
          new Case(
              "a long amount",
              full(HEAD, ACCOUNT, MIDDLE.replace("58", "5414" + "1".repeat(14) + "58"), TAIL),
              58,
              BrCode.Flaw.VALUE_TOO_LONG,
              "54"));

  private static Case amount(String what, String amount) {
    String field = "540" + amount.length() + amount;
    return new Case(
        "amount with " + what,
        full(HEAD, ACCOUNT, MIDDLE.replace("58", field + "58"), TAIL),
        58,
        BrCode.Flaw.VALUE_WRONG,
        "54");
  }

  private static String full(String... parts) {
    return sealed(String.join("", parts));
  }

  @TestFactory
  Stream<DynamicTest> a_bad_code_is_told_with_its_place_and_reason() {
    return CASES.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.what(),
                () -> {
                  assertThat(BrCode.read(one.text())).isInstanceOf(BrCode.Malformed.class);
                  BrCode.Malformed bad = (BrCode.Malformed) BrCode.read(one.text());
                  assertThat(bad.flaw()).as("%s", bad).isEqualTo(one.flaw());
                  assertThat(bad.position()).as("%s", bad).isEqualTo(one.position());
                  assertThat(bad.field()).as("%s", bad).isEqualTo(one.field());
                }));
  }

  @Test
  void every_flaw_has_a_case_and_its_words() {
    Set<BrCode.Flaw> covered = EnumSet.noneOf(BrCode.Flaw.class);
    CASES.forEach(one -> covered.add(one.flaw()));
    assertThat(covered).containsExactlyInAnyOrder(BrCode.Flaw.values());
    for (Language language : Language.values()) {
      for (BrCode.Flaw flaw : BrCode.Flaw.values()) {
        assertThat(Texts.of("pix", language).get("flaw." + flaw.id())).isNotBlank();
      }
    }
  }

  @Test
  void the_crc_is_told_as_found_and_as_expected() {
    BrCode.Malformed bad = (BrCode.Malformed) BrCode.read(OFFICIAL.replace("4CC4", "0000"));
    assertThat(bad.found()).contains("0000");
    assertThat(bad.expected()).contains("4CC4");
  }

  @Test
  void every_single_changed_letter_is_noticed() {
    int tried = 0;
    for (String code : List.of(OFFICIAL, RECURRING)) {
      for (int at = 0; at < code.length(); at++) {
        for (char letter = 0x20; letter <= 0x7e; letter++) {
          if (letter == code.charAt(at)) {
            continue;
          }
          String changed = code.substring(0, at) + letter + code.substring(at + 1);
          assertThat(BrCode.read(changed))
              .as("%s at %s", letter, at)
              .isInstanceOf(BrCode.Malformed.class);
          tried++;
        }
      }
    }
    assertThat(tried).isEqualTo(94 * (OFFICIAL.length() + RECURRING.length()));
  }

  @Test
  void every_beginning_and_every_end_of_a_code_is_refused() {
    for (int i = 1; i < OFFICIAL.length(); i++) {
      assertThat(BrCode.read(OFFICIAL.substring(0, i))).isInstanceOf(BrCode.Malformed.class);
      assertThat(BrCode.read(OFFICIAL.substring(i))).isInstanceOf(BrCode.Malformed.class);
    }
  }

  @Test
  void noise_never_breaks_the_reader() {
    long seed = 20_261_126L;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "000201" : "");
      int length = random.nextInt(80);
      for (int j = 0; j < length; j++) {
        text.append(
            random.nextInt(4) > 0
                ? (char) ('0' + random.nextInt(10))
                : (char) random.nextInt(0x180));
      }
      assertThat(BrCode.read(text.toString()))
          .as("seed %s, %s", seed, text)
          .isInstanceOf(BrCode.Malformed.class);
    }
  }

  @Test
  void no_complaint_repeats_a_key() {
    for (Case one : CASES) {
      assertThat(BrCode.read(one.text()).toString()).doesNotContain("12345678909", "d58a7469");
    }
  }
}
