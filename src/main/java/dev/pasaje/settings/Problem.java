// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.Map;

/// One mistake in the settings.
///
/// @param key full path, such as `integrations.tienda.site`
/// @param found what stands there, never a secret
/// @param what text key under `problem.` in the bundle `settings`: what is accepted
public record Problem(String key, String found, String what, Map<String, String> arguments) {
  public String in(Language language) {
    Texts texts = Texts.of("settings", language);
    return texts.get(
        "problem.line",
        Map.of("key", key, "found", found, "accepted", texts.get("problem." + what, arguments)));
  }
}
