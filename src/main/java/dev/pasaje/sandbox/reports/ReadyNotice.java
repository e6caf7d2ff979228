// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells the merchant that a report is ready: one POST to the address set in the panel, signed in
/// the body. It is not the usual notification: `signature` is the bcrypt hash of
/// `transaction_id-password-generation_date` (devsite-docs …/account-money/generate.en.md), and
/// covers neither the file names nor their addresses. Retries are not documented: there are none.
final class ReadyNotice {
  static final String SETTINGS = "report_notification";
  private static final int COST = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private final World world;
  private final String baseUrl;

  ReadyNotice(World world, String baseUrl) {
    this.world = world;
    this.baseUrl = baseUrl;
  }

  /// Sends in the background; the state is not touched by the answer.
  void send(Document task, Family family) {
    if (world.remembers()) {
      return;
    }
    world
        .shelf(SETTINGS)
        .find(Long.toString(task.ownerId()))
        .ifPresent(settings -> {
          String url = settings.body().path("url").asString();
          byte[] body = Json.bytes(body(task, family, settings.body().path("password").asString()));
          post(URI.create(url), body);
        });
  }

  /// One POST; nobody waits for the answer.
  static void post(URI url, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    var _ = HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding());
  }

  ObjectNode body(Document task, Family family, String password) {
    String transaction = task.id();
    String generated = task.body().path("generation_date").asString();
    String stem = Tasks.stem(task);
    ObjectNode body = Json.object();
    body.put("transaction_id", transaction);
    body.put("request_date", task.body().path("created_at").asString());
    body.put("generation_date", generated);
    ArrayNode files = body.putArray("files");
    for (String ending : new String[] {"csv", "xlsx"}) {
      String name = stem + "." + ending;
      files
          .addObject()
          .put("type", ending.toUpperCase(Locale.ROOT))
          .put("url", baseUrl + "/v1/account/" + family.path() + "/" + name)
          .put("name", name);
    }
    body.put("status", task.body().path("status").asString());
    body.put("creation_type", task.body().path("created_from").asString());
    body.put("report_type", family.path());
    body.put("is_test", task.body().path("is_test").asBoolean());
    body.put("signature", signature(transaction + "-" + password + "-" + generated));
    return body;
  }

  /// bcrypt reads 72 bytes; the salt comes from the emulator's seed.
  private String signature(String text) {
    byte[] salt = HexFormat.of().parseHex(world.chance(SETTINGS).hex(32));
    byte[] hash =
        BCrypt.with(LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
            .hash(COST, salt, text.getBytes(StandardCharsets.UTF_8));
    return new String(hash, StandardCharsets.US_ASCII);
  }
}
