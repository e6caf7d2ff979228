// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.serve.JsonLog;
import dev.pasaje.serve.Service;
import dev.pasaje.serve.Service.Conditions;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.Vault;
import dev.pasaje.web.ReceiverRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Receives notifications and keeps orders right until it is stopped.
@Command(name = "serve")
public final class ServeCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--host", paramLabel = "ADDRESS")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT")
  private @Nullable Integer port;

  @Option(names = "--json-log")
  private boolean jsonLog;

  @Option(names = "--archive", paramLabel = "DIRECTORY")
  private @Nullable Path archive;

  private final Terminal terminal;
  private final Desk desk;
  private final String release;

  public ServeCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = desk.settings(global).listening(host, port);
    if (settings.integrations().isEmpty()) {
      throw new PasajeException(PasajeException.Kind.USAGE, "serve.nobody", Map.of());
    }
    JsonLog.install(terminal.err(), jsonLog);
    SecureRandom random = new SecureRandom();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    // The process must not end before everything has ended in order.
    Thread hook =
        new Thread(() -> {
          stop.countDown();
          try {
            stopped.await();
          } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
          }
        });
    try (Database database = Database.open(settings.storeUrl(), terminal.directory());
        Service service =
            Service.start(
                settings,
                database,
                vault(settings),
                Optional.of(ReportDesk.archive(terminal, Optional.of(settings), archive)),
                new Conditions(
                    terminal.clock(),
                    random,
                    ProcessHandle.current().pid() + "-" + UUID.randomUUID(),
                    release))) {
      Runtime.getRuntime().addShutdownHook(hook);
      announce(settings, service.port());
      notifySystemd();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /// Sellers' tokens are renewed where there is a vault that has them.
  private Optional<Vault> vault(Settings settings) {
    return Files.exists(settings.passage().vault())
        ? Optional.of(new VaultDesk(terminal, desk).open(settings))
        : Optional.empty();
  }

  private void announce(Settings settings, int listening) {
    String root = "http://" + settings.serve().host() + ":" + listening;
    terminal.out().println(root);
    terminal.out().flush();
    if (global.quiet()) {
      return;
    }
    Texts texts = Texts.of("cli", terminal.language());
    for (Integration integration : settings.integrations()) {
      terminal
          .err()
          .println(
              texts.get(
                  "serve.address",
                  Map.of(
                      "integration",
                      integration.id(),
                      "address",
                      root + ReceiverRoutes.PATH + "/" + integration.id())));
      if (integration.webhookSecrets().isEmpty()) {
        terminal
            .err()
            .println(texts.get("serve.no-secret", Map.of("integration", integration.id())));
      }
    }
    if (settings.serve().apiTokens().isEmpty()) {
      terminal.err().println(texts.get("serve.no-token"));
    }
    terminal.err().println(texts.get("serve.stop"));
  }

  /// Tells systemd, where it asks (`Type=notify`, `NotifyAccess=all`), that notifications are
  /// taken.
  private void notifySystemd() {
    if (terminal.environment().containsKey("NOTIFY_SOCKET")) {
      try {
        new ProcessBuilder("systemd-notify", "--ready").inheritIO().start();
      } catch (IOException missing) {
        terminal
            .err()
            .println(
                Texts.of("cli", terminal.language())
                    .get("serve.systemd", Map.of("why", String.valueOf(missing.getMessage()))));
      }
    }
  }
}
