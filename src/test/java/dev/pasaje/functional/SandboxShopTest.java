// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `pasaje sandbox --shop` and what it writes.
class SandboxShopTest {
  @TempDir Path directory;

  private interface Use {
    void of(JsonNode ready) throws IOException;
  }

  /// Runs the command until it has written its ready file and that was used.
  private String serving(String how, Use use) throws Exception {
    try (WatchService watch = directory.getFileSystem().newWatchService()) {
      directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      var run = new java.util.concurrent.atomic.AtomicReference<Run>();
      Thread command =
          Thread.ofPlatform()
              .start(() ->
                  run.set(
                      Run.in(directory)
                          .pasaje(
                              "sandbox",
                              "--port",
                              "0",
                              "--shop",
                              how,
                              "--shop-settings",
                              "tienda.yaml",
                              "--ca-out",
                              "ca",
                              "--ready-file",
                              "ready.json")));
      Path ready = directory.resolve("ready.json");
      try {
        while (!Files.exists(ready) && command.isAlive()) {
          WatchKey key = watch.poll(2, TimeUnit.SECONDS);
          if (key != null) {
            key.pollEvents();
            key.reset();
          }
        }
        assertThat(ready).as(() -> String.valueOf(run.get())).exists();
        use.of(JsonMapper.shared().readTree(Files.readString(ready)));
      } finally {
        command.interrupt();
        command.join();
      }
      return run.get().err();
    }
  }

  @ParameterizedTest
  @CsvSource({"ready,APP_USR-", "neglected,Bearer APP_USR-"})
  void the_settings_it_writes_are_complete_and_its_owners_only(String how, String token)
      throws Exception {
    String told =
        serving(
            how,
            ready -> {
              JsonNode shop = ready.path("shop");
              Path file = directory.resolve("tienda.yaml");
              Settings settings = new SettingsFile(Map.of(), directory).read(Optional.of(file));
              var tienda = settings.integrations().getFirst();
              assertThat(tienda.website()).hasToString("Optional[" + text(shop, "website") + "]");
              assertThat(tienda.checkout()).hasToString("Optional[" + text(shop, "checkout") + "]");
              assertThat(tienda.notifications())
                  .hasToString("Optional[" + text(shop, "notifications") + "]");
              assertThat(Files.readString(file))
                  .contains("access-token: \"" + token, text(shop, "webhookSecret"));
              assertThat(settings.apiBaseUrl()).hasToString(text(ready, "baseUrl"));
              assertThat(settings.measure().allowPrivate()).isTrue();
              assertThat(settings.measure().trust()).containsExactly(Path.of(text(shop, "caFile")));
              assertThat(Path.of(text(shop, "caFile"))).isAbsolute().exists();
              assertThat(tienda.payment().orElseThrow()).matches("\\d+");
              if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
              }
              Run quality =
                  Run.in(directory)
                      .pasaje(
                          "quality",
                          "evaluate",
                          tienda.payment().orElseThrow(),
                          "--config",
                          "tienda.yaml",
                          "--format",
                          "json");
              assertThat(quality.exit()).as(quality.all()).isEqualTo(how.equals("ready") ? 0 : 1);
            });
    assertThat(told).contains("https://localhost:").contains("tienda.yaml");
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString();
  }

  @Test
  void settings_of_somebody_else_are_not_replaced() throws IOException {
    Path own = directory.resolve("pasaje.yaml");
    Files.writeString(own, "integrations: {}\n");
    Run run =
        Run.in(directory)
            .pasaje("sandbox", "--port", "0", "--shop", "ready", "--shop-settings", "pasaje.yaml");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("pasaje.yaml");
    assertThat(own).hasContent("integrations: {}");
  }

  @ParameterizedTest
  @CsvSource({
    "--shop,splendid,neglected",
    "--shop-port,7,--shop ready",
    "--shop-settings,x,--shop"
  })
  void a_wrong_shop_is_told_in_one_line(String option, String value, String told) {
    Run run = Run.in(directory).pasaje("sandbox", "--port", "0", option, value);
    assertThat(run.exit()).as(run.all()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
  }

  @Test
  void a_taken_shop_port_is_told() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      Run run =
          Run.in(directory)
              .pasaje("sandbox", "--port", "0", "--shop", "ready", "--shop-port", port);
      assertThat(run.exit()).as(run.all()).isEqualTo(2);
      assertThat(run.err()).contains(port).contains("--shop-port");
    }
  }
}
