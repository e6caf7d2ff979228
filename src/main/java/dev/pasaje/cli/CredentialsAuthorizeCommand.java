// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.oauth.Application;
import dev.pasaje.oauth.Authorisations;
import dev.pasaje.oauth.Callback;
import dev.pasaje.oauth.Seller;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Has a seller authorise the application: prints the link, waits for the answer, keeps the tokens.
@Command(name = "authorize")
public final class CredentialsAuthorizeCommand implements Callable<Integer> {
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final int MOST_ANSWER = 1 << 20;

  /// The link itself has no end; the code in the answer has ten minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--redirect-uri", paramLabel = "ADDRESS", required = true)
  private String redirect = "";

  @Option(names = "--answer", paramLabel = "ADDRESS")
  private @Nullable String answer;

  private final Terminal terminal;
  private final Desk desk;
  private final String release;

  public CredentialsAuthorizeCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = desk.settings(global);
    Application application = Application.of(integration(settings), settings.apiBaseUrl());
    URI back = address(redirect);
    try (Database database = Database.open(settings.storeUrl(), terminal.directory());
        Transport transport = Transport.with(CALL, MOST_ANSWER)) {
      Authorisations authorisations =
          new Authorisations(
              new Authorisations.Surroundings(
                  database,
                  vault(settings),
                  transport,
                  terminal.clock(),
                  "Pasaje/" + release,
                  new SecureRandom()));
      if (answer != null) {
        return done(authorisations.finish(application, back, answer));
      }
      return ask(authorisations, application, back);
    }
  }

  private Vault vault(Settings settings) {
    VaultDesk desk = new VaultDesk(terminal, this.desk);
    return desk.openOrCreate(settings, new Person().by(terminal, "tokens of sellers"));
  }

  private int ask(Authorisations authorisations, Application application, URI back)
      throws InterruptedException {
    if (Callback.local(back)) {
      try (Callback callback = Callback.listen(back, texts().get("authorize.close"))) {
        print(authorisations.begin(application, back));
        say("authorize.waiting", Map.of("address", back.toString()));
        Optional<String> came = callback.await(PATIENCE);
        return done(
            authorisations.finish(
                application, back, came.orElseThrow(() -> usage("oauth.nobody", Map.of()))));
      }
    }
    print(authorisations.begin(application, back));
    if (!terminal.interactive()) {
      say("authorize.later", Map.of());
      return 0;
    }
    say("authorize.paste", Map.of());
    Scanner typed = new Scanner(terminal.in(), java.nio.charset.StandardCharsets.UTF_8);
    return done(
        authorisations.finish(application, back, typed.hasNextLine() ? typed.nextLine() : ""));
  }

  private void print(URI link) {
    terminal.out().println(link);
    terminal.out().flush();
  }

  private int done(Seller seller) {
    terminal
        .out()
        .println(
            texts()
                .get(
                    "authorize.done",
                    Map.of(
                        "seller", seller.userId(),
                        "integration", seller.integration(),
                        "due", seller.dueAt().toString().substring(0, 10),
                        "end", seller.expiresAt().toString().substring(0, 10))));
    return 0;
  }

  private void say(String key, Map<String, String> arguments) {
    desk.progress(global, key, arguments);
  }

  private Texts texts() {
    return Texts.of("cli", terminal.language());
  }

  private Integration integration(Settings settings) {
    List<Integration> chosen = desk.chosen(settings, integrations);
    if (chosen.size() != 1) {
      throw usage(
          "cli.which-integration",
          Map.of("known", String.join(", ", chosen.stream().map(Integration::id).toList())));
    }
    return chosen.getFirst();
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text.strip());
      if (address.getHost() != null
          && ("https".equals(address.getScheme()) || Callback.local(address))) {
        return address;
      }
    } catch (IllegalArgumentException noAddress) {
      // Told below, with those of another kind.
    }
    throw usage("oauth.redirect", Map.of("found", text));
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
