// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.util.List;

/// An application of the developers' panel, owned by one account.
///
/// @param webhookSecret signs its notifications
/// @param homologated whether its production credentials were activated
public record Application(
    long id,
    long ownerId,
    String name,
    Product product,
    String clientSecret,
    String webhookSecret,
    List<String> redirectUris,
    boolean homologated) {

  /// Which payment API the application was created for: the other one answers 401 code 7
  /// (credentials measured 2026-08, see credentials notes 5.3).
  public enum Product {
    PAYMENTS,
    ORDERS,
    BOTH
  }

  public Application withProduct(Product other) {
    return new Application(
        id, ownerId, name, other, clientSecret, webhookSecret, redirectUris, homologated);
  }

  public Application withHomologated(boolean now) {
    return new Application(
        id, ownerId, name, product, clientSecret, webhookSecret, redirectUris, now);
  }

  public Application withWebhookSecret(String secret) {
    return new Application(
        id, ownerId, name, product, clientSecret, secret, redirectUris, homologated);
  }

  public Application withClientSecret(String secret) {
    return new Application(
        id, ownerId, name, product, secret, webhookSecret, redirectUris, homologated);
  }

  public Application withRedirectUris(List<String> uris) {
    return new Application(
        id, ownerId, name, product, clientSecret, webhookSecret, List.copyOf(uris), homologated);
  }
}
