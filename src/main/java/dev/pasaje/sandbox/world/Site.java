// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/// A country where Mercado Pago offers its payment APIs.
public enum Site {
  MLA(
      "AR",
      "ARG",
      "ARS",
      2,
      "mercadopago.com.ar",
      "America/Argentina/Buenos_Aires",
      "DNI",
      "12345678"),
  MLB("BR", "BRA", "BRL", 2, "mercadopago.com.br", "America/Sao_Paulo", "CPF", "12345678909"),
  MLM("MX", "MEX", "MXN", 2, "mercadopago.com.mx", "America/Mexico_City", "", ""),
  MLC("CL", "CHL", "CLP", 0, "mercadopago.cl", "America/Santiago", "Otro", "123456789"),
  /// Sources differ on the peso's decimals; two are accepted (mercadopago/openapi README).
  MCO("CO", "COL", "COP", 2, "mercadopago.com.co", "America/Bogota", "CC", "123456789"),
  MPE("PE", "PER", "PEN", 2, "mercadopago.com.pe", "America/Lima", "DNI", "12345678"),
  MLU("UY", "URY", "UYU", 2, "mercadopago.com.uy", "America/Montevideo", "CI", "12345678");

  private final String country;
  private final String country3;
  private final String currency;
  private final int decimals;
  private final String domain;
  private final ZoneId zone;
  private final String testDocumentType;
  private final String testDocumentNumber;

  Site(
      String country,
      String country3,
      String currency,
      int decimals,
      String domain,
      String zone,
      String testDocumentType,
      String testDocumentNumber) {
    this.country = country;
    this.country3 = country3;
    this.currency = currency;
    this.decimals = decimals;
    this.domain = domain;
    this.zone = ZoneId.of(zone);
    this.testDocumentType = testDocumentType;
    this.testDocumentNumber = testDocumentNumber;
  }

  public static Optional<Site> of(String id) {
    return Arrays.stream(values()).filter(site -> site.name().equals(id)).findFirst();
  }

  /// ISO 3166 code of two letters.
  public String country() {
    return country;
  }

  /// ISO 3166 code of three letters, as orders carry it.
  public String country3() {
    return country3;
  }

  public String currency() {
    return currency;
  }

  public int decimals() {
    return decimals;
  }

  /// Domain of the country's site, without `www.`.
  public String domain() {
    return domain;
  }

  public ZoneId zone() {
    return zone;
  }

  /// The document to type with the test cards; empty in Mexico.
  public String testDocumentType() {
    return testDocumentType;
  }

  public String testDocumentNumber() {
    return testDocumentNumber;
  }

  public BigDecimal round(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }
}
