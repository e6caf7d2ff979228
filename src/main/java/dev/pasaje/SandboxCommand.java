// SPDX-License-Identifier: Apache-2.0
package dev.pasaje;

import dev.pasaje.cli.GlobalOptions;
import dev.pasaje.cli.Terminal;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.Surroundings;
import dev.pasaje.sandbox.journal.JournalException;
import dev.pasaje.sandbox.seed.SeedException;
import dev.pasaje.sandbox.shop.ShopVariant;
import dev.pasaje.sandbox.weather.Forecast;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the emulator until it is interrupted.
@Command(name = "sandbox")
final class SandboxCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8085")
  private int port = 8085;

  @Option(names = "--seed", paramLabel = "NAME|FILE", defaultValue = "")
  private String seed = "";

  @Option(names = "--accounts", paramLabel = "FILE")
  private @Nullable Path accounts;

  @Option(names = "--weather", paramLabel = "PRESET", defaultValue = "calm")
  private String weather = "calm";

  @Option(names = "--tls")
  private boolean tls;

  @Option(names = "--ca-out", paramLabel = "DIR", defaultValue = "pasaje-ca")
  private Path caOut = Path.of("pasaje-ca");

  @Option(names = "--random", paramLabel = "NUMBER", defaultValue = "1")
  private long random = 1;

  @Option(names = "--start", paramLabel = "INSTANT")
  private @Nullable Instant start;

  @Option(names = "--ready-file", paramLabel = "FILE")
  private @Nullable Path readyFile;

  @Option(names = "--data", paramLabel = "DIR")
  private @Nullable Path data;

  @Option(names = "--shop", paramLabel = "HOW")
  private @Nullable String shop;

  @Option(names = "--shop-port", paramLabel = "PORT", defaultValue = "0")
  private int shopPort;

  @Option(names = "--shop-settings", paramLabel = "FILE")
  private @Nullable Path shopSettings;

  private final Terminal terminal;

  SandboxCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Texts texts = Texts.of("sandbox", terminal.language());
    Optional<ShopVariant> variant =
        SandboxShop.variant(Optional.ofNullable(shop), shopPort != 0 || shopSettings != null);
    Optional<Path> settings = Optional.ofNullable(shopSettings).map(terminal.directory()::resolve);
    settings.ifPresent(SandboxShop::checkReplaceable);
    Surroundings surroundings = Surroundings.USUAL.withForecast(forecast());
    if (tls) {
      surroundings = surroundings.withTls(terminal.directory().resolve(caOut));
    }
    SandboxOptions options =
        SandboxOptions.usual()
            .withHost(host)
            .withPort(port)
            .withSeed(random)
            .withSeedName(seeds())
            .withSurroundings(surroundings);
    if (start != null) {
      options = options.withStart(start);
    }
    if (data != null) {
      options = options.withData(terminal.directory().resolve(data));
    }
    try (Sandbox sandbox = started(options)) {
      if (variant.isPresent()) {
        Path authority = terminal.directory().resolve(caOut);
        Instant now = options.realClock().instant();
        try (SandboxShop site =
            SandboxShop.open(sandbox, variant.get(), shopPort, authority, now)) {
          settings.ifPresent(site::writeSettings);
          serve(sandbox, Optional.of(site), texts);
        }
      } else {
        serve(sandbox, Optional.empty(), texts);
      }
    }
    return 0;
  }

  /// Until somebody stops the process.
  private void serve(Sandbox sandbox, Optional<SandboxShop> site, Texts texts)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    if (readyFile != null) {
      String ready = sandbox.readyFile();
      writeReady(
          terminal.directory().resolve(readyFile),
          site.map(open -> open.ready(ready)).orElse(ready));
    }
    announce(sandbox, texts);
    if (!global.quiet()) {
      site.ifPresent(open -> open.announce(terminal, texts));
      terminal.err().println(texts.get("stop"));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
    stopped.await();
  }

  private Forecast forecast() {
    if (!Forecast.presets().contains(weather)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "sandbox.weather",
          Map.of("found", weather, "accepted", String.join(", ", Forecast.presets())));
    }
    return Forecast.preset(weather);
  }

  /// Accounts come first: what is planted after them may belong to them.
  private String seeds() {
    return accounts == null ? seed : seed.isEmpty() ? accounts.toString() : accounts + "," + seed;
  }

  private Sandbox started(SandboxOptions options) {
    try {
      return Sandbox.start(options);
    } catch (SeedException bad) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "sandbox.seed",
          Map.of("why", String.valueOf(bad.getMessage())),
          bad);
    } catch (JournalException journal) {
      String code =
          switch (journal.problem()) {
            case UNREADABLE -> "sandbox.journal.unreadable";
            case IN_USE -> "sandbox.journal.used";
            case DAMAGED -> "sandbox.journal.damaged";
          };
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          code,
          Map.of(
              "file",
              journal.file(),
              "line",
              Integer.toString(journal.line()),
              "why",
              journal.why()),
          journal);
    } catch (RuntimeException failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new PasajeException(
              PasajeException.Kind.USAGE,
              "sandbox.port",
              Map.of("address", host + ":" + port),
              failed);
        }
      }
      throw failed;
    }
  }

  private void announce(Sandbox sandbox, Texts texts) {
    terminal.out().println(sandbox.baseUrl());
    terminal.out().flush();
    sandbox
        .cutJournal()
        .ifPresent(
            file -> terminal.err().println(texts.get("cut", Map.of("file", file.toString()))));
    if (global.quiet()) {
      return;
    }
    terminal.err().println(texts.get("ready", Map.of("address", sandbox.baseUrl())));
    if (!host.equals("127.0.0.1") && !host.equals("::1") && !host.equals("localhost")) {
      terminal.err().println(texts.get("exposed", Map.of("host", host)));
    }
    for (var account : sandbox.accounts()) {
      if (account.kind().equals("real")) {
        terminal.err().println();
        terminal.err().println("  " + account.site());
        terminal.err().println("    public key    " + account.publicKey());
        terminal.err().println("    access token  " + account.accessToken());
      }
    }
    terminal.err().println();
    if (tls) {
      terminal.err().println(texts.get("tls", Map.of("directory", caOut.toString())));
    }
    terminal
        .err()
        .println(texts.get("control", Map.of("address", sandbox.baseUrl() + "/_sandbox/")));
  }

  /// A reader that waits for the file must never see half of it.
  private static void writeReady(Path file, String content) {
    try {
      Path partial = file.resolveSibling(file.getFileName() + ".partial");
      Files.writeString(partial, content);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
