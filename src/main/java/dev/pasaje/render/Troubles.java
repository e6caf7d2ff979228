// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.Map;

/// Why a resource could not be read, in words: the ids of `resources`, such as `not-found`, some
/// with a detail after a colon.
final class Troubles {
  private Troubles() {}

  static String of(String trouble, Language language) {
    Texts texts = Texts.of("inbox", language);
    int colon = trouble.indexOf(':');
    String id = colon < 0 ? trouble : trouble.substring(0, colon);
    String detail = colon < 0 ? "" : Clean.of(trouble.substring(colon + 1).strip());
    if (id.startsWith("status-")) {
      return texts.get("trouble.status", Map.of("detail", id.substring("status-".length())));
    }
    String key = "trouble." + id;
    return texts.find(key).isPresent()
        ? texts.get(key, Map.of("detail", detail))
        : Clean.of(trouble);
  }
}
