// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.approval.Attempts;
import dev.pasaje.approval.CapturedRequests;
import dev.pasaje.approval.KeptPayments;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.mercadopago.PaymentPages;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.Snapshots;
import dev.pasaje.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Brings payments from where they are: the API, files, Pasaje's own store; each with its bar.
final class PaymentSource {
  private final Desk desk;
  private final boolean bars;

  PaymentSource(Desk desk, boolean bars) {
    this.desk = desk;
    this.bars = bars;
  }

  /// @param keep where what is fetched is kept, so that the next run goes on from there
  void api(
      Settings settings,
      Integration integration,
      Instant from,
      Instant to,
      Optional<Path> keep,
      Attempts attempts) {
    MercadoPago api =
        Credentials.production(integration, desk.readiness(settings).access())
            .orElseThrow(() ->
                new PasajeException(PasajeException.Kind.USAGE, "approval.no-token", Map.of()));
    // What is to come is for a later run.
    Instant now = desk.terminal().clock().instant();
    Instant end = to.isAfter(now) ? now : to;
    if (keep.isEmpty()) {
      walk(api, from, from, end, Optional.empty(), attempts::add);
      return;
    }
    Path file = desk.terminal().directory().resolve(keep.get());
    String what = integration.id() + " " + from + " " + to;
    try (KeptPayments kept = KeptPayments.open(file, what)) {
      Instant begin = kept.complete().orElse(from);
      if (kept.complete().isPresent()) {
        file(keep.get(), attempts);
      }
      if (begin.isBefore(end)) {
        walk(api, from, begin, end, Optional.of(kept), attempts::add);
      }
    }
  }

  /// All payments created in a window, in a file. A run that was interrupted goes on; one that
  /// ended, or was about another window, begins anew, because payments change.
  void fetch(Settings settings, Integration integration, Instant from, Instant to, Path file) {
    MercadoPago api =
        Credentials.production(integration, desk.readiness(settings).access())
            .orElseThrow(() ->
                new PasajeException(PasajeException.Kind.USAGE, "reconcile.no-token", Map.of()));
    String what = integration.id() + " " + from + " " + to;
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (KeptPayments.begun(file, what).filter(to::isAfter).isEmpty()) {
        KeptPayments.remove(file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("keep", broken);
    }
    try (KeptPayments kept = KeptPayments.open(file, what)) {
      walk(api, from, kept.complete().orElse(from), to, Optional.of(kept), _ -> {});
    }
  }

  private void walk(
      MercadoPago api,
      Instant from,
      Instant begin,
      Instant to,
      Optional<KeptPayments> kept,
      Consumer<JsonNode> attempts) {
    RowBar bar = new RowBar(desk.terminal(), bars);
    long all = Duration.between(from, to).toSeconds();
    Call<Long> ended;
    try {
      ended =
          new PaymentPages(api)
              .through(
                  begin,
                  to,
                  new PaymentPages.Sink() {
                    @Override
                    public void page(List<Payment> payments) {
                      payments.forEach(payment -> attempts.accept(payment.raw()));
                      kept.ifPresent(file -> keep(file, payments));
                    }

                    @Override
                    public void complete(Instant before) {
                      bar.to(Duration.between(from, before).toSeconds(), all);
                      kept.ifPresent(file -> told(file, before));
                    }
                  });
    } finally {
      bar.clear();
    }
    switch (ended) {
      case Call.Ok<Long> _ -> {}
      case Call.Refused<Long>(ApiError error) ->
          throw new PasajeException(
              PasajeException.Kind.UNDETERMINED,
              "approval.refused",
              Map.of(
                  "status", Integer.toString(error.status()),
                  "code", error.code(),
                  "message", error.message()));
      case Call.Unreachable<Long> nothing ->
          throw new PasajeException(
              PasajeException.Kind.UNDETERMINED,
              "approval.unreachable",
              Map.of("why", nothing.reason().id() + ", " + nothing.detail()));
    }
  }

  private static void keep(KeptPayments file, List<Payment> payments) {
    try {
      file.add(payments.stream().map(Payment::raw).toList());
    } catch (IOException broken) {
      throw new UncheckedIOException("keep", broken);
    }
  }

  private static void told(KeptPayments file, Instant before) {
    try {
      file.complete(before);
    } catch (IOException broken) {
      throw new UncheckedIOException("keep", broken);
    }
  }

  void file(Path file, Attempts attempts) {
    lines(file, attempts::add);
  }

  void captured(Path file, CapturedRequests requests) {
    lines(
        file,
        line -> {
          if (!requests.add(line)) {
            throw new PasajeException(
                PasajeException.Kind.USAGE,
                "approval.not-captured",
                Map.of("file", file.toString()));
          }
        });
  }

  void lines(Path file, Consumer<JsonNode> each) {
    if (file.toString().equals("-")) {
      KeptPayments.read("-", desk.terminal().in(), each, _ -> {});
      return;
    }
    Path path = desk.terminal().directory().resolve(file);
    RowBar bar = new RowBar(desk.terminal(), bars);
    try (InputStream in = Files.newInputStream(path)) {
      long size = Files.size(path);
      KeptPayments.read(file.toString(), in, each, bytes -> bar.to(Math.min(bytes, size), size));
    } catch (NoSuchFileException missing) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "document.missing", Map.of("file", file.toString()), missing);
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "document.unreadable",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    } finally {
      bar.clear();
    }
  }

  /// What `serve` has read: payments, and orders of the Orders API.
  void store(Settings settings, Integration integration, Attempts attempts) {
    try (Database database = Database.open(settings.storeUrl(), desk.terminal().directory())) {
      for (ResourceKind kind : List.of(ResourceKind.PAYMENT, ResourceKind.ORDER)) {
        Snapshots.each(database, integration.id(), kind, snapshot -> attempts.add(snapshot.body()));
      }
    }
  }
}
