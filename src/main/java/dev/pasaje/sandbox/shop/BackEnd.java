// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import dev.pasaje.sandbox.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the shop asks Mercado Pago's API for, over HTTP as any shop's server does.
final class BackEnd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The emulator's weather may be bad.
  private static final int MOST_TRIES = 8;

  private static final Pattern PAYMENT = Pattern.compile("[?&]payment_id=(\\d+)");

  private final URI api;
  private final String accessToken;
  private final ShopVariant variant;
  private final HttpClient client;
  private final AtomicInteger orders = new AtomicInteger(1000);

  BackEnd(URI api, String accessToken, ShopVariant variant, SSLContext trust) {
    this.api = api;
    this.accessToken = accessToken;
    this.variant = variant;
    client = HttpClient.newBuilder().sslContext(trust).build();
  }

  /// A preference for one order, as the API answers it.
  ///
  /// @param website where the buyer comes back to
  JsonNode preference(URI website) {
    ObjectNode body =
        switch (variant) {
          case READY -> complete(website);
          case NEGLECTED -> document("bare.json");
        };
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/checkout/preferences"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + accessToken)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return Json.parse(answer(request, 201).body().getBytes(StandardCharsets.UTF_8));
  }

  /// Everything the checklist of Checkout Pro asks for (domain/quality.md A3).
  private ObjectNode complete(URI website) {
    ObjectNode body = document("complete.json");
    body.put("external_reference", "PASO-" + orders.incrementAndGet())
        .put("notification_url", website.resolve(Receiver.PATH).toString())
        .putObject("back_urls")
        .put("success", website.resolve("/gracias").toString())
        .put("pending", website.resolve("/pendiente").toString())
        .put("failure", website.resolve("/error").toString());
    return body;
  }

  /// Sells one order: a preference, and the buyer who pays it with a card on the hosted page.
  ///
  /// @return the payment's id
  String sell(URI website) {
    Map<String, String> form =
        Map.of(
            "pref_id", preference(website).path("id").asString(),
            "method", "master",
            "result", "APRO",
            "installments", "1",
            "email", "comprador@example.com");
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/checkout/v1/redirect"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    String led = answer(request, 302).headers().firstValue("Location").orElse("");
    Matcher payment = PAYMENT.matcher(led);
    if (!payment.find()) {
      throw new IllegalStateException("the hosted page led to " + led);
    }
    return payment.group(1);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> answer(HttpRequest request, int expected) {
    for (int tries = 1; ; tries++) {
      try {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == expected) {
          return answer;
        }
        boolean weather = answer.statusCode() == 429 || answer.statusCode() >= 500;
        if (!weather || tries == MOST_TRIES) {
          throw new IllegalStateException(
              "the emulator answered %s with %d, not %d"
                  .formatted(request.uri().getPath(), answer.statusCode(), expected));
        }
      } catch (IOException cut) {
        if (tries == MOST_TRIES) {
          throw new UncheckedIOException(cut);
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", stopped);
      }
    }
  }

  private static ObjectNode document(String name) {
    try (InputStream in = Objects.requireNonNull(BackEnd.class.getResourceAsStream(name), name)) {
      return (ObjectNode) Json.parse(in.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
