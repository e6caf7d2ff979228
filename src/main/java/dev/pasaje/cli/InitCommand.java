// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.settings.SettingsFile;
import dev.pasaje.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes a commented `pasaje.yaml`. What no flag gives is asked, when there is a person to ask.
@Command(name = "init")
public final class InitCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--site", paramLabel = "SITE")
  private @Nullable String site;

  @Option(names = "--product", paramLabel = "PRODUCT")
  private @Nullable String product;

  @Option(names = "--website", paramLabel = "URL")
  private @Nullable String website;

  @Option(names = "--checkout", paramLabel = "URL")
  private @Nullable String checkout;

  @Option(names = "--notifications", paramLabel = "URL")
  private @Nullable String notifications;

  @Option(names = "--file", paramLabel = "FILE", defaultValue = SettingsFile.NAME)
  private Path file = Path.of(SettingsFile.NAME);

  @Option(names = "--force")
  private boolean force;

  private final Terminal terminal;
  private final Texts texts;
  private @Nullable BufferedReader answers;

  public InitCommand(Terminal terminal) {
    this.terminal = terminal;
    this.texts = Texts.of("init", terminal.language());
  }

  @Override
  public Integer call() {
    Path target = terminal.directory().resolve(file);
    if (Files.exists(target) && !force) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "init.exists", Map.of("file", file.toString()));
    }
    String id =
        ask(
            "integration",
            integration,
            Optional.of("tienda"),
            found ->
                found.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
                    ? Optional.of(found)
                    : Optional.empty());
    Site chosenSite = ask("site", site, Optional.empty(), Site::of);
    Product chosenProduct = ask("product", product, Optional.of("checkout-pro"), Product::of);
    String shop = ask("website", website, Optional.empty(), InitCommand::address);
    String page =
        ask("checkout", checkout, Optional.of(under(shop, "/checkout")), InitCommand::address);
    String receiver =
        ask(
            "notifications",
            notifications,
            Optional.of(under(shop, "/mercadopago/notifications")),
            InitCommand::address);
    OutputOptions.save(
        target,
        texts.get(
            "template",
            Map.of(
                "id", id,
                "site", chosenSite.name(),
                "product", chosenProduct.id(),
                "website", shop,
                "checkout", page,
                "notifications", receiver)));
    terminal.err().println(texts.get("written", Map.of("file", file.toString())));
    return 0;
  }

  private <T> T ask(
      String name,
      @Nullable String given,
      Optional<String> proposal,
      Function<String, Optional<T>> parse) {
    String accepted = texts.get("accepted." + name, accepted());
    if (given != null) {
      return parse
          .apply(given.strip())
          .orElseThrow(() ->
              new PasajeException(
                  PasajeException.Kind.USAGE,
                  "init.value",
                  Map.of("flag", "--" + name, "found", given, "accepted", accepted)));
    }
    if (!terminal.interactive()) {
      return proposal
          .flatMap(parse)
          .orElseThrow(() ->
              new PasajeException(
                  PasajeException.Kind.USAGE,
                  "init.missing",
                  Map.of("flag", "--" + name, "accepted", accepted)));
    }
    while (true) {
      terminal.err().print(texts.get("ask." + name, accepted()));
      proposal.ifPresent(value -> terminal.err().print(" [" + value + "]"));
      terminal.err().print(": ");
      terminal.err().flush();
      String line = line();
      String answer = line.isBlank() ? proposal.orElse("") : line.strip();
      Optional<T> value = parse.apply(answer);
      if (value.isPresent()) {
        return value.get();
      }
      terminal.err().println("  " + accepted);
    }
  }

  private static Map<String, String> accepted() {
    return Map.of(
        "sites", String.join(" ", Arrays.stream(Site.values()).map(Site::name).toList()),
        "products", String.join(" ", Arrays.stream(Product.values()).map(Product::id).toList()));
  }

  private String line() {
    try {
      if (answers == null) {
        answers = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
      }
      String line = answers.readLine();
      if (line == null) {
        throw new PasajeException(PasajeException.Kind.USAGE, "init.ended", Map.of());
      }
      return line;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String under(String shop, String path) {
    return shop.replaceAll("/+$", "") + path;
  }

  private static Optional<String> address(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException bad) {
      return Optional.empty();
    }
  }
}
