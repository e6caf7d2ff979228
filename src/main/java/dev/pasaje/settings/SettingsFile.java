// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Answer;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.OrderBooks;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.json.Documents;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.Passphrases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Finds and reads the settings: `--config`, `PASAJE_CONFIG`, `./pasaje.yaml`, the user's, the
/// machine's; the first that exists. Environment variables go over the file; design 5.
public final class SettingsFile {
  public static final String NAME = "pasaje.yaml";

  private final Map<String, String> environment;
  private final Path directory;
  private final Passphrases people;

  /// @param environment the process's variables
  /// @param directory where `./pasaje.yaml` is looked for
  public SettingsFile(Map<String, String> environment, Path directory) {
    this(environment, directory, Passphrases.NONE);
  }

  /// @param people who can be asked for the passphrase of a vault
  public SettingsFile(Map<String, String> environment, Path directory, Passphrases people) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.people = people;
  }

  /// The places looked at, in order, when no file was named.
  List<Path> places() {
    String home = environment.getOrDefault("HOME", ".");
    String user = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
    return List.of(
        directory.resolve(NAME),
        Path.of(user, "pasaje", NAME),
        Path.of("/etc/pasaje").resolve(NAME));
  }

  public Optional<Path> find(Optional<Path> named) {
    Optional<Path> explicit =
        named.or(() -> Optional.ofNullable(environment.get("PASAJE_CONFIG")).map(Path::of));
    return explicit.or(() -> places().stream().filter(Files::isRegularFile).findFirst());
  }

  /// The settings of the file that applies.
  ///
  /// @throws BadSettings with every mistake
  /// @throws PasajeException when there is no file at all
  public Settings read(Optional<Path> named) {
    Path file =
        find(named)
            .orElseThrow(() ->
                new PasajeException(
                    PasajeException.Kind.USAGE,
                    "settings.none",
                    Map.of(
                        "places",
                        String.join(", ", places().stream().map(Path::toString).toList()))));
    return parse(Optional.of(file), Documents.yaml(file));
  }

  /// What holds with no file: defaults and environment, for commands that need no integration.
  public Settings readOrDefaults(Optional<Path> named) {
    return find(named).isPresent()
        ? read(named)
        : parse(Optional.empty(), JsonNodeFactory.instance.objectNode());
  }

  private Settings parse(Optional<Path> file, JsonNode document) {
    Sources sources = new Sources(environment);
    Settings settings;
    try (Section root = new Section("", document, sources);
        Section api = root.section("api");
        Section store = root.section("store");
        Section quality = root.section("quality");
        Section measure = root.section("measure");
        Section serve = root.section("serve");
        Section deliver = root.section("deliver");
        Section vault = root.section("vault");
        Section integrations = root.section("integrations")) {
      PassageSettings passage = new PassageSettings(vault, directory, environment, people);
      List<Integration> all = new ArrayList<>();
      for (String id : integrations.ownKeys()) {
        integration(id, integrations.section(id), sources, passage).ifPresent(all::add);
      }
      if (file.isPresent() && integrations.ownKeys().isEmpty()) {
        sources.problem("integrations", "-", "integration");
      }
      settings =
          new Settings(
              file,
              all,
              api.address("base-url").orElse(Settings.MERCADO_PAGO),
              store.text("url").orElse(Settings.DEFAULT_STORE),
              new Settings.Quality(
                  quality.number("threshold", 0, 100).orElse(73),
                  quality.flag("device-id-for-non-card").orElse(true)),
              measure(measure),
              ServeSettings.serve(serve),
              ServeSettings.targets(deliver, sources, all.stream().map(Integration::id).toList()),
              passage.passage());
    }
    if (!sources.problems().isEmpty()) {
      throw new BadSettings(file.map(Path::toString).orElse("-"), sources.problems());
    }
    return settings;
  }

  private Optional<Integration> integration(
      String id, Section section, Sources sources, PassageSettings passage) {
    boolean kept = section.says("credentials", PassageSettings.VAULT);
    try (section;
        Section credentials = section.sectionOr(PassageSettings.VAULT, "credentials");
        Section targets = section.section("targets");
        Section declared = section.section("declared");
        Section orders = section.section("orders")) {
      if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
        sources.problem("integrations." + id, id, "integration-id");
      }
      Optional<OrderBooks> books = orderBooks(orders);
      Optional<Site> site =
          section.required("site", section.choice("site", Site::of, names(Site.values())));
      Optional<Product> product =
          section.required(
              "product",
              section.choice(
                  "product",
                  Product::of,
                  Arrays.stream(Product.values()).map(Product::id).toList()));
      Map<String, Answer> answers = new LinkedHashMap<>();
      for (String rule : declared.ownKeys()) {
        declared.answer(rule).ifPresent(answer -> answers.put(rule, answer));
      }
      CredentialSet test = credentialSet(credentials.section("test"));
      CredentialSet production = credentialSet(credentials.section("production"));
      passage.targets(id, targets, sources);
      Optional<java.net.URI> website = section.address("website");
      Optional<java.net.URI> checkout = section.address("checkout");
      Optional<java.net.URI> notifications = section.address("notifications");
      List<Secret> webhookSecrets = section.secrets("webhook-secrets");
      if (kept) {
        test = passage.filled(test, id, "test");
        production = passage.filled(production, id, "production");
        webhookSecrets = passage.webhookSecrets(webhookSecrets, id);
      }
      Optional<String> payment = section.text("payment");
      if (site.isEmpty() || product.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Integration(
              id,
              site.get(),
              product.get(),
              website,
              checkout,
              notifications,
              test,
              production,
              webhookSecrets,
              answers,
              payment,
              books));
    }
  }

  /// Where the merchant's own books are.
  private Optional<OrderBooks> orderBooks(Section section) {
    try (Section jdbc = section.section("jdbc");
        Section woocommerce = section.section("woocommerce")) {
      Optional<OrderBooks> csv =
          section.text("csv").map(path -> new OrderBooks.Csv(directory.resolve(path)));
      Optional<OrderBooks> database =
          jdbc.text("url")
              .flatMap(url ->
                  jdbc.required("query", jdbc.text("query"))
                      .map(query ->
                          new OrderBooks.Jdbc(
                              Secret.of(url), jdbc.text("user"), jdbc.secret("password"), query)));
      Optional<OrderBooks> shop =
          woocommerce
              .address("url")
              .flatMap(url -> {
                Optional<String> key =
                    woocommerce.required("consumer-key", woocommerce.text("consumer-key"));
                Optional<Secret> secret =
                    woocommerce.required("consumer-secret", woocommerce.secret("consumer-secret"));
                return key.flatMap(
                    id -> secret.map(word -> new OrderBooks.WooCommerce(url, id, word)));
              });
      return csv.or(() -> database).or(() -> shop);
    }
  }

  private Settings.Measure measure(Section section) {
    Settings.Measure usual = Settings.Measure.USUAL;
    return new Settings.Measure(
        section.number("time-limit", 1, 120).map(Duration::ofSeconds).orElse(usual.limit()),
        section.flag("allow-private").orElse(usual.allowPrivate()),
        section.texts("trust").stream().map(directory::resolve).toList(),
        section
            .choice(
                "tls-profile",
                found -> Optional.of(found).filter(Settings.Measure.TLS_PROFILES::contains),
                Settings.Measure.TLS_PROFILES)
            .orElse(usual.tlsProfile()),
        section.text("browser").orElse(usual.browser()));
  }

  private static CredentialSet credentialSet(Section section) {
    try (section) {
      return new CredentialSet(
          section.text("public-key"),
          section.secret("access-token"),
          section.text("client-id"),
          section.secret("client-secret"));
    }
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
