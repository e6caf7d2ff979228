// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pasaje.integration.Answer;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.secret.Secret;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  private static final String GOOD =
      """
      integrations:
        tienda:
          site: MLA
          product: checkout-pro
          website: https://tienda.example
          credentials:
            production: { public-key: "${PK}", access-token: "${AT}" }
          webhook-secrets: ["${WH}"]
          declared: { refunds-by-api: true, stores-by-api: { answer: no, date: 2026-10-01 } }
          orders: { csv: orders.csv }
      store: { url: "jdbc:sqlite:other.db" }
      """;

  @TempDir Path directory;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("PK", "APP_USR-key", "AT", "marked-token", "WH", "marked-hook"));

  private Settings read(String yaml) throws IOException {
    Files.writeString(directory.resolve("pasaje.yaml"), yaml);
    return new SettingsFile(environment, directory).read(Optional.empty());
  }

  @Test
  void a_good_file_is_read_whole() throws IOException {
    Settings settings = read(GOOD);

    Integration tienda = settings.integrations().getFirst();
    assertThat(tienda.id()).isEqualTo("tienda");
    assertThat(tienda.site()).isEqualTo(Site.MLA);
    assertThat(tienda.product()).isEqualTo(Product.CHECKOUT_PRO);
    assertThat(tienda.production().accessToken()).contains(Secret.of("marked-token"));
    assertThat(tienda.webhookSecrets()).containsExactly(Secret.of("marked-hook"));
    assertThat(tienda.declared()).containsEntry("refunds-by-api", Answer.of(true));
    assertThat(tienda.declared())
        .containsEntry(
            "stores-by-api", new Answer(false, Optional.of(LocalDate.parse("2026-10-01"))));
    assertThat(tienda.test().isEmpty()).isTrue();
    assertThat(settings.apiBaseUrl()).isEqualTo(Settings.MERCADO_PAGO);
    assertThat(settings.storeUrl()).isEqualTo("jdbc:sqlite:other.db");
    assertThat(settings.quality().threshold()).isEqualTo(73);
  }

  @Test
  void the_environment_goes_over_the_file() throws IOException {
    environment.put("PASAJE_API_BASE_URL", "http://127.0.0.1:9");
    environment.put("PASAJE_INTEGRATIONS_TIENDA_SITE", "MLB");

    Settings settings = read(GOOD);

    assertThat(settings.apiBaseUrl()).isEqualTo(URI.create("http://127.0.0.1:9"));
    assertThat(settings.integrations().getFirst().site()).isEqualTo(Site.MLB);
  }

  @Test
  void a_variable_may_be_a_file() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "from-file\n");
    environment.remove("AT");
    environment.put("AT_FILE", file.toString());

    assertThat(read(GOOD).integrations().getFirst().production().accessToken())
        .contains(Secret.of("from-file"));
  }

  @Test
  void every_mistake_is_told_at_once() {
    BadSettings bad =
        catchThrowableOfType(
            BadSettings.class,
            () ->
                read(
                    """
                    integrations:
                      tienda:
                        site: ARG
                        product: checkout
                        website: tienda.example
                        credentails: {}
                        credentials:
                          production: { public-key: "${NOT_SET}", access-token: [1] }
                    quality: { threshold: 173 }
                    """));

    assertThat(bad.problems())
        .extracting(Problem::key)
        .containsExactlyInAnyOrder(
            "integrations.tienda.site",
            "integrations.tienda.product",
            "integrations.tienda.website",
            "integrations.tienda.credentails",
            "integrations.tienda.credentials.production.public-key",
            "integrations.tienda.credentials.production.access-token",
            "quality.threshold");
    for (Language language : Language.values()) {
      assertThat(bad.in(language)).contains("ARG", "MLA", "checkout-pro", "NOT_SET");
    }
  }

  @Test
  void a_mistake_never_shows_a_secret() {
    environment.put("AT_FILE", "/nowhere/marked-secret-path");
    environment.remove("AT");
    assertThatThrownBy(() ->
            read(
                GOOD.replace(
                    "public-key: \"${PK}\"",
                    "public-kee: 1, client-secret: [APP_USR-1-010101-00000000000000000000000000000000-1]")))
        .isInstanceOf(BadSettings.class)
        .hasMessageNotContaining("00000000")
        .hasMessageNotContaining("marked-");
  }

  @Test
  void no_file_at_all_says_where_it_was_looked_for() {
    environment.put("HOME", directory.resolve("home").toString());
    assertThatThrownBy(() -> new SettingsFile(environment, directory).read(Optional.empty()))
        .hasMessageContaining("pasaje.yaml")
        .hasMessageContaining("pasaje init");
  }

  @Test
  void a_named_file_that_is_missing_is_not_replaced_by_another() throws IOException {
    read(GOOD);
    assertThatThrownBy(() ->
            new SettingsFile(environment, directory)
                .read(Optional.of(directory.resolve("absent.yaml"))))
        .hasMessageContaining("absent.yaml");
  }

  @Test
  void odd_documents_are_refused_in_one_piece() {
    for (String odd :
        new String[] {"[]", "text", "integrations: []", "integrations: {}", "{}", "42"}) {
      assertThatThrownBy(() -> read(odd)).as(odd).isInstanceOf(BadSettings.class);
    }
  }
}
