// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running emulator whose clock everybody goes by, and a shop that takes payments in it.
final class Emulator implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Sandbox sandbox;
  private final Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20);
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Function<Request, Optional<Reply>> instead = _ -> Optional.empty();

  private Emulator(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  static Emulator start() {
    Emulator emulator = new Emulator(Sandbox.start(SandboxOptions.usual().withStart(START)));
    emulator.sandbox.add((request, next) -> {
      if (request.path().startsWith("/v1/payments/") && request.method().equals("GET")) {
        emulator.reads.incrementAndGet();
      }
      return emulator.instead.apply(request).orElseGet(() -> next.handle(request));
    });
    return emulator;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  InstantSource clock() {
    return () -> sandbox.world().now();
  }

  Instant now() {
    return clock().instant();
  }

  void advance(Duration by) {
    sandbox.advance(by);
  }

  /// How many payments were read or searched for.
  int reads() {
    return reads.get();
  }

  /// Answers reads instead of the emulator where it gives an answer.
  void instead(Function<Request, Optional<Reply>> answer) {
    instead = request -> request.method().equals("GET") ? answer.apply(request) : Optional.empty();
  }

  /// Answers every read of paths that begin so, whoever asks.
  void answer(String path, int status) {
    instead(request ->
        request.path().startsWith(path)
            ? Optional.of(Reply.json(status, JSON.createObjectNode().put("status", status)))
            : Optional.empty());
  }

  void fair() {
    instead = _ -> Optional.empty();
  }

  SandboxAccount account(String kind) {
    return sandbox.account("MLB", kind);
  }

  /// One attempt for each call, and never a wait.
  MercadoPago.Access access() {
    return new MercadoPago.Access(
        URI.create(sandbox.baseUrl()),
        transport,
        new Pacing(1, Duration.ofMillis(1), Duration.ZERO, 8),
        clock(),
        _ -> {},
        "Pasaje/test");
  }

  private static CredentialSet credentials(SandboxAccount account) {
    return new CredentialSet(
        Optional.of(account.publicKey()),
        Optional.of(Secret.of(account.accessToken())),
        Optional.empty(),
        Optional.empty());
  }

  Integration integration(String id, Product product) {
    return integration(id, product, CredentialSet.NONE, credentials(account("test-user")));
  }

  /// With the test credentials and the production ones of the real account.
  Integration both(String id) {
    return integration(
        id,
        Product.CHECKOUT_API,
        credentials(account("test-credentials")),
        credentials(account("real")));
  }

  static Integration integration(
      String id, Product product, CredentialSet test, CredentialSet production) {
    return new Integration(
        id,
        Site.MLB,
        product,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        test,
        production,
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  /// A Pix payment that nobody has paid yet.
  String pix(String reference) {
    return pix("test-user", reference, "");
  }

  /// A boleto, which can be paid for some days.
  String boleto(String reference) {
    return offline("test-user", "bolbradesco", reference, "");
  }

  String pix(String kind, String reference, String more) {
    return offline(kind, "pix", reference, more);
  }

  private String offline(String kind, String method, String reference, String more) {
    return post(
            kind,
            "/v1/payments",
            """
            {"transaction_amount":100.5,"payment_method_id":"%s","description":"One",
             "external_reference":"%s","payer":{"email":"test_user_7@testuser.com",
             "first_name":"Test","last_name":"User",
             "identification":{"type":"CPF","number":"12345678909"}}%s}
            """
                .formatted(method, reference, more))
        .path("id")
        .asString();
  }

  /// What only time, buyers and banks do: `pay`, `expire`, `chargeback`, ….
  JsonNode act(String payment, String action) {
    return post("test-user", "/_sandbox/payments/" + payment + "/" + action, "{}");
  }

  JsonNode post(String kind, String path, String body) {
    return access()
        .as(Secret.of(account(kind).accessToken()))
        .post(path, JSON.readTree(body))
        .found()
        .orElseThrow(() -> new AssertionError(path + " was refused"));
  }

  @Override
  public void close() {
    sandbox.close();
    transport.close();
  }
}
