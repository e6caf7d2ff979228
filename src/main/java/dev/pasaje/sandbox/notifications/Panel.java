// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the notification pages of the panel hold: Webhooks by application, IPN by account.
public final class Panel {
  private final Map<String, WebhookSettings> webhooks = new ConcurrentSkipListMap<>();
  private final Map<String, IpnSettings> ipns = new ConcurrentSkipListMap<>();
  private final UnaryOperator<String> secrets;

  /// @param secrets the secret of an application, by its number
  public Panel(UnaryOperator<String> secrets) {
    this.secrets = secrets;
  }

  public void save(WebhookSettings settings) {
    webhooks.put(settings.applicationId(), settings);
  }

  public void save(IpnSettings settings) {
    ipns.put(settings.userId(), settings);
  }

  /// The settings of an application, with the secret it has now; one that never saved any signs as
  /// well.
  public WebhookSettings webhooks(String applicationId) {
    String secret = secrets.apply(applicationId);
    WebhookSettings saved = webhooks.get(applicationId);
    return saved == null
        ? WebhookSettings.unsaved(applicationId, secret)
        : saved.withSecret(secret);
  }

  public @Nullable IpnSettings ipn(String userId) {
    return ipns.get(userId);
  }

  public Collection<WebhookSettings> allWebhooks() {
    return List.copyOf(webhooks.values());
  }

  public Collection<IpnSettings> allIpn() {
    return List.copyOf(ipns.values());
  }

  public void clear() {
    webhooks.clear();
    ipns.clear();
  }
}
