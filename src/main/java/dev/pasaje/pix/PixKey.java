// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A Pix key, by which a payer's bank finds an account; domain/credentials.md 8.4. Its form is
/// judged here, whether it is registered only a bank can tell.
///
/// Personal data: it prints masked, and only [#value()] gives it away.
public final class PixKey {
  private final Kind kind;
  private final String value;

  PixKey(Kind kind, String value) {
    this.kind = kind;
    this.value = value;
  }

  /// The kinds that the Central Bank knows; texts `key.<id>` in the bundle `pix`.
  public enum Kind {
    /// A person's tax number: 11 digits.
    CPF,
    /// A company's: 14 characters, with letters among the first 12 since July 2026.
    CNPJ,
    EMAIL,
    /// A telephone with the country, `+55…`.
    PHONE,
    /// A random key, a UUID.
    EVP;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What reading a text came to.
  public sealed interface Reading {
    default Optional<PixKey> key() {
      return this instanceof Valid valid ? Optional.of(valid.found()) : Optional.empty();
    }
  }

  /// @param form whether it was typed as banks register it
  public record Valid(PixKey found, Form form) implements Reading {}

  /// @param likely the kind it was probably meant to be
  public record Invalid(Flaw flaw, Optional<Kind> likely) implements Reading {}

  /// How a valid key was typed; texts `form.<id>`.
  public enum Form {
    EXACT,
    /// With blanks around, dots, dashes or letters of the other case.
    TIDIED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Why a text is no key; texts `key-flaw.<id>` in the bundle `pix`.
  public enum Flaw {
    EMPTY,
    TOO_LONG,
    /// A whole copy-and-paste code, which people take for a key (domain/credentials.md 10, 12).
    COPY_AND_PASTE_CODE,
    /// The beginning of one, but it is damaged.
    DAMAGED_CODE,
    CHECK_DIGITS,
    /// All digits are the same.
    SAME_DIGITS,
    /// A telephone without its country: `+55` is part of the key.
    PHONE_WITHOUT_COUNTRY,
    PHONE_FORM,
    EMAIL_FORM,
    UUID_FORM,
    NO_KNOWN_KIND;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Says which kind of key a text is, or why it is none.
  public static Reading read(String typed) {
    return PixKeyRules.read(typed);
  }

  public Kind kind() {
    return kind;
  }

  /// The key itself, as banks register it.
  public String value() {
    return value;
  }

  public String masked() {
    return mask(value);
  }

  /// Stars, and as much of the end as tells two keys apart but not whose they are; of an e-mail the
  /// first letter only.
  static String mask(String key) {
    if (key.indexOf('@') > 0) {
      return key.charAt(0) + "***@***";
    }
    return key.length() < 8 ? "***" : "***" + key.substring(key.length() - 2);
  }

  /// Numbers by check digits, for both kinds of tax number; domain/sites.md 3.
  ///
  /// @param weights of the last check digit; the first uses all but its first
  static boolean checks(String number, List<Integer> weights) {
    int length = number.length();
    return digit(number, weights.subList(1, weights.size()), length - 2)
        && digit(number, weights, length - 1);
  }

  private static boolean digit(String number, List<Integer> weights, int at) {
    int sum = 0;
    for (int i = 0; i < at; i++) {
      // ASCII less 48: digits are themselves, A is 17.
      sum += (number.charAt(i) - '0') * weights.get(i);
    }
    return Math.floorMod(11 - sum, 11) % 10 == number.charAt(at) - '0';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixKey key && key.kind == kind && key.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return kind.id() + " " + masked();
  }
}
