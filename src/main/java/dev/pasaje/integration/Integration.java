// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One merchant's use of one Mercado Pago application: what is checked, activated and watched.
///
/// @param id the merchant's own name for it, the key in the settings file
/// @param website the shop's address, as it is registered in the panel
/// @param checkout the page with the payment form
/// @param notifications where Mercado Pago is told to send notifications
/// @param declared what no probe can see, by rule id
/// @param payment a payment to judge quality on; the latest one when absent
/// @param orders the merchant's own books; empty when Pasaje's own store is all there is
public record Integration(
    String id,
    Site site,
    Product product,
    Optional<URI> website,
    Optional<URI> checkout,
    Optional<URI> notifications,
    CredentialSet test,
    CredentialSet production,
    List<Secret> webhookSecrets,
    Map<String, Answer> declared,
    Optional<String> payment,
    Optional<OrderBooks> orders) {

  public Integration {
    webhookSecrets = List.copyOf(webhookSecrets);
    declared = Map.copyOf(declared);
  }

  public CredentialSet credentials(Environment environment) {
    return switch (environment) {
      case TEST -> test;
      case PRODUCTION -> production;
    };
  }

  /// The accounts whose tokens it has.
  public Set<String> owners() {
    return Stream.of(production, test)
        .flatMap(credentials -> credentials.owner().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
