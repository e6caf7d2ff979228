// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.text;

import java.util.Locale;
import java.util.Optional;

/// A language Pasaje speaks.
public enum Language {
  ES,
  PT,
  EN;

  /// The two letters used in flags, file names and JSON: `es`, `pt`, `en`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The language of a code such as `pt` or `pt-BR`; empty when Pasaje does not speak it.
  public static Optional<Language> of(String code) {
    String two = code.strip().toLowerCase(Locale.ROOT).split("[-_.]", -1)[0];
    for (Language language : values()) {
      if (language.code().equals(two)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /// The language of a locale; English when Pasaje does not speak it.
  public static Language of(Locale locale) {
    return of(locale.getLanguage()).orElse(EN);
  }
}
