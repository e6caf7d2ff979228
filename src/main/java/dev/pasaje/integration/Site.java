// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A country where Mercado Pago offers payment APIs; domain/sites.md 1.1.
public enum Site {
  MLA("AR", "ARS", "America/Argentina/Buenos_Aires"),
  MLB("BR", "BRL", "America/Sao_Paulo"),
  MLM("MX", "MXN", "America/Mexico_City"),
  MLC("CL", "CLP", "America/Santiago"),
  MCO("CO", "COP", "America/Bogota"),
  MPE("PE", "PEN", "America/Lima"),
  MLU("UY", "UYU", "America/Montevideo");

  private final String country;
  private final String currency;
  private final String zone;

  Site(String country, String currency, String zone) {
    this.country = country;
    this.currency = currency;
    this.zone = zone;
  }

  /// ISO 3166-1 alpha-2.
  public String country() {
    return country;
  }

  /// ISO 4217.
  public String currency() {
    return currency;
  }

  /// Where its business days begin; domain/sites.md 1.2.
  public ZoneId zone() {
    return ZoneId.of(zone);
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
