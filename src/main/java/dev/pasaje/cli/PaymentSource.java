// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.approval.Attempts;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.json.Documents;
import dev.pasaje.json.JsonLines;
import dev.pasaje.json.KeptLines;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.mercadopago.PaymentPages;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.Snapshots;
import dev.pasaje.settings.Settings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/// Brings payments from where they are: the API, files, Pasaje's own store; each with its bar.
final class PaymentSource {
  /// So many bytes tell lines from a list.
  private static final int PEEK = 4096;

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
    try (Readiness readiness = desk.readiness(settings)) {
      MercadoPago api =
          Credentials.production(integration, readiness.access())
              .orElseThrow(() ->
                  new PasajeException(PasajeException.Kind.USAGE, "approval.no-token", Map.of()));
      // What is to come is for a later run.
      Instant now = desk.terminal().clock().instant();
      Instant end = to.isAfter(now) ? now : to;
      if (keep.isEmpty()) {
        walk(api, from, end, Optional.empty(), attempts::add);
        return;
      }
      Path file = desk.terminal().directory().resolve(keep.get());
      try (KeptLines kept = KeptLines.open(file, integration.id() + " " + from + " " + to)) {
        if (kept.at().isPresent()) {
          file(keep.get(), attempts);
        }
        walk(api, from, end, Optional.of(kept), attempts::add);
      }
    }
  }

  /// All payments created in a window, in a file. A run that was interrupted goes on; one that
  /// ended, or was about another window, begins anew, because payments change.
  void fetch(Settings settings, Integration integration, Instant from, Instant to, Path file) {
    try (Readiness readiness = desk.readiness(settings)) {
      MercadoPago api =
          Credentials.production(integration, readiness.access())
              .orElseThrow(() ->
                  new PasajeException(PasajeException.Kind.USAGE, "reconcile.no-token", Map.of()));
      String what = integration.id() + " " + from + " " + to;
      try {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        if (KeptLines.begun(file, what)
            .map(PaymentPages.Position::of)
            .filter(position -> position.before().isBefore(to))
            .isEmpty()) {
          KeptLines.delete(file);
        }
      } catch (IOException broken) {
        throw new UncheckedIOException("keep", broken);
      }
      try (KeptLines kept = KeptLines.open(file, what)) {
        walk(api, from, to, Optional.of(kept), _ -> {});
      }
    }
  }

  private void walk(
      MercadoPago api,
      Instant from,
      Instant to,
      Optional<KeptLines> kept,
      Consumer<JsonNode> each) {
    RowBar bar = new RowBar(desk.terminal(), bars);
    long all = Duration.between(from, to).toSeconds();
    Call<Long> ended;
    try {
      ended =
          new PaymentPages(api)
              .through(
                  from,
                  to,
                  kept.flatMap(KeptLines::at).map(PaymentPages.Position::of),
                  (payments, _, after) -> {
                    payments.forEach(payment -> each.accept(payment.raw()));
                    bar.to(Duration.between(from, after.before()).toSeconds(), all);
                    kept.ifPresent(file -> {
                      file.add(payments.stream().map(Payment::raw).toList());
                      file.mark(after.json());
                    });
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

  void file(Path file, Attempts attempts) {
    lines(file, attempts::add);
  }

  /// JSON Lines of payments or orders; also one list of them, or one search page, over any lines.
  void lines(Path file, Consumer<JsonNode> each) {
    if (file.toString().equals("-")) {
      InputStream in = desk.terminal().in();
      read("-", in.markSupported() ? in : new BufferedInputStream(in), each, _ -> {});
      return;
    }
    Path path = desk.terminal().directory().resolve(file);
    RowBar bar = new RowBar(desk.terminal(), bars);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      long size = Files.size(path);
      read(file.toString(), in, each, bytes -> bar.to(Math.min(bytes, size), size));
    } catch (NoSuchFileException missing) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "document.missing", Map.of("file", file.toString()), missing);
    } catch (IOException broken) {
      throw unreadable(file.toString(), broken);
    } finally {
      bar.clear();
    }
  }

  private static PasajeException unreadable(String file, IOException broken) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "document.unreadable",
        Map.of("file", file, "why", String.valueOf(broken.getMessage())),
        broken);
  }

  private static void read(String name, InputStream in, Consumer<JsonNode> each, LongConsumer far) {
    try {
      if (list(in)) {
        JsonNode document = Documents.json(name, in);
        JsonNode listed = document.path("results");
        (listed.isArray() ? listed : document).forEach(each);
        return;
      }
      JsonLines.read(
          in,
          new JsonLines.Taker() {
            @Override
            public void document(long line, JsonNode document) {
              JsonNode listed = document.path("results");
              if (listed.isArray()) {
                listed.forEach(each);
              } else {
                each.accept(document);
              }
            }

            @Override
            public void unreadable(long line, String why) {
              throw new PasajeException(
                  PasajeException.Kind.USAGE,
                  "document.malformed",
                  Map.of("file", name, "line", Long.toString(line), "column", "1", "what", why));
            }

            @Override
            public void read(JsonLines.Place so) {
              far.accept(so.bytes());
            }
          });
    } catch (IOException broken) {
      throw unreadable(name, broken);
    }
  }

  /// Whether it is one document rather than lines: a list, or an object that does not end with its
  /// first line.
  private static boolean list(InputStream in) throws IOException {
    in.mark(PEEK);
    String first = new String(in.readNBytes(PEEK / 2), StandardCharsets.UTF_8).stripLeading();
    in.reset();
    return first.startsWith("[") || first.matches("(?s)\\{[ \\t\\r]*\\n.*");
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
