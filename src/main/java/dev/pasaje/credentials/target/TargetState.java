// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a target holds.
///
/// @param values of the keys that are Pasaje's concern; empty for a key that is not there
/// @param whole all of a file, byte for byte in ISO 8859-1, so that it can be put back as it was
public record TargetState(Map<String, Optional<Secret>> values, Optional<Secret> whole) {
  public TargetState {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
