// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/// The text of a Pix QR code: an EMV merchant-presented code, static with the seller's key, as
/// Mercado Pago's own (credentials.md 8.4).
public final class BrCode {
  private static final int LONGEST_NAME = 25;
  private static final int LONGEST_CITY = 15;

  private BrCode() {}

  public static String of(
      String key, BigDecimal amount, String merchant, String city, String reference) {
    String account = field("00", "br.gov.bcb.pix") + field("01", key);
    String code =
        field("00", "01")
            + field("26", account)
            + field("52", "0000")
            + field("53", "986")
            + field("54", amount.setScale(2, RoundingMode.HALF_UP).toPlainString())
            + field("58", "BR")
            + field("59", plain(merchant, LONGEST_NAME))
            + field("60", plain(city, LONGEST_CITY))
            + field("62", field("05", reference))
            + "6304";
    return code + crc(code);
  }

  private static String field(String id, String value) {
    return id + String.format(Locale.ROOT, "%02d", value.length()) + value;
  }

  private static String plain(String text, int most) {
    String ascii = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[^\\x20-\\x7e]", "");
    return ascii.length() > most ? ascii.substring(0, most) : ascii;
  }

  /// CRC-16/CCITT-FALSE over the whole text, the tag and length of the CRC included.
  public static String crc(String text) {
    int crc = 0xFFFF;
    for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
      crc ^= (b & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
      }
      crc &= 0xFFFF;
    }
    return String.format(Locale.ROOT, "%04X", crc);
  }
}
