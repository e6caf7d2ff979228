// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.approval.ApprovalFacts;
import dev.pasaje.approval.ApprovalLook;
import dev.pasaje.check.Requirement;
import dev.pasaje.credentials.CredentialFacts;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.http.Threads;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.notifications.probe.Depth;
import dev.pasaje.notifications.probe.ReceiverFacts;
import dev.pasaje.notifications.probe.ReceiverProbe;
import dev.pasaje.notifications.probe.ReceiverTarget;
import dev.pasaje.outside.Outlook;
import dev.pasaje.page.Chromium;
import dev.pasaje.page.PageFacts;
import dev.pasaje.page.PageProbe;
import dev.pasaje.page.PageTarget;
import dev.pasaje.pix.Pix;
import dev.pasaje.pix.PixFacts;
import dev.pasaje.reports.client.ReportSetup;
import dev.pasaje.tls.TlsFacts;
import dev.pasaje.tls.TlsProbe;
import dev.pasaje.tls.TlsTarget;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Everything that can be seen of some integrations, all of it at once; the only part of readiness
/// that does I/O.
///
/// @param access the way to the API
/// @param outlook from where the sites are looked at
/// @param browser what renders checkout pages; empty to go without
/// @param stored what was kept here before
record Gathering(
    MercadoPago.Access access, Outlook outlook, Optional<Chromium> browser, StoredEvidence stored) {

  List<IntegrationEvidence> look(List<Integration> integrations, Set<Requirement> wanted) {
    try (ExecutorService work = Threads.perTask()) {
      List<Asked> asked =
          integrations.stream().map(integration -> ask(work, integration, wanted)).toList();
      return asked.stream().map(Asked::evidence).toList();
    }
  }

  private Asked ask(ExecutorService work, Integration integration, Set<Requirement> wanted) {
    boolean tls = wanted.contains(Requirement.TLS);
    List<TlsTarget> targets = targets(integration);
    return new Asked(
        integration,
        begin(
            work,
            wanted.contains(Requirement.CREDENTIALS),
            () -> Credentials.look(integration, access)),
        begin(work, tls, () -> new TlsProbe(outlook).look(targets, Optional.of(access.base()))),
        begin(
            work,
            tls && integration.product().online() && page(integration).isPresent(),
            () -> new PageProbe(outlook, browser).look(page(integration).orElseThrow())),
        begin(
            work,
            wanted.contains(Requirement.NOTIFICATIONS)
                && ReceiverTarget.of(integration).isPresent(),
            () ->
                new ReceiverProbe(outlook)
                    .look(ReceiverTarget.of(integration).orElseThrow(), Depth.GENTLE)),
        begin(work, wanted.contains(Requirement.PIX), () -> Pix.look(integration, access)),
        begin(
            work,
            wanted.contains(Requirement.QUALITY),
            () -> QualityLook.look(integration, access).with(stored, integration.id())),
        begin(
            work,
            wanted.contains(Requirement.APPROVAL),
            () ->
                ApprovalLook.look(
                    Credentials.production(integration, access),
                    integration.production().owner().map(Set::of).orElse(Set.of()),
                    integration.site().zone(),
                    access.clock().instant())),
        begin(
            work,
            wanted.contains(Requirement.REPORTS),
            () -> ReportSetup.look(Credentials.production(integration, access))));
  }

  private static List<TlsTarget> targets(Integration integration) {
    List<TlsTarget> targets = new ArrayList<>();
    target(TlsFacts.Use.WEBSITE, integration.website(), targets);
    target(TlsFacts.Use.CHECKOUT, integration.checkout(), targets);
    target(TlsFacts.Use.NOTIFICATIONS, integration.notifications(), targets);
    return targets;
  }

  private static void target(TlsFacts.Use use, Optional<URI> address, List<TlsTarget> targets) {
    address.map(uri -> TlsTarget.of(use, uri)).ifPresent(targets::add);
  }

  /// The checkout page, or for want of one the shop itself.
  private static Optional<PageTarget> page(Integration integration) {
    return integration
        .checkout()
        .or(integration::website)
        .map(address ->
            new PageTarget(
                address,
                integration.product(),
                Credentials.publicKey(integration.production()),
                Credentials.publicKey(integration.test())));
  }

  private static <T> Optional<Future<T>> begin(
      ExecutorService work, boolean wanted, Callable<T> look) {
    return wanted ? Optional.of(work.submit(look)) : Optional.empty();
  }

  private record Asked(
      Integration integration,
      Optional<Future<CredentialFacts>> credentials,
      Optional<Future<TlsFacts>> tls,
      Optional<Future<PageFacts>> page,
      Optional<Future<ReceiverFacts>> receiver,
      Optional<Future<PixFacts>> pix,
      Optional<Future<QualityLook>> quality,
      Optional<Future<ApprovalFacts>> approval,
      Optional<Future<ReportSetup.Facts>> reports) {

    IntegrationEvidence evidence() {
      return new IntegrationEvidence(
          integration.id(),
          integration.site(),
          integration.product(),
          integration.declared(),
          credentials.map(Asked::join),
          tls.map(Asked::join),
          page.map(Asked::join),
          receiver.map(Asked::join),
          pix.map(Asked::join),
          quality.map(Asked::join),
          approval.map(Asked::join),
          reports.map(Asked::join));
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
}
