// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.oauth;

import java.util.List;
import java.util.Map;

/// What the page of [Authorization] shows.
///
/// @param hidden what the form sends back unchanged
public record AuthorizePage(String application, List<Choice> accounts, Map<String, String> hidden) {
  /// An account that can be linked.
  public record Choice(long userId, String name, String site, boolean chosen) {}
}
