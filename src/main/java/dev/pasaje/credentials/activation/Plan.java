// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import dev.pasaje.credentials.target.TargetState;
import dev.pasaje.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an activation would change.
public record Plan(List<Part> parts) {
  public Plan {
    parts = List.copyOf(parts);
  }

  /// One target's share.
  ///
  /// @param kind see [dev.pasaje.credentials.target.Target#kind()]
  /// @param before what it holds now
  /// @param after what its keys will hold
  public record Part(
      String target,
      String kind,
      String place,
      TargetState before,
      Map<String, Optional<Secret>> after) {
    public Part {
      after = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    public boolean changes() {
      return !before.values().equals(after);
    }
  }

  public boolean changes() {
    return parts.stream().anyMatch(Part::changes);
  }

  /// A value for people's eyes: what its prefix says, and a fingerprint to compare by; the prefix
  /// is not the whole truth (domain/credentials.md 3).
  public static String redacted(Optional<Secret> value) {
    return value
        .map(secret -> {
          String text = secret.reveal().strip();
          String prefix =
              text.startsWith("APP_USR-")
                  ? "APP_USR-… "
                  : text.startsWith("TEST-") ? "TEST-… " : "";
          return text.isEmpty() ? "\"\"" : prefix + "sha256 " + secret.fingerprint();
        })
        .orElse("-");
  }
}
