// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Requirement;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.pix.Issue;
import dev.pasaje.pix.Pix;
import dev.pasaje.pix.PixFacts;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The Pix requirement alone, with or without a code that is created and cancelled.
public final class PixVerification implements AutoCloseable {
  /// A person waits for each call.
  private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

  private static final int MAX_BODY_BYTES = 8 << 20;

  private final Transport transport;
  private final MercadoPago.Access access;

  /// @param apiBase Mercado Pago's address, or an emulator's
  /// @param userAgent how Pasaje names itself, such as `Pasaje/0.1.0`
  public PixVerification(URI apiBase, String userAgent, InstantSource clock) {
    this.transport = Transport.with(CALL_LIMIT, MAX_BODY_BYTES);
    this.access =
        new MercadoPago.Access(
            apiBase, transport, Pacing.USUAL, clock, Pacing.Sleeper.REAL, userAgent);
  }

  /// Looks at the integrations one after the other, so that the steps of one are not among those of
  /// another.
  ///
  /// @param payerEmail of the code's payer; a documented one when empty
  /// @param steps is told the integration and each step of creating and cancelling
  public ReadinessReport verify(
      List<Integration> integrations,
      Issue issue,
      Optional<String> payerEmail,
      BiConsumer<Integration, Pix.Step> steps) {
    return new ReadinessReport(
        access.clock().instant(),
        integrations.stream().map(one -> verify(one, issue, payerEmail, steps)).toList(),
        List.of());
  }

  private IntegrationReport verify(
      Integration integration,
      Issue issue,
      Optional<String> payerEmail,
      BiConsumer<Integration, Pix.Step> steps) {
    PixFacts facts =
        Pix.look(integration, access, issue, payerEmail, step -> steps.accept(integration, step));
    return new IntegrationReport(
        integration.id(),
        integration.site(),
        integration.product(),
        List.of(RequirementReport.of(Requirement.PIX, Pix.judge(facts))));
  }

  @Override
  public void close() {
    transport.close();
  }
}
