// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the panel keeps for one application: two addresses, the ticked events and the secret that
/// saving them created.
///
/// @param secret 64 hexadecimal digits in every public sample
public record WebhookSettings(
    String applicationId,
    @Nullable String url,
    @Nullable String testUrl,
    Set<Topic> topics,
    String secret,
    Signing signing) {

  public WebhookSettings {
    topics = Set.copyOf(topics);
  }

  /// An application that never saved its Webhooks.
  static WebhookSettings unsaved(String applicationId, String secret) {
    return new WebhookSettings(
        applicationId, null, null, EnumSet.allOf(Topic.class), secret, Signing.LIVE);
  }

  WebhookSettings withSecret(String other) {
    return new WebhookSettings(applicationId, url, testUrl, topics, other, signing);
  }

  @Nullable String urlFor(boolean test) {
    return test && testUrl != null ? testUrl : url;
  }
}
