// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.secret.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Facts of an account whose Pix is all right, from which a test takes or changes one thing; and
/// the way to an API.
final class Looks {
  static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  static final PixFacts.Seen ANSWERED = new PixFacts.Seen(PixFacts.State.ANSWERED, "");
  static final PixFacts.Seen REFUSED = new PixFacts.Seen(PixFacts.State.REFUSED, "401 : no");
  static final PixFacts.Seen SILENT = new PixFacts.Seen(PixFacts.State.NO_ANSWER, "timeout: -");
  static final PixFacts.Code VALID = PixFacts.Code.of(BrCodeTest.OFFICIAL);
  static final PixFacts.Code BROKEN = PixFacts.Code.of(BrCodeTest.OFFICIAL.replace("4CC4", "4CC5"));

  private Looks() {}

  static PixFacts good() {
    return with(Optional.of(method("active")), stored("approved", VALID, Duration.ofHours(2)));
  }

  static PixFacts.Method method(String status) {
    return new PixFacts.Method(
        status,
        Optional.of(new BigDecimal("0.01")),
        Optional.of(new BigDecimal("9999999")),
        Optional.of(0));
  }

  static PixFacts.Stored stored(String status, PixFacts.Code code, Duration life) {
    return new PixFacts.Stored("21071815560", status, false, Optional.of(life), code);
  }

  static PixFacts with(Optional<PixFacts.Method> method, PixFacts.Stored... stored) {
    return new PixFacts(
        AT,
        Site.MLB,
        Product.CHECKOUT_API,
        ANSWERED,
        method,
        ANSWERED,
        List.of(stored),
        Optional.empty());
  }

  static PixFacts of(Site site, Product product) {
    PixFacts good = good();
    return new PixFacts(
        AT,
        site,
        product,
        good.methods(),
        good.method(),
        good.search(),
        good.stored(),
        good.issued());
  }

  static PixFacts blind(PixFacts.Seen seen) {
    return new PixFacts(
        AT,
        Site.MLB,
        Product.CHECKOUT_API,
        seen,
        Optional.empty(),
        seen,
        List.of(),
        Optional.empty());
  }

  static PixFacts.Issued issued(PixFacts.Code code, PixFacts.Seen cancelled, PixFacts.End end) {
    return new PixFacts.Issued(
        "/v1/payments",
        "0.01",
        ANSWERED,
        false,
        Optional.of(
            new PixFacts.Stored("42", "pending", true, Optional.of(Duration.ofHours(24)), code)),
        cancelled,
        end);
  }

  static PixFacts.Issued refused(PixFacts.Seen created, boolean keyMissing, PixFacts.End end) {
    return new PixFacts.Issued(
        "/v1/payments", "0.01", created, keyMissing, Optional.empty(), PixFacts.Seen.NOTHING, end);
  }

  static PixFacts with(PixFacts facts, PixFacts.Issued issued) {
    return new PixFacts(
        facts.at(),
        facts.site(),
        facts.product(),
        facts.methods(),
        facts.method(),
        facts.search(),
        facts.stored(),
        Optional.of(issued));
  }

  static Integration integration(Site site, Product product, String token) {
    CredentialSet none =
        new CredentialSet(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return new Integration(
        "loja",
        site,
        product,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        none,
        new CredentialSet(
            Optional.empty(),
            token.isEmpty() ? Optional.empty() : Optional.of(Secret.of(token)),
            Optional.empty(),
            Optional.empty()),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  static MercadoPago.Access access(URI base, Pacing.Sleeper sleeper) {
    return new MercadoPago.Access(
        base,
        Transport.with(Duration.ofSeconds(10), 1 << 20),
        new Pacing(2, Duration.ofMillis(1), Duration.ofSeconds(1), 4),
        () -> AT,
        sleeper,
        "Pasaje/test");
  }
}
