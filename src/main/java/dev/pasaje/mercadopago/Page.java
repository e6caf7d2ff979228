// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import java.util.List;

/// One page of a search.
///
/// @param total how many match in all, as far as the API says
public record Page<T>(List<T> results, long total) {
  public Page {
    results = List.copyOf(results);
  }
}
