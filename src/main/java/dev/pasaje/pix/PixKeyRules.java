// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The forms of the five kinds of Pix key. Pure arithmetic: nothing is looked up.
final class PixKeyRules {
  /// The longest key the Central Bank's directory takes is an e-mail of 77 characters.
  private static final int LONGEST = 77;

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern EMAIL =
      Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+");

  /// Area code and 8 or 9 digits.
  private static final Pattern PHONE = Pattern.compile("\\+55[1-9]{2}\\d{8,9}");

  private static final Pattern CNPJ = Pattern.compile("[0-9A-Z]{12}\\d{2}");
  private static final List<Integer> CPF_WEIGHTS = List.of(11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
  private static final List<Integer> CNPJ_WEIGHTS = List.of(6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2);

  private PixKeyRules() {}

  static PixKey.Reading read(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return invalid(PixKey.Flaw.EMPTY);
    }
    if (text.startsWith("000201")) {
      return invalid(
          BrCode.read(text) instanceof BrCode.Valid
              ? PixKey.Flaw.COPY_AND_PASTE_CODE
              : PixKey.Flaw.DAMAGED_CODE);
    }
    if (text.length() > LONGEST) {
      return invalid(PixKey.Flaw.TOO_LONG);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (text.indexOf('@') >= 0) {
      return EMAIL.matcher(lower).matches()
          ? valid(PixKey.Kind.EMAIL, lower, typed)
          : invalid(PixKey.Flaw.EMAIL_FORM, PixKey.Kind.EMAIL);
    }
    if (text.startsWith("+")) {
      String digits = text.replaceAll("[ ().-]", "");
      return PHONE.matcher(digits).matches()
          ? valid(PixKey.Kind.PHONE, digits, typed)
          : invalid(PixKey.Flaw.PHONE_FORM, PixKey.Kind.PHONE);
    }
    if (UUID.matcher(lower).matches()) {
      return valid(PixKey.Kind.EVP, lower, typed);
    }
    String bare = text.toUpperCase(Locale.ROOT).replaceAll("[ ./()-]", "");
    if (bare.matches("\\d{11}")) {
      return cpf(bare, typed);
    }
    if (CNPJ.matcher(bare).matches()) {
      return cnpj(bare, typed);
    }
    if (bare.matches("[0-9A-F]{32}")) {
      return invalid(PixKey.Flaw.UUID_FORM, PixKey.Kind.EVP);
    }
    if (bare.matches("(55)?[1-9]{2}\\d{8,9}")) {
      return invalid(PixKey.Flaw.PHONE_WITHOUT_COUNTRY, PixKey.Kind.PHONE);
    }
    return invalid(PixKey.Flaw.NO_KNOWN_KIND);
  }

  /// Eleven digits may also be a telephone that lost its `+55`: area code, then a 9.
  private static PixKey.Reading cpf(String digits, String typed) {
    if (digits.chars().distinct().count() == 1) {
      return invalid(PixKey.Flaw.SAME_DIGITS, PixKey.Kind.CPF);
    }
    if (PixKey.checks(digits, CPF_WEIGHTS)) {
      return valid(PixKey.Kind.CPF, digits, typed);
    }
    return digits.matches("[1-9]{2}9\\d{8}")
        ? invalid(PixKey.Flaw.PHONE_WITHOUT_COUNTRY, PixKey.Kind.PHONE)
        : invalid(PixKey.Flaw.CHECK_DIGITS, PixKey.Kind.CPF);
  }

  private static PixKey.Reading cnpj(String number, String typed) {
    if (number.chars().distinct().count() == 1) {
      return invalid(PixKey.Flaw.SAME_DIGITS, PixKey.Kind.CNPJ);
    }
    return PixKey.checks(number, CNPJ_WEIGHTS)
        ? valid(PixKey.Kind.CNPJ, number, typed)
        : invalid(PixKey.Flaw.CHECK_DIGITS, PixKey.Kind.CNPJ);
  }

  private static PixKey.Reading valid(PixKey.Kind kind, String value, String typed) {
    return new PixKey.Valid(
        new PixKey(kind, value), value.equals(typed) ? PixKey.Form.EXACT : PixKey.Form.TIDIED);
  }

  private static PixKey.Reading invalid(PixKey.Flaw flaw) {
    return new PixKey.Invalid(flaw, Optional.empty());
  }

  private static PixKey.Reading invalid(PixKey.Flaw flaw, PixKey.Kind likely) {
    return new PixKey.Invalid(flaw, Optional.of(likely));
  }
}
