// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which thing at Mercado Pago. Its id is safe to put into a path: a notification must not be able
/// to lead a reading elsewhere (domain/notifications.md 7, 10).
///
/// @param id letters, digits, `_` and `-`, at most 64; for a card `CUSTOMER/CARD`, for a statement
///   `REPORT/STATEMENT`
public record ResourceRef(ResourceKind kind, String id) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern PAIR = Pattern.compile("[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}");

  public ResourceRef {
    if (!safe(kind, id)) {
      throw new IllegalArgumentException("not an id of a " + kind.id());
    }
  }

  private static boolean safe(ResourceKind kind, String id) {
    return (kind == ResourceKind.CARD || kind == ResourceKind.STATEMENT ? PAIR : ID)
        .matcher(id)
        .matches();
  }

  /// Empty when the id cannot be one.
  public static Optional<ResourceRef> of(ResourceKind kind, String id) {
    return safe(kind, id) ? Optional.of(new ResourceRef(kind, id)) : Optional.empty();
  }

  @Override
  public String toString() {
    return kind.id() + " " + id;
  }
}
