// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Product;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges what was measured of an integration's hosts.
public final class Tls {
  private Tls() {}

  /// A finding for each check, in the order of [TlsChecks#ALL].
  ///
  /// @param profile which published profile the hosts are compared with
  /// @param product whether there must be a site to measure at all
  public static List<Finding> judge(TlsFacts facts, TlsProfile profile, Product product) {
    return TlsChecks.CHECKS.stream()
        .map(check -> new Finding(check.info(), 0, check.judge(facts, profile, product)))
        .toList();
  }

  /// The newest protocol in which a handshake was completed where people pay: the checkout, or else
  /// the shop.
  public static Optional<String> protocol(TlsFacts facts) {
    return List.of(TlsFacts.Use.CHECKOUT, TlsFacts.Use.WEBSITE).stream()
        .flatMap(use -> facts.hosts().stream().filter(host -> host.uses().contains(use)).limit(1))
        .findFirst()
        .flatMap(host ->
            host.endpoints().stream()
                .flatMap(endpoint -> endpoint.handshakes().stream())
                .max(Comparator.naturalOrder()))
        .map(TlsFacts.Protocol::label);
  }

  /// What a check of hosts says when the settings name none.
  static Outcome nothingToMeasure(Product product) {
    return product.online()
        ? Outcome.unknown(Outcome.Ignorance.NOT_CONFIGURED)
        : Outcome.notApplicable(Outcome.Inapplicability.OTHER_PRODUCT);
  }
}
