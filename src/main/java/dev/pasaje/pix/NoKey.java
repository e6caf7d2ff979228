// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.mercadopago.ApiError;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The refusal of an account that has no Pix key, in all the wordings seen; domain/credentials.md
/// 8.2.
final class NoKey {
  private static final String CODE = "13253";
  private static final String WORDS = "without key enabled for qr";

  private NoKey() {}

  static boolean saidBy(ApiError error) {
    List<String> texts =
        Stream.concat(Stream.of(error.code(), error.message()), error.causes().stream()).toList();
    return texts.stream()
        .anyMatch(text ->
            text.equals(CODE)
                || text.startsWith(CODE + ":")
                || text.toLowerCase(Locale.ROOT).contains(WORDS));
  }
}
