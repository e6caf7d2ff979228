// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people answer for, in any integration or in one.
public record Waivers(List<Entry> entries) {
  public static final Waivers NONE = new Waivers(List.of());

  public Waivers {
    entries = List.copyOf(entries);
  }

  /// @param integration the one it is for; all of them when empty
  public record Entry(Optional<String> integration, Waiver waiver) {
    boolean concerns(String name, String check) {
      return waiver.check().equals(check) && integration.map(name::equals).orElse(true);
    }
  }

  /// Those whose last day is over.
  public List<Waiver> expired(Instant at) {
    return entries.stream().map(Entry::waiver).filter(waiver -> !waiver.holds(at)).toList();
  }

  /// A finding with the waiver that holds for it, if it needs one.
  Finding apply(String integration, Finding finding, Instant at) {
    return entries.stream()
        .filter(entry -> entry.concerns(integration, finding.info().id()))
        .map(Entry::waiver)
        .filter(waiver -> waiver.holds(at) && (finding.failed() || finding.unknown()))
        .findFirst()
        .map(finding::with)
        .orElse(finding);
  }
}
