// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Catalog;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Requirement;
import dev.pasaje.credentials.CredentialChecks;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityProbe;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures integrations against every requirement Pasaje can measure, all of them at once.
public final class Readiness {
  /// What this version looks at; the verdict says nothing about the others.
  private static final Set<Requirement> MEASURED =
      Set.of(Requirement.CREDENTIALS, Requirement.QUALITY);

  /// A person waits: a host that never answers costs this much, once.
  private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

  private static final int MAX_BODY_BYTES = 8 << 20;

  private final MercadoPago.Access access;
  private final QualityOptions quality;
  private final InstantSource clock;

  /// @param apiBase Mercado Pago's address, or an emulator's
  /// @param userAgent how Pasaje names itself, such as `Pasaje/0.1.0`
  public Readiness(URI apiBase, String userAgent, QualityOptions quality, InstantSource clock) {
    this.access =
        new MercadoPago.Access(
            apiBase,
            Transport.with(CALL_LIMIT, MAX_BODY_BYTES),
            Pacing.USUAL,
            clock,
            Pacing.Sleeper.REAL,
            userAgent);
    this.quality = quality;
    this.clock = clock;
  }

  /// The evidence the API holds on one payment or order of an integration.
  ///
  /// @throws PasajeException when there is no token to ask with, the API refuses, or nobody answers
  public QualityEvidence gather(Integration integration, String id) {
    MercadoPago api =
        Credentials.production(integration, access)
            .orElseThrow(() ->
                new PasajeException(PasajeException.Kind.USAGE, "readiness.no-token", Map.of()));
    return switch (new QualityProbe(api).gather(id)) {
      case Call.Ok<QualityEvidence>(QualityEvidence evidence, _) -> evidence;
      case Call.Refused<QualityEvidence>(ApiError error) ->
          throw new PasajeException(
              PasajeException.Kind.UNDETERMINED,
              "readiness.payment-refused",
              Map.of(
                  "id", id,
                  "status", String.valueOf(error.status()),
                  "code", error.code(),
                  "message", error.message(),
                  "request", error.requestId().orElse("-")));
      case Call.Unreachable<QualityEvidence> nothing ->
          throw new PasajeException(
              PasajeException.Kind.UNDETERMINED,
              "readiness.unreachable",
              Map.of("why", nothing.reason().id() + ", " + nothing.detail()));
    };
  }

  /// Every check of every requirement.
  public static Catalog catalog() {
    List<CheckInfo> all = new ArrayList<>(CredentialChecks.ALL);
    all.addAll(QualityChecks.ALL);
    all.add(QualityRequirement.SUBJECT);
    return new Catalog(all);
  }

  /// All requirements of some integrations.
  public ReadinessReport measure(List<Integration> integrations) {
    return measure(integrations, MEASURED);
  }

  /// The credentials alone.
  public ReadinessReport measureCredentials(List<Integration> integrations) {
    return measure(integrations, Set.of(Requirement.CREDENTIALS));
  }

  private ReadinessReport measure(List<Integration> integrations, Set<Requirement> wanted) {
    try (ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<IntegrationReport>> reports =
          integrations.stream().map(one -> work.submit(() -> measure(work, one, wanted))).toList();
      List<Requirement> notMeasured =
          Arrays.stream(Requirement.values()).filter(one -> !wanted.contains(one)).toList();
      return new ReadinessReport(
          clock.instant(), reports.stream().map(Readiness::join).toList(), notMeasured);
    }
  }

  private IntegrationReport measure(
      ExecutorService work, Integration integration, Set<Requirement> wanted) {
    List<Future<RequirementReport>> parts = new ArrayList<>();
    if (wanted.contains(Requirement.CREDENTIALS)) {
      parts.add(
          work.submit(() ->
              RequirementReport.of(
                  Requirement.CREDENTIALS, Credentials.examine(integration, access))));
    }
    if (wanted.contains(Requirement.QUALITY)) {
      parts.add(work.submit(() -> new QualityRequirement(access, quality).measure(integration)));
    }
    return new IntegrationReport(
        integration.id(),
        integration.site(),
        integration.product(),
        parts.stream().map(Readiness::join).toList());
  }

  private static <T> T join(Future<T> part) {
    try {
      return part.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("measuring failed", failed.getCause());
    }
  }
}
