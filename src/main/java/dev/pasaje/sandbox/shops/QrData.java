// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shops;

import dev.pasaje.sandbox.world.Site;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Text of an in-store QR code: the EMV merchant-presented format with Mercado Pago's identifier.
final class QrData {
  /// ISO 4217 numbers.
  private static final Map<String, String> CURRENCIES =
      Map.of(
          "ARS", "032", "BRL", "986", "MXN", "484", "CLP", "152", "COP", "170", "PEN", "604", "UYU",
          "858");

  private static final int CRC_START = 0xFFFF;
  private static final int CRC_POLYNOMIAL = 0x1021;
  private static final int LONGEST_NAME = 25;

  private QrData() {}

  /// The code printed for a till.
  static String ofTill(Site site, String uuid, String name) {
    return of(site, "11", uuid, name);
  }

  /// The code of one order, to be shown on a screen.
  static String ofOrder(Site site, String uuid, String name) {
    return of(site, "12", uuid, name);
  }

  private static String of(Site site, String initiation, String uuid, String name) {
    String body =
        field("00", "01")
            + field("01", initiation)
            + field("43", field("00", "COM.MERCADOLIBRE") + field("02", "01306" + uuid))
            + field("52", "0000")
            + field("53", CURRENCIES.getOrDefault(site.currency(), "000"))
            + field("58", site.country())
            + field("59", name.substring(0, Math.min(name.length(), LONGEST_NAME)))
            + field("60", "CIUDAD")
            + field("62", field("05", "***"))
            + "6304";
    return body + crc(body);
  }

  private static String field(String id, String value) {
    return id + String.format(Locale.ROOT, "%02d", value.length()) + value;
  }

  /// CRC-16/CCITT-FALSE, as the EMV QR specification asks for in field 63.
  static String crc(String text) {
    int crc = CRC_START;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      crc ^= (b & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ CRC_POLYNOMIAL;
      }
      crc &= 0xFFFF;
    }
    return String.format(Locale.ROOT, "%04X", crc);
  }
}
