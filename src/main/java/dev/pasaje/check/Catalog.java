// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every check Pasaje ships, by id; made of the sorted list that each domain keeps by hand.
public final class Catalog {
  private final Map<String, CheckInfo> byId;

  /// @throws IllegalArgumentException when two checks have one id
  public Catalog(List<CheckInfo> checks) {
    Map<String, CheckInfo> ids = new LinkedHashMap<>();
    for (CheckInfo check : checks) {
      if (ids.put(check.id(), check) != null) {
        throw new IllegalArgumentException("two checks are called " + check.id());
      }
    }
    byId = ids;
  }

  public List<CheckInfo> all() {
    return List.copyOf(byId.values());
  }

  public Optional<CheckInfo> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
