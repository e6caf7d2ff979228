// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import org.jspecify.annotations.Nullable;

/// What a check is, apart from its logic.
///
/// Its texts are in the bundle [#bundle()], under `<id>.title`, `<id>.problem` (what is wrong when
/// it fails, neutral), `<id>.why` and `<id>.remedy` (what to do).
///
/// @param id kebab-case, permanent; names the problem or the thing asked for
/// @param aspect Mercado Pago's grouping, for quality only
/// @param officialName the item's name in Mercado Pago's own tool; null when the check is ours
/// @param bundle the bundle of its texts; the requirement's id but for packages that share one
/// @param source where the fact comes from, such as `quality.md A3` or a public page
public record CheckInfo(
    String id,
    Requirement requirement,
    @Nullable Aspect aspect,
    Severity severity,
    @Nullable String officialName,
    String source,
    String bundle) {

  /// A check whose texts are in the bundle of its requirement.
  public CheckInfo(
      String id,
      Requirement requirement,
      @Nullable Aspect aspect,
      Severity severity,
      @Nullable String officialName,
      String source) {
    this(id, requirement, aspect, severity, officialName, source, requirement.id());
  }

  public CheckInfo {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("a check id is kebab-case: " + id);
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("check " + id + " names no source");
    }
  }

  /// The same check with the severity that one product gives it.
  public CheckInfo withSeverity(Severity other) {
    return new CheckInfo(id, requirement, aspect, other, officialName, source, bundle);
  }
}
