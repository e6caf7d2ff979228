// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import java.util.Locale;
import java.util.Optional;

/// A country where Mercado Pago offers payment APIs; domain/sites.md 1.1.
public enum Site {
  MLA("AR", "ARS"),
  MLB("BR", "BRL"),
  MLM("MX", "MXN"),
  MLC("CL", "CLP"),
  MCO("CO", "COP"),
  MPE("PE", "PEN"),
  MLU("UY", "UYU");

  private final String country;
  private final String currency;

  Site(String country, String currency) {
    this.country = country;
    this.currency = currency;
  }

  /// ISO 3166-1 alpha-2.
  public String country() {
    return country;
  }

  /// ISO 4217.
  public String currency() {
    return currency;
  }

  public static Optional<Site> of(String id) {
    String upper = id.strip().toUpperCase(Locale.ROOT);
    for (Site site : values()) {
      if (site.name().equals(upper)) {
        return Optional.of(site);
      }
    }
    return Optional.empty();
  }
}
