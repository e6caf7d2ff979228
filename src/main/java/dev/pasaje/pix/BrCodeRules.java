// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static dev.pasaje.pix.Tlv.broken;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The rules of a Pix code, in the order in which a broken one is told: text, structure, CRC (a
/// wrong letter explains whatever else it breaks), fields. domain/credentials.md 8.4.
final class BrCodeRules {
  private static final int CRC_LENGTH = 4;
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,10}(\\.\\d{0,2})?");

  /// Longest values; EMV QRCPS and the Central Bank's manual as generally known.
  private static final SortedMap<String, Integer> LONGEST =
      new TreeMap<>(Map.of("54", 13, "59", 25, "60", 15, "61", 10, "62.05", 25, "26.25", 77));

  private BrCodeRules() {}

  static List<Tlv> check(String text) {
    letters(text);
    List<Tlv> fields = Tlv.read(text);
    crc(text, fields);
    Map<String, Tlv> byPath = byPath(fields);
    LONGEST.forEach((path, longest) -> {
      Tlv field = byPath.get(path);
      if (field != null && field.value().length() > longest) {
        throw broken(
            field.at(),
            BrCode.Flaw.VALUE_TOO_LONG,
            path,
            field.value().length() + " characters",
            "at most " + longest);
      }
    });
    accounts(fields);
    if (byPath.containsKey("01")) {
      oneOf(byPath, "01", "11|12", "11 or 12");
    }
    oneOf(byPath, "52", "\\d{4}", "4 digits");
    if (!needed(byPath, "53").value().equals("986")) {
      Tlv currency = needed(byPath, "53");
      throw broken(currency.at(), BrCode.Flaw.NOT_BRL, "53", shown(currency), "986");
    }
    Tlv amount = byPath.get("54");
    if (amount != null && !AMOUNT.matcher(amount.value()).matches()) {
      throw wrong(amount, "54", "digits, a point and at most 2 decimals");
    }
    oneOf(byPath, "58", "BR", "BR");
    oneOf(byPath, "59", ".+", "1 to 25 characters");
    oneOf(byPath, "60", ".+", "1 to 15 characters");
    return fields;
  }

  private static void letters(String text) {
    if (text.isEmpty()) {
      throw broken(0, BrCode.Flaw.EMPTY, "", null, null);
    }
    if (text.length() > BrCode.LONGEST) {
      throw broken(
          BrCode.LONGEST,
          BrCode.Flaw.TOO_LONG,
          "",
          text.length() + " characters",
          "at most " + BrCode.LONGEST);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
        throw broken(
            i, BrCode.Flaw.NOT_ASCII, "", "U+%04X".formatted((int) text.charAt(i)), "ASCII");
      }
    }
  }

  private static void crc(String text, List<Tlv> fields) {
    if (!fields.getFirst().id().equals("00")) {
      throw broken(0, BrCode.Flaw.FORMAT_NOT_FIRST, "00", fields.getFirst().id(), "00");
    }
    Tlv crc =
        fields.stream()
            .filter(field -> field.id().equals("63"))
            .findFirst()
            .orElseThrow(() ->
                broken(text.length(), BrCode.Flaw.CRC_MISSING, "63", null, "6304 and 4 digits"));
    if (!crc.equals(fields.getLast())) {
      throw broken(crc.at(), BrCode.Flaw.CRC_NOT_LAST, "63", null, "the last field");
    }
    if (crc.value().length() != CRC_LENGTH) {
      throw broken(
          crc.at(),
          BrCode.Flaw.VALUE_WRONG,
          "63",
          crc.value().length() + " characters",
          "4 characters");
    }
    String expected = BrCode.crc(text.substring(0, text.length() - CRC_LENGTH));
    if (!crc.value().equals(expected)) {
      throw broken(text.length() - CRC_LENGTH, BrCode.Flaw.CRC_WRONG, "63", crc.value(), expected);
    }
    if (!fields.getFirst().value().equals("01")) {
      throw wrong(fields.getFirst(), "00", "01");
    }
  }

  /// Exactly one account of Pix, with a key or an address; neither is right only beside the
  /// template of a recurring payment.
  private static void accounts(List<Tlv> fields) {
    List<Tlv> pix = fields.stream().filter(BrCodeRules::isPixAccount).toList();
    if (pix.isEmpty()) {
      Optional<Tlv> other = fields.stream().filter(BrCodeRules::isAccount).findFirst();
      throw broken(
          other.map(Tlv::at).orElse(0),
          other.isPresent() ? BrCode.Flaw.NOT_PIX : BrCode.Flaw.MISSING,
          other.map(Tlv::id).orElse("26"),
          null,
          BrCode.GUI);
    }
    if (pix.size() > 1) {
      throw broken(
          pix.get(1).at(), BrCode.Flaw.TWO_PIX_ACCOUNTS, pix.get(1).id(), null, "one account");
    }
    Tlv account = pix.getFirst();
    boolean key = filled(account, "01");
    boolean address = filled(account, "25");
    boolean recurring =
        fields.stream()
            .anyMatch(
                field -> Integer.parseInt(field.id()) >= 80 && isPix(field) && filled(field, "25"));
    if (key && address) {
      throw broken(account.at(), BrCode.Flaw.KEY_AND_ADDRESS, account.id(), null, "01 or 25");
    }
    if (!key && !address && !recurring) {
      throw broken(
          account.at(), BrCode.Flaw.NEITHER_KEY_NOR_ADDRESS, account.id(), null, "01 or 25");
    }
  }

  private static boolean filled(Tlv template, String id) {
    return template.inside().stream()
        .anyMatch(inner -> inner.id().equals(id) && !inner.value().isEmpty());
  }

  private static boolean isAccount(Tlv field) {
    int id = Integer.parseInt(field.id());
    return id >= 26 && id <= 51;
  }

  static boolean isPixAccount(Tlv field) {
    return isAccount(field) && isPix(field);
  }

  /// The name of the scheme is compared without regard to case.
  static boolean isPix(Tlv template) {
    return template.inside().stream()
        .anyMatch(inner -> inner.id().equals("00") && inner.value().equalsIgnoreCase(BrCode.GUI));
  }

  private static Map<String, Tlv> byPath(List<Tlv> fields) {
    Map<String, Tlv> byPath = new HashMap<>();
    for (Tlv field : fields) {
      byPath.put(field.id(), field);
      // Rules on an account hold wherever among 26 to 51 it stands.
      String outer = isPixAccount(field) ? "26" : field.id();
      field.inside().forEach(inner -> byPath.put(outer + "." + inner.id(), inner));
    }
    return byPath;
  }

  private static Tlv needed(Map<String, Tlv> byPath, String id) {
    Tlv field = byPath.get(id);
    if (field == null) {
      throw broken(0, BrCode.Flaw.MISSING, id, null, null);
    }
    return field;
  }

  private static void oneOf(Map<String, Tlv> byPath, String id, String pattern, String expected) {
    Tlv field = needed(byPath, id);
    if (!field.value().matches(pattern)) {
      throw wrong(field, id, expected);
    }
  }

  private static Tlv.Broken wrong(Tlv field, String id, String expected) {
    return broken(field.at(), BrCode.Flaw.VALUE_WRONG, id, shown(field), expected);
  }

  /// Short values of fields that hold nothing personal.
  private static String shown(Tlv field) {
    return field.value().length() > 20 ? field.value().length() + " characters" : field.value();
  }
}
