// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Mercado Pago's API as one credential sees it. Nothing is static: each integration has its own.
///
/// The token travels in the `Authorization` header only (domain/credentials.md 1). Safe for many
/// threads; at most [Pacing#atOnce] calls run at a time.
public final class MercadoPago {
  private final URI base;
  private final Optional<Secret> token;
  private final String userAgent;
  private final Wire wire;
  private final Supplier<UUID> keys;

  private MercadoPago(
      URI base, Optional<Secret> token, String userAgent, Wire wire, Supplier<UUID> keys) {
    this.base = base;
    this.token = token;
    this.userAgent = userAgent;
    this.wire = wire;
    this.keys = keys;
  }

  /// Where the API is and how it is asked; shared by the clients of a run.
  ///
  /// @param userAgent such as `Pasaje/0.1.0`
  public record Access(
      URI base,
      Transport transport,
      Pacing pacing,
      InstantSource clock,
      Pacing.Sleeper sleeper,
      String userAgent) {

    /// The API as the owner of a token sees it.
    ///
    /// @throws IllegalArgumentException when no header can carry the token; the JDK's own complaint
    ///   would repeat it
    public MercadoPago as(Secret token) {
      if (!token.reveal().matches("[\\x21-\\x7e]+")) {
        throw new IllegalArgumentException("the access token has letters no header can carry");
      }
      return client(Optional.of(token));
    }

    /// The API as anybody sees it, for calls that take a public key.
    public MercadoPago anonymous() {
      return client(Optional.empty());
    }

    private MercadoPago client(Optional<Secret> token) {
      return new MercadoPago(
          base,
          token,
          userAgent,
          new Wire(transport, new Pacing.Turnstile(pacing, clock, sleeper)),
          UUID::randomUUID);
    }
  }

  /// The account of the token.
  public Call<User> me() {
    return get("/users/me", Map.of()).map(User::of);
  }

  /// What the plug-ins ask about the access token.
  public Call<PluginCredentials> pluginCredentials() {
    return get("/plugins-credentials-wrapper/credentials", Map.of()).map(PluginCredentials::of);
  }

  /// What the plug-ins ask about a public key, without a token.
  public Call<PluginCredentials> pluginCredentials(String publicKey) {
    return get("/plugins-credentials-wrapper/credentials", Map.of("public_key", publicKey))
        .map(PluginCredentials::of);
  }

  public Call<Payment> payment(String id) {
    return get("/v1/payments/" + encoded(id), Map.of()).map(Payment::of);
  }

  /// One page of payments.
  ///
  /// @param filters as the API names them: `sort`, `criteria`, `status`, `limit`, …
  public Call<Page<Payment>> payments(Map<String, String> filters) {
    return get("/v1/payments/search", filters)
        .map(page ->
            new Page<>(
                list(page.path("results")).stream().map(Payment::of).toList(),
                page.path("paging").path("total").asLong(0)));
  }

  /// A merchant order, as sent; domain/api.md 6.2.
  public Call<JsonNode> merchantOrder(String id) {
    return get("/merchant_orders/" + encoded(id), Map.of());
  }

  /// A preference, as sent; domain/api.md 6.1.
  public Call<JsonNode> preference(String id) {
    return get("/checkout/preferences/" + encoded(id), Map.of());
  }

  /// An order of the Orders API, as sent; domain/api.md 7.
  public Call<JsonNode> order(String id) {
    return get("/v1/orders/" + encoded(id), Map.of());
  }

  /// Payment methods of the token's country, as sent; a public key is allowed instead of a token.
  public Call<List<JsonNode>> paymentMethods() {
    return get("/v1/payment_methods", Map.of()).map(MercadoPago::list);
  }

  /// The cheapest call that proves a public key; domain/credentials.md 4.3.
  public Call<List<JsonNode>> identificationTypes(String publicKey) {
    return get("/v1/identification_types", Map.of("public_key", publicKey)).map(MercadoPago::list);
  }

  /// Any read.
  public Call<JsonNode> get(String path, Map<String, String> query) {
    return wire.send(request(path, query).GET().build());
  }

  /// Any write. Every attempt of it carries the same idempotency key, so that asking again is safe.
  public Call<JsonNode> post(String path, JsonNode body) {
    return write("POST", path, body);
  }

  public Call<JsonNode> put(String path, JsonNode body) {
    return write("PUT", path, body);
  }

  public Call<JsonNode> delete(String path) {
    return wire.send(
        request(path, Map.of())
            .header("X-Idempotency-Key", keys.get().toString())
            .DELETE()
            .build());
  }

  /// A write that is sent once and never again, with the status it was answered: for routes that do
  /// not promise that asking twice makes one.
  public Exchange once(String path, JsonNode body) {
    return wire.once(
        request(path, Map.of())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build());
  }

  /// A file, written to disk as it comes.
  ///
  /// @param most bytes
  /// @return the answer without its body when it is 200
  public Exchange download(String path, Path into, long most, Duration limit) {
    return wire.save(request(path, Map.of()).GET().build(), into, most, limit);
  }

  private Call<JsonNode> write(String method, String path, JsonNode body) {
    return wire.send(
        request(path, Map.of())
            .header("Content-Type", "application/json")
            .header("X-Idempotency-Key", keys.get().toString())
            .method(method, BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build());
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    String suffix =
        query.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    String root = base.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path + (suffix.isEmpty() ? "" : "?" + suffix)))
            .header("Accept", "application/json")
            .header("User-Agent", userAgent);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    return request;
  }

  /// A part of a path or query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
