// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/// The text of a Pix QR code ("copia e cola"): an EMV merchant-presented code as the Central Bank
/// of Brazil narrows it; domain/credentials.md 8.4.
///
/// It holds a Pix key, which is personal data: nothing here prints it but [#print()].
public final class BrCode {
  /// The most EMV allows a whole code; anything longer is not even looked at.
  static final int LONGEST = 512;

  static final String GUI = "br.gov.bcb.pix";
  private static final CurrencyUnit REAL = CurrencyUnit.of("BRL");

  private final String text;
  private final List<Tlv> fields;

  BrCode(String text, List<Tlv> fields) {
    this.text = text;
    this.fields = fields;
  }

  /// What reading a text came to.
  public sealed interface Reading {}

  /// A code that keeps every rule.
  public record Valid(BrCode code) implements Reading {}

  /// Not a code, and why. No part of a key is in it.
  ///
  /// @param position of the first character that is wrong, counted from 0
  /// @param field its path, such as `26.01`; empty when it is not about one field
  /// @param found a length, a CRC or a code such as the currency; never a personal value
  public record Malformed(
      int position, Flaw flaw, String field, Optional<String> found, Optional<String> expected)
      implements Reading {}

  /// Why a text is no code; texts `flaw.<id>` in the bundle `pix`.
  public enum Flaw {
    EMPTY,
    TOO_LONG,
    NOT_ASCII,
    CUT_SHORT,
    ID_NOT_DIGITS,
    LENGTH_NOT_DIGITS,
    LENGTH_BEYOND_END,
    DUPLICATE,
    FORMAT_NOT_FIRST,
    CRC_MISSING,
    CRC_NOT_LAST,
    CRC_WRONG,
    MISSING,
    VALUE_TOO_LONG,
    VALUE_WRONG,
    NOT_PIX,
    TWO_PIX_ACCOUNTS,
    KEY_AND_ADDRESS,
    NEITHER_KEY_NOR_ADDRESS,
    NOT_BRL;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Where the payer's bank finds the charge.
  public enum Kind {
    /// A key in the code: it can be paid again and again.
    STATIC,
    /// An address from which the charge is read.
    DYNAMIC,
    /// The agreement to recurring payments alone (template 80).
    RECURRING;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A field as it may be shown.
  ///
  /// @param path such as `62.05`
  /// @param name the text `field.<name>` of the bundle `pix` says what it is
  /// @param value the key masked, all else as written
  public record Line(String path, String name, String value) {}

  /// Reads a text exactly as given: blanks around it are wrong.
  public static Reading read(String text) {
    try {
      return new Valid(new BrCode(text, BrCodeRules.check(text)));
    } catch (Tlv.Broken broken) {
      return broken.why();
    }
  }

  /// The same text again, key and all.
  public String print() {
    return text;
  }

  public Kind kind() {
    if (inAccount("01").isPresent()) {
      return Kind.STATIC;
    }
    return inAccount("25").isPresent() ? Kind.DYNAMIC : Kind.RECURRING;
  }

  /// Whether it says that it can be paid once only; Mercado Pago's own static codes say nothing.
  public boolean oneTime() {
    return value("01").filter("12"::equals).isPresent();
  }

  /// The kind of the key of a static code; empty when there is no key or it has no known form.
  public Optional<PixKey.Kind> keyKind() {
    return inAccount("01").flatMap(key -> PixKey.read(key).key()).map(PixKey::kind);
  }

  public Optional<String> maskedKey() {
    return inAccount("01").map(PixKey::mask);
  }

  /// The amount; empty when the payer or the charge behind the address says it.
  public Optional<BigMoney> amount() {
    return value("54").map(amount -> BigMoney.of(REAL, new BigDecimal(amount)));
  }

  public String merchant() {
    return value("59").orElse("");
  }

  public String city() {
    return value("60").orElse("");
  }

  /// The merchant's reference; empty when the code says `***`, "none".
  public Optional<String> txid() {
    return inside("62", "05").filter(txid -> !txid.equals("***"));
  }

  /// Whether it carries the agreement to recurring payments, alone or beside a payment.
  public boolean recurring() {
    return fields.stream()
        .anyMatch(field -> Integer.parseInt(field.id()) >= 80 && BrCodeRules.isPix(field));
  }

  /// Every field in order, templates opened, the key masked.
  public List<Line> lines() {
    return fields.stream()
        .flatMap(field ->
            field.inside().isEmpty()
                ? Stream.of(new Line(field.id(), name(field.id()), field.value()))
                : field.inside().stream().map(inner -> line(field, inner)))
        .toList();
  }

  private static Line line(Tlv outer, Tlv inner) {
    String name = nameInside(Integer.parseInt(outer.id()), inner.id());
    return new Line(
        outer.id() + "." + inner.id(),
        name,
        name.equals("key") ? PixKey.mask(inner.value()) : inner.value());
  }

  private static String name(String id) {
    return switch (id) {
      case "00" -> "format";
      case "01" -> "initiation";
      case "52" -> "category";
      case "53" -> "currency";
      case "54" -> "amount";
      case "58" -> "country";
      case "59" -> "merchant";
      case "60" -> "city";
      case "61" -> "postal-code";
      case "63" -> "crc";
      default -> "other";
    };
  }

  private static String nameInside(int outer, String id) {
    if (outer == 62) {
      return id.equals("05") ? "txid" : "other";
    }
    return switch (id) {
      case "00" -> "scheme";
      // In an unreserved template it is nobody's key.
      case "01" -> outer <= 51 ? "key" : "other";
      case "02" -> outer <= 51 ? "message" : "other";
      case "25" -> "address";
      default -> "other";
    };
  }

  private Optional<String> value(String id) {
    return fields.stream().filter(field -> field.id().equals(id)).map(Tlv::value).findFirst();
  }

  private Optional<String> inside(String outer, String id) {
    return fields.stream()
        .filter(field -> field.id().equals(outer))
        .flatMap(field -> field.inside().stream())
        .filter(inner -> inner.id().equals(id))
        .map(Tlv::value)
        .findFirst();
  }

  private Optional<String> inAccount(String id) {
    return fields.stream()
        .filter(BrCodeRules::isPixAccount)
        .flatMap(field -> field.inside().stream())
        .filter(inner -> inner.id().equals(id))
        .map(Tlv::value)
        .findFirst();
  }

  /// CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF, nothing reflected, no final xor; over the
  /// whole text, the id and the length of the CRC included.
  static String crc(String text) {
    int crc = 0xFFFF;
    for (byte letter : text.getBytes(StandardCharsets.US_ASCII)) {
      crc ^= (letter & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
      crc &= 0xFFFF;
    }
    return String.format(Locale.ROOT, "%04X", crc);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrCode code && code.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "BrCode[" + kind().id() + ", " + text.length() + " characters]";
  }
}
