// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.db.Database;
import dev.pasaje.http.Transport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.oauth.Withdrawal;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A marketplace in a running emulator, by whose clock everybody goes; its sellers authorise as a
/// browser would.
final class Market implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  static final URI REDIRECT = URI.create("http://localhost:9/back");
  private static final MasterKey KEY = MasterKey.of(Secret.of("5a".repeat(32)), "test");

  private final Sandbox sandbox;
  private final SandboxAccount owner;
  private final Vault vault;
  private final Transport transport = Transport.with(Duration.ofSeconds(15), 1 << 20);
  private final AtomicInteger refreshes = new AtomicInteger();
  private volatile Function<Request, Optional<Fault>> weather = _ -> Optional.empty();

  /// What happens to a call of `/oauth/token`.
  enum Fault {
    /// It is answered with 503, and nothing happens.
    UNHEARD,
    /// It is carried out, and the answer is 502.
    ANSWER_LOST
  }

  Market(Path folder) {
    sandbox = Sandbox.start(SandboxOptions.usual().withStart(START));
    owner = sandbox.account("MLA", "real");
    vault = Vault.openOrCreate(folder.resolve("vault"), KEY, clock(), new By("test", "test"));
    sandbox.add((request, next) -> {
      if (!request.path().equals("/oauth/token")) {
        return next.handle(request);
      }
      if (new String(request.body(), StandardCharsets.UTF_8).contains("\"refresh_token\"")) {
        refreshes.incrementAndGet();
      }
      Optional<Fault> fault = weather.apply(request);
      if (fault.equals(Optional.of(Fault.UNHEARD))) {
        return Reply.empty(503);
      }
      Reply reply = next.handle(request);
      return fault.isPresent() ? Reply.empty(502) : reply;
    });
  }

  java.time.InstantSource clock() {
    return () -> sandbox.world().now();
  }

  void advance(Duration by) {
    sandbox.advance(by);
  }

  int refreshes() {
    return refreshes.get();
  }

  void weather(Function<Request, Optional<Fault>> now) {
    weather = now;
  }

  Application application() {
    URI api = URI.create(sandbox.baseUrl());
    return new Application(
        "mercado",
        Long.toString(owner.applicationId()),
        Secret.of(owner.clientSecret()),
        api,
        api.resolve("/authorization"));
  }

  Authorisations.Surroundings around(Database database) {
    return new Authorisations.Surroundings(
        database, vault, transport, clock(), "test", new Random(1));
  }

  Vault vault() {
    return vault;
  }

  /// Ids of accounts that can authorise.
  List<Long> sellers() {
    return sandbox.world().accounts().all().stream()
        .filter(one -> one.site().name().equals("MLA"))
        .map(one -> one.id())
        .toList();
  }

  void withdraw(String userId) {
    new Withdrawal(sandbox.world()).of(owner.applicationId(), Long.parseLong(userId));
  }

  /// Does on the page what the seller does.
  ///
  /// @return the address the browser is sent back to
  String browse(URI link, long seller, String decision) throws Exception {
    String form = link.getRawQuery() + "&user_id=" + seller + "&decision=" + decision;
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/authorization"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString())
        .headers()
        .firstValue("location")
        .orElseThrow();
  }

  Seller link(Database database, long seller) throws Exception {
    Authorisations authorisations = new Authorisations(around(database));
    URI link = authorisations.begin(application(), REDIRECT);
    return authorisations.finish(application(), REDIRECT, browse(link, seller, "allow"));
  }

  boolean works(Secret accessToken) {
    return new TokenEndpoint(transport, clock(), "test")
        .takes(application(), accessToken)
        .orElseThrow();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    transport.close();
    sandbox.close();
  }
}
