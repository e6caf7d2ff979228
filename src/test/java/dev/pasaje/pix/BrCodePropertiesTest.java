// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a valid code holds, it is read back as it was written.
class BrCodePropertiesTest {
  private static final long SEED = 8_402_026L;
  private static final List<BrCode.Kind> KINDS =
      List.of(BrCode.Kind.STATIC, BrCode.Kind.DYNAMIC, BrCode.Kind.RECURRING);

  /// A code together with what was put into it.
  private record Made(
      String text, BrCode.Kind kind, Optional<BigDecimal> amount, String merchant, String txid) {}

  private final Random random = new Random(SEED);

  private String letters(int least, int most) {
    int length = least + random.nextInt(most - least + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (0x20 + random.nextInt(0x5f)));
    }
    return text.toString();
  }

  private Made made() {
    BrCode.Kind kind = KINDS.get(random.nextInt(3));
    String scheme = Tlv.print("00", random.nextBoolean() ? BrCode.GUI : "BR.GOV.BCB.PIX");
    String account =
        switch (kind) {
          case STATIC -> scheme + Tlv.print("01", letters(1, 40)) + optional("02", letters(0, 20));
          case DYNAMIC -> scheme + Tlv.print("25", letters(1, 70));
          case RECURRING -> scheme;
        };
    Optional<BigDecimal> amount =
        random.nextBoolean()
            ? Optional.of(BigDecimal.valueOf(random.nextInt(1_000_000_000), random.nextInt(3)))
            : Optional.empty();
    String merchant = letters(1, 25);
    String txid = "t" + letters(0, 24);
    String text =
        Tlv.print("00", "01")
            + (random.nextBoolean() ? Tlv.print("01", random.nextBoolean() ? "11" : "12") : "")
            + optional("04", letters(0, 30))
            + Tlv.print(String.valueOf(26 + random.nextInt(26)), account)
            + Tlv.print("52", "0000")
            + Tlv.print("53", "986")
            + amount.map(value -> Tlv.print("54", value.toPlainString())).orElse("")
            + Tlv.print("58", "BR")
            + Tlv.print("59", merchant)
            + Tlv.print("60", letters(1, 15))
            + optional("61", letters(0, 10))
            + Tlv.print("62", Tlv.print("05", txid) + optional("07", letters(0, 10)))
            + (kind == BrCode.Kind.RECURRING || random.nextInt(5) == 0
                ? Tlv.print(
                    String.valueOf(80 + random.nextInt(20)),
                    scheme + Tlv.print("25", letters(1, 60)))
                : "");
    return new Made(BrCodeTest.sealed(text), kind, amount, merchant, txid);
  }

  private String optional(String id, String value) {
    return value.isEmpty() || random.nextBoolean() ? "" : Tlv.print(id, value);
  }

  @Test
  void a_code_is_read_as_it_was_written_and_printed_as_it_was_read() {
    for (int i = 0; i < 5_000; i++) {
      Made made = made();
      BrCode code = BrCodeTest.valid(made.text());
      String as = "seed " + SEED + ", " + made.text();
      assertThat(code.print()).as(as).isEqualTo(made.text());
      assertThat(BrCodeTest.valid(code.print())).as(as).isEqualTo(code);
      assertThat(code.kind()).as(as).isEqualTo(made.kind());
      assertThat(code.merchant()).as(as).isEqualTo(made.merchant());
      assertThat(code.txid()).as(as).contains(made.txid());
      assertThat(code.amount().map(money -> money.getAmount())).as(as).isEqualTo(made.amount());
    }
  }

  @Test
  void a_changed_letter_of_any_code_is_noticed() {
    for (int i = 0; i < 20_000; i++) {
      String text = made().text();
      int at = random.nextInt(text.length());
      char other = (char) (0x20 + random.nextInt(0x5f));
      if (other != text.charAt(at)) {
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        assertThat(BrCode.read(changed))
            .as("seed %s, %s at %s", SEED, text, at)
            .isInstanceOf(BrCode.Malformed.class);
      }
    }
  }
}
