// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.notifications.Signer;
import dev.pasaje.sandbox.notifications.Signing;
import dev.pasaje.sandbox.tls.Authority;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A running shop on loopback over TLS that sells with Checkout Pro on an emulator.
public final class ShopSite implements AutoCloseable {
  private static final String SITE = "MLA";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Authority authority;
  private final SandboxAccount account;
  private final String publicKey;
  private final Receiver receiver;
  private final BackEnd backEnd;
  private final Listening web;
  private final URI website;
  private final String sale;

  private volatile Supplier<String> shown;

  private ShopSite(Sandbox sandbox, ShopVariant variant, Duration patience, int port, Instant now) {
    authority =
        sandbox
            .authority()
            .orElseGet(() -> Authority.create(List.of("localhost", "127.0.0.1", "::1"), now));
    account =
        switch (variant) {
          case READY -> sandbox.account(SITE, "real");
          case NEGLECTED -> sandbox.account(SITE, "test-user");
        };
    publicKey = sandbox.account(SITE, "real").publicKey();
    shown = this::publicKey;
    receiver = new Receiver(variant, new Signer(account.webhookSecret(), Signing.LIVE), patience);
    backEnd =
        new BackEnd(
            URI.create(sandbox.baseUrl()), account.accessToken(), variant, authority.clients());
    var address = new CompletableFuture<URI>();
    var front =
        new Storefront(
            variant,
            new Storefront.Keys(
                () -> shown.get(),
                sandbox.account(SITE, "test-credentials").publicKey(),
                account.accessToken()),
            () -> backEnd.preference(address.join()));
    web =
        Listening.start(
            port,
            new Listening.Service(authority.context(), routing -> route(routing, variant, front)));
    website = URI.create("https://localhost:" + web.port() + "/");
    address.complete(website);
    try {
      sandbox.trust(authority.clients());
      sale = backEnd.sell(website);
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /// @param port 0 takes a free one
  /// @param now by the real clock: it is the clients that check the certificate's dates
  public static ShopSite start(Sandbox sandbox, ShopVariant variant, int port, Instant now) {
    return start(sandbox, variant, PATIENCE, port, now);
  }

  /// @param patience for the body of one call to the receiver
  static ShopSite start(
      Sandbox sandbox, ShopVariant variant, Duration patience, int port, Instant now) {
    return new ShopSite(sandbox, variant, patience, port, now);
  }

  private void route(HttpRouting.Builder routing, ShopVariant variant, Storefront front) {
    if (variant == ShopVariant.READY) {
      routing.addFilter((chain, request, response) -> {
        response.header("Strict-Transport-Security", "max-age=63072000");
        chain.proceed();
      });
    }
    routing.any(
        Receiver.PATH,
        (request, response) -> {
          boolean whole = request.prologue().uriPath().rawPath().endsWith("/");
          if (variant == ShopVariant.NEGLECTED && !whole) {
            response.header("Location", Receiver.PATH + "/").status(Status.create(301)).send();
          } else {
            receiver.answer(request, response);
          }
        });
    routing.any(Receiver.PATH + "/", receiver::answer);
    front.routes(routing);
  }

  public URI website() {
    return website;
  }

  public URI checkout() {
    return website.resolve("/checkout");
  }

  public URI notifications() {
    return website.resolve(Receiver.PATH);
  }

  /// Writes `ca.pem` and `ca.p12`, and returns the first.
  public Path writeAuthority(Path directory) throws IOException {
    authority.writeTo(directory);
    return directory.resolve("ca.pem");
  }

  /// Whose token the shop sells with: the neglected one took a test user's by mistake.
  public SandboxAccount account() {
    return account;
  }

  /// The public key among the shop's production credentials.
  public String publicKey() {
    return publicKey;
  }

  /// Has the pages show another key from now on, asked for at each view: one may take it from the
  /// file an activation writes.
  public void show(Supplier<String> publicKey) {
    shown = publicKey;
  }

  public String webhookSecret() {
    return account.webhookSecret();
  }

  /// The id of a payment for an order of this shop, approved before it opened.
  public String sale() {
    return sale;
  }

  /// What the receiver kept and believes, each delivery once, oldest first.
  public List<Delivery> received() {
    return receiver.believed();
  }

  /// What it kept with a wrong signature.
  public List<Delivery> quarantined() {
    return receiver.quarantined();
  }

  @Override
  public void close() {
    web.close();
    backEnd.close();
  }
}
