// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.resources.Progress;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An operator's day: what arrived, what was given up, replay, simulate, backup, on a store that a
/// running `serve` uses.
@Timeout(60)
class NotificationsToolsTest {
  private static final String SECRET = "marked-signing-secret";

  @TempDir Path directory;

  private Sandbox sandbox;
  private Database database;
  private Service service;
  private String language = "en_US.UTF-8";
  private String columns = "120";

  @BeforeEach
  void serve() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.usual());
    SandboxAccount account = sandbox.account("MLB", "real");
    String yaml =
        """
        integrations:
          loja:
            site: MLB
            product: checkout-api
            credentials:
              production: { public-key: "%s", access-token: "%s" }
            webhook-secrets: [%s]
            notifications: "http://127.0.0.1:8080/n/loja?client=loja"
          otra: { site: MLA, product: checkout-pro, webhook-secrets: [another] }
        api: { base-url: "%s" }
        serve: { port: PORT }
        """
            .formatted(account.publicKey(), account.accessToken(), SECRET, sandbox.baseUrl());
    Path file = directory.resolve("pasaje.yaml");
    Files.writeString(file, yaml.replace("PORT", "0"));
    Settings settings = new SettingsFile(Map.of(), directory).read(Optional.empty());
    database = Database.open(settings.storeUrl(), directory);
    service =
        Service.start(
            settings,
            database,
            new Service.Conditions(InstantSource.system(), new Random(1), "node", "test"));
    Files.writeString(file, yaml.replace("PORT", Integer.toString(service.port())));
  }

  @AfterEach
  void end() {
    service.close();
    database.close();
    sandbox.close();
  }

  private Run run(String... arguments) {
    return Run.in(directory)
        .now()
        .with("LANG", language)
        .with("COLUMNS", columns)
        .with("WRONG", "not the secret")
        .pasaje(arguments);
  }

  private Run simulate(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "notifications";
    all[1] = "simulate";
    all[2] = "--integration";
    all[3] = "loja";
    System.arraycopy(more, 0, all, 4, more.length);
    return run(all);
  }

  private void dead(String integration, String id, String trouble) {
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "insert into work values (?, 'payment', ?, 1, 0, 5, 'hint', 'dead', 5, 6, '', 0,"
                    + " ?)",
                integration,
                id,
                trouble));
  }

  private Progress.Stage stage(String id) {
    return Progress.of(database, "loja", new ResourceRef(ResourceKind.PAYMENT, id))
        .orElseThrow()
        .stage();
  }

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(Path.of("docs/schemas/" + name + ".schema.json")), InputFormat.JSON);
  }

  @Test
  void a_simulated_notification_arrives_verified_and_is_listed_and_shown() throws IOException {
    Run sent = simulate("--local", "--topic", "payment", "--id", "123456", "--simulator");

    assertThat(sent.exit()).as(sent.all()).isZero();
    assertThat(sent.out())
        .startsWith("Accepted: 200 in ")
        .contains("POST /n/loja?data.id=123456&type=payment");
    Run listed = run("notifications", "list");
    assertThat(listed.out()).contains("payment 123456", "loja", "verified", "read again");
    assertThat(run("notifications", "list", "--disposition", "quarantined").out())
        .isEqualTo("No notification fits.\n");
    assertThat(run("notifications", "list", "--resource", "123456", "--limit", "1").out())
        .contains("123456");
    assertThat(run("notifications", "list", "--integration", "otra").out())
        .isEqualTo("No notification fits.\n");
    Run shown = run("notifications", "show", "1");
    assertThat(shown.out())
        .startsWith("1: payment 123456 · loja · ")
        .contains("form as-sent secret-1", "restclient-node", "\"live_mode\":false");
    assertThat(run("notifications", "list", "--format", "csv").out()).hasLineCount(2);
    String json = run("notifications", "list", "--format", "json").out();
    assertThat(schema("notifications").validate(json, InputFormat.JSON)).isEmpty();
    assertThat(schema("notifications").validate(json.replace("\"at\"", "\"on\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(
            schema("notification")
                .validate(
                    run("notifications", "show", "1", "--format", "json").out(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void what_was_wrongly_signed_waits_until_a_person_replays_it() {
    String payment = sandboxPayment();
    Run wrong =
        simulate("--local", "--topic", "payment", "--id", payment, "--secret-from", "WRONG");
    assertThat(wrong.exit()).as("stored, and so accepted").isZero();
    assertThat(run("notifications", "list").out()).contains("wrong", "quarantined");
    assertThat(run("notifications", "show", "1").out()).contains("Nothing was read because of it");

    Run replayed = run("notifications", "replay", "--quarantined");

    assertThat(replayed.out()).startsWith("Notifications replayed: 1. ");
    awaitRead(payment);
    assertThat(run("notifications", "show", "1").out())
        .contains("It was read; last stored: 20", "It belongs to order ");
    assertThat(run("notifications", "replay", "1").out()).startsWith("Notifications replayed: 1. ");
    assertThat(run("notifications", "replay", "--since", "2026-01-01T00:00:00Z").out())
        .startsWith("Notifications replayed: 1. ");
    assertThat(run("notifications", "replay", "--quarantined", "--integration", "otra").out())
        .isEqualTo("There was nothing to replay.\n");
    assertThat(run("notifications", "replay", "--since", "2100-01-01T00:00:00Z").out())
        .isEqualTo("There was nothing to replay.\n");
  }

  /// A payment that the emulator knows.
  private String sandboxPayment() {
    try (var transport =
        dev.pasaje.http.Transport.with(java.time.Duration.ofSeconds(10), 1 << 20)) {
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create(sandbox.baseUrl() + "/v1/payments"))
              .header("Authorization", "Bearer " + sandbox.account("MLB", "real").accessToken())
              .header("X-Idempotency-Key", "1")
              .header("Content-Type", "application/json")
              .POST(
                  java.net.http.HttpRequest.BodyPublishers.ofString(
                      """
                      {"transaction_amount":100.5,"payment_method_id":"pix","description":"One",
                       "external_reference":"A-1","payer":{"email":"test_user_7@testuser.com"}}
                      """))
              .build();
      var answer = (dev.pasaje.http.Exchange.Answer) transport.send(request);
      return tools.jackson.databind.json.JsonMapper.shared()
          .readTree(answer.body())
          .path("id")
          .asString();
    }
  }

  private void awaitRead(String payment) {
    while (stage(payment) != Progress.Stage.READ) {
      Thread.onSpinWait();
    }
  }

  @Test
  void what_was_given_up_is_explained_and_tried_again() throws IOException {
    String payment = sandboxPayment();
    dead("loja", payment, "not-found");
    dead("gone", "8", "foreign: account 9");
    dead("loja", "7", "status-400");

    String text = run("notifications", "list", "--dead").out();
    assertThat(text)
        .contains("payment " + payment + " · loja", "The API does not know it (404).")
        .contains("It belongs to another account (account 9).", "The API answered 400.")
        .contains("Given up on 1970-01-01T00:00:00Z after 6 attempts");
    String json = run("notifications", "list", "--dead", "--format", "json").out();
    assertThat(schema("dead-work").validate(json, InputFormat.JSON)).isEmpty();
    assertThat(run("notifications", "list", "--dead", "--format", "csv").out()).hasLineCount(4);
    assertThat(run("doctor").out()).contains("3 given up: `pasaje notifications list --dead`");

    assertThat(run("notifications", "replay", "--dead").out())
        .startsWith("Given up and tried again: 2. Not of an integration in the settings: 1.");
    awaitRead(payment);
  }

  @Test
  void a_notification_of_nobody_is_replayed_for_whom_a_person_says() {
    simulate(
        "--url",
        "http://127.0.0.1:" + service.port() + "/n/nobody",
        "--allow-private",
        "--topic",
        "payment",
        "--id",
        "55");
    assertThat(run("notifications", "list", "--disposition", "unrouted").out()).contains("55");

    assertThat(run("notifications", "replay", "--unrouted").err())
        .contains("say whose they are")
        .hasLineCount(1);
    assertThat(run("notifications", "replay", "1").out()).contains("or nobody's: 1.");
    assertThat(run("notifications", "replay", "--unrouted", "--integration", "loja").out())
        .startsWith("Notifications replayed: 1. ");
    assertThat(stage("55")).isNotNull();
  }

  @Test
  void a_backup_is_made_while_serving_and_restored_elsewhere() throws IOException {
    simulate("--local", "--topic", "payment", "--id", "123456");
    Run saved = run("backup", "store.backup");

    assertThat(saved.out()).matches("\\d+ rows written to store.backup.\n");
    assertThat(run("backup", "store.backup").err()).contains("--force").hasLineCount(1);
    assertThat(run("backup", "store.backup", "--force").exit()).isZero();
    assertThat(run("restore", "store.backup").err()).contains("not empty").hasLineCount(1);
    Path other = directory.resolve("other.yaml");
    Files.writeString(
        other,
        Files.readString(directory.resolve("pasaje.yaml"))
            + "store: { url: \"jdbc:sqlite:other.db\" }\n");
    Files.write(directory.resolve("cut"), new byte[] {'P', 'K', 3, 4});
    Run cut = run("restore", "cut", "--config", "other.yaml");
    assertThat(cut.err()).contains("damaged").hasLineCount(1);
    assertThat(cut.exit()).isEqualTo(2);
    assertThat(directory.resolve("other.db")).doesNotExist();
    assertThat(run("doctor", "--config", "other.yaml").out()).contains("other.db: not there yet");

    Run restored = run("restore", "store.backup", "--config", "other.yaml");

    assertThat(restored.out()).contains("rows restored, as they were at 20");
    assertThat(run("notifications", "list", "--config", "other.yaml").out()).contains("123456");
    assertThat(run("doctor", "--config", "other.yaml").out())
        .contains(
            "other.db: SQLite, tables of version "
                + TestDatabases.tablesVersion()
                + ", wal, synchronous=FULL",
            "Work: 1 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"es_AR.UTF-8", "pt_BR.UTF-8", "en_US.UTF-8"})
  void no_line_is_wider_than_a_narrow_terminal_in_any_language(String spoken) {
    simulate("--local", "--topic", "topic_claims_integration_wh", "--id", "9".repeat(60));
    dead("loja", "7", "internal: NullPointerException");
    language = spoken;
    columns = "60";

    for (String[] command :
        new String[][] {
          {"list"},
          {"list", "--dead"},
          {"show", "1"},
          {"replay", "1"},
          {"replay", "--help"},
          {"list", "--help"}
        }) {
      String[] all = new String[command.length + 1];
      all[0] = "notifications";
      System.arraycopy(command, 0, all, 1, command.length);
      Run run = run(all);
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 60);
    }
  }

  @Test
  void bad_input_is_one_clear_line_each() {
    String[][] commands = {
      {"notifications", "list", "--limit", "0"},
      {"notifications", "list", "--disposition", "happy"},
      {"notifications", "list", "--dead", "--resource", "1"},
      {"notifications", "list", "--integration", "nobody"},
      {"notifications", "list", "--format", "html"},
      {"notifications", "show", "77"},
      {"notifications", "show", "x"},
      {"notifications", "replay"},
      {"notifications", "replay", "77"},
      {"notifications", "replay", "1", "--dead"},
      {"notifications", "replay", "--dead", "--quarantined"},
      {"notifications", "replay", "1", "--since", "2026-01-01T00:00:00Z"},
      {"notifications", "replay", "--since", "yesterday"},
      {"notifications", "listen", "--forward", "nowhere"},
      {"notifications", "listen", "--integration", "nobody"},
      {"notifications", "simulate", "--topic", "payment", "--id", "1"},
      {"notifications", "simulate", "--integration", "loja", "--topic", "pay ment", "--id", "1"},
      {"notifications", "simulate", "--integration", "loja", "--topic", "payment", "--id", "a b"},
      {"notifications", "simulate", "--integration", "loja", "--topic", "payment", "--id", "1"},
      {
        "notifications",
        "simulate",
        "--integration",
        "loja",
        "--topic",
        "p",
        "--id",
        "1",
        "--ipn",
        "--simulator"
      },
      {"notifications", "simulate", "--url", "http://127.0.0.1:1/", "--topic", "p", "--id", "1"},
      {
        "notifications",
        "simulate",
        "--url",
        "http://127.0.0.1:1/",
        "--local",
        "--topic",
        "p",
        "--id",
        "1"
      },
      {
        "notifications",
        "simulate",
        "--integration",
        "loja",
        "--topic",
        "p",
        "--id",
        "1",
        "--secret-from",
        "MISSING"
      },
      {"restore", "nothing"},
      {"backup", "nowhere/b"},
    };
    for (String[] command : commands) {
      Run run = run(command);
      assertThat(run.exit()).as(String.join(" ", command)).isEqualTo(2);
      assertThat(run.err()).as(String.join(" ", command)).hasLineCount(1);
      assertThat(run.out()).as(String.join(" ", command)).isEmpty();
      assertThat(run.all()).doesNotContain(SECRET);
    }
  }

  @Test
  void a_receiver_that_is_not_there_ends_with_1() {
    Run run =
        simulate(
            "--url", "http://127.0.0.1:1/", "--allow-private", "--topic", "payment", "--id", "1");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).startsWith("Not accepted: refused after ");
  }
}
