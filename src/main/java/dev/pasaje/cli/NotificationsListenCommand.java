// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.notifications.Forward;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.WebAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what arrives while it arrives, until it is stopped, and sends it on where asked to.
@Command(name = "listen")
public final class NotificationsListenCommand implements Callable<Integer> {
  private static final Duration EVERY = Duration.ofMillis(300);

  /// As long as Mercado Pago waits (domain/notifications.md 6).
  private static final Duration CALL_LIMIT = Duration.ofSeconds(22);

  private static final int MOST_ANSWER_BYTES = 1 << 20;

  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--forward", paramLabel = "URL")
  private @Nullable String forward;

  @Option(names = "--from-now")
  private boolean fromNow;

  private final Desk desk;

  public NotificationsListenCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Settings settings = desk.settings(global);
    if (integration != null) {
      desk.chosen(settings, List.of(integration));
    }
    Optional<URI> to =
        Optional.ofNullable(forward)
            .map(typed ->
                WebAddress.of(typed)
                    .orElseThrow(() ->
                        new PasajeException(
                            PasajeException.Kind.USAGE, "inbox.forward", Map.of("found", typed))));
    try (Database database = Database.open(settings.storeUrl(), desk.terminal().directory());
        Transport transport = Transport.with(CALL_LIMIT, MOST_ANSWER_BYTES)) {
      Listening listening =
          new Listening(
              new Inbox(database),
              integration == null ? "" : integration,
              to.map(address -> new Forward(address, transport)),
              desk.terminal());
      desk.progress(global, "listen.begin", Map.of());
      listening.begin(fromNow ? Listening.Start.NOW : Listening.Start.LATEST);
      while (!Thread.currentThread().isInterrupted()) {
        if (listening.step() == 0) {
          LockSupport.parkNanos(EVERY.toNanos());
        }
      }
    }
    return 0;
  }
}
