// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The receiver to look at.
///
/// @param url an absolute `http` or `https` address, as Mercado Pago was told it
/// @param secrets signing secrets of the application; which one the receiver knows is tried out
public record ReceiverTarget(URI url, List<Secret> secrets) {
  public ReceiverTarget {
    secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null
        || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
      throw new IllegalArgumentException("a receiver has an absolute http or https address");
    }
  }

  /// The receiver of an integration; empty when the settings name none.
  public static Optional<ReceiverTarget> of(Integration integration) {
    return integration
        .notifications()
        .map(url -> new ReceiverTarget(url, integration.webhookSecrets()));
  }

  /// The address without the values of its query, for people.
  public String shown() {
    return Veil.address(url);
  }

  boolean https() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  int port() {
    return url.getPort() > 0 ? url.getPort() : https() ? 443 : 80;
  }

  /// The host without the brackets of an IPv6 literal.
  String host() {
    return url.getHost().replaceAll("^\\[|]$", "");
  }
}
