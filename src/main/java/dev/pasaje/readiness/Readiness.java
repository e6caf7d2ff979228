// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.approval.ApprovalChecks;
import dev.pasaje.check.Catalog;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Requirement;
import dev.pasaje.credentials.CredentialChecks;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.mercadopago.User;
import dev.pasaje.notifications.probe.ReceiverChecks;
import dev.pasaje.outside.Outlook;
import dev.pasaje.page.Chromium;
import dev.pasaje.page.PageChecks;
import dev.pasaje.pix.PixChecks;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityProbe;
import dev.pasaje.reports.client.ReportSetup;
import dev.pasaje.tls.TlsChecks;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Measures integrations against every requirement Pasaje can measure, all of them at once.
public final class Readiness implements AutoCloseable {
  /// What this version looks at; the verdict says nothing about the others.
  public static final Set<Requirement> MEASURED =
      Set.of(
          Requirement.CREDENTIALS,
          Requirement.TLS,
          Requirement.PIX,
          Requirement.QUALITY,
          Requirement.APPROVAL,
          Requirement.NOTIFICATIONS,
          Requirement.REPORTS);

  /// A person waits: a host that never answers costs this much, once.
  private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

  private static final int MAX_BODY_BYTES = 8 << 20;

  private final MercadoPago.Access access;
  private final Judging judging;
  private final Outlook outlook;
  private final Optional<Chromium> browser;
  private final StoredEvidence stored;
  private final Transport transport;

  /// How what was seen is judged.
  ///
  /// @param tlsProfile name of a published profile, such as `intermediate`
  public record Judging(QualityOptions quality, String tlsProfile) {}

  /// @param apiBase Mercado Pago's address, or an emulator's
  /// @param outlook from where the sites are looked at
  /// @param browser what renders checkout pages; empty to go without
  public Readiness(URI apiBase, Outlook outlook, Optional<Chromium> browser, Judging judging) {
    this(apiBase, outlook, browser, judging, StoredEvidence.NONE);
  }

  /// @param stored what was kept here before, as evidence on quality
  public Readiness(
      URI apiBase,
      Outlook outlook,
      Optional<Chromium> browser,
      Judging judging,
      StoredEvidence stored) {
    this.stored = stored;
    this.transport = Transport.with(CALL_LIMIT, MAX_BODY_BYTES);
    this.access =
        new MercadoPago.Access(
            apiBase,
            transport,
            Pacing.USUAL,
            outlook.clock(),
            Pacing.Sleeper.REAL,
            outlook.userAgent());
    this.outlook = outlook;
    this.browser = browser;
    this.judging = judging;
  }

  /// Ends the connections to the API.
  @Override
  public void close() {
    transport.close();
  }

  /// The way to the API, for commands that look at one thing.
  public MercadoPago.Access access() {
    return access;
  }

  /// The API as the integration's production account sees it.
  ///
  /// @throws PasajeException when there is no token to ask with
  public MercadoPago api(Integration integration) {
    return Credentials.production(integration, access)
        .orElseThrow(
            () -> new PasajeException(PasajeException.Kind.USAGE, "readiness.no-token", Map.of()));
  }

  /// The user id of that account.
  ///
  /// @throws PasajeException when the API refuses or nobody answers
  public String account(Integration integration) {
    return switch (api(integration).me()) {
      case Call.Ok<User>(User user, _) -> user.id();
      case Call.Refused<User>(ApiError error) -> throw refused("/users/me", error);
      case Call.Unreachable<User> nothing -> throw unreachable(nothing.reason(), nothing.detail());
    };
  }

  private static PasajeException refused(String id, ApiError error) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "readiness.payment-refused",
        Map.of(
            "id", id,
            "status", String.valueOf(error.status()),
            "code", error.code(),
            "message", error.message(),
            "request", error.requestId().orElse("-")));
  }

  private static PasajeException unreachable(Exchange.Reason reason, String detail) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "readiness.unreachable",
        Map.of("why", reason.id() + ", " + detail));
  }

  /// The evidence the API holds on one payment or order of an integration.
  ///
  /// @throws PasajeException when there is no token to ask with, the API refuses, or nobody answers
  public QualityEvidence gather(Integration integration, String id) {
    return switch (new QualityProbe(api(integration)).gather(id)) {
      case Call.Ok<QualityEvidence>(QualityEvidence evidence, _) ->
          stored.of(integration.id()).around(evidence);
      case Call.Refused<QualityEvidence>(ApiError error) -> throw refused(id, error);
      case Call.Unreachable<QualityEvidence> nothing ->
          throw unreachable(nothing.reason(), nothing.detail());
    };
  }

  /// What was kept here before about an integration.
  public StoredEvidence.Known stored(Integration integration) {
    return stored.of(integration.id());
  }

  /// Every check of every requirement.
  public static Catalog catalog() {
    List<CheckInfo> all = new ArrayList<>(CredentialChecks.ALL);
    all.addAll(TlsChecks.ALL);
    all.addAll(PageChecks.ALL);
    all.addAll(PixChecks.ALL);
    all.addAll(QualityChecks.ALL);
    all.add(QualityRequirement.SUBJECT);
    all.addAll(ApprovalChecks.ALL);
    all.addAll(ReceiverChecks.ALL);
    all.addAll(ReportSetup.ALL);
    return new Catalog(all);
  }

  /// Looks at some integrations, all their requirements at once.
  public ReadinessEvidence look(List<Integration> integrations, Set<Requirement> wanted) {
    return new ReadinessEvidence(
        outlook.clock().instant(),
        Arrays.stream(Requirement.values()).filter(wanted::contains).toList(),
        judging.tlsProfile(),
        judging.quality(),
        new Gathering(access, outlook, browser, stored).look(integrations, wanted));
  }

  /// All requirements of some integrations.
  public ReadinessReport measure(List<Integration> integrations) {
    return Judgement.of(look(integrations, MEASURED), Waivers.NONE);
  }

  /// The credentials alone.
  public ReadinessReport measureCredentials(List<Integration> integrations) {
    return Judgement.of(look(integrations, Set.of(Requirement.CREDENTIALS)), Waivers.NONE);
  }
}
