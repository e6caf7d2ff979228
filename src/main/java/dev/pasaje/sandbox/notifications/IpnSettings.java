// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The IPN address of one account, for all of its applications.
public record IpnSettings(String userId, @Nullable String url, Set<Topic> topics) {
  public IpnSettings {
    topics = Set.copyOf(topics);
  }
}
