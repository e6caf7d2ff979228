// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.http.Front;
import dev.pasaje.sandbox.http.Interceptor;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.RequestLog;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.http.Server;
import dev.pasaje.sandbox.world.Chance;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A running emulator of the Mercado Pago API. Everything is in memory and ends with [#close].
public final class Sandbox implements AutoCloseable {
  private final World world;
  private final Front front;
  private final Server server;
  private final Thread timekeeper;
  private final String baseUrl;

  private Sandbox(World world, Front front, Server server, String baseUrl) {
    this.world = world;
    this.front = front;
    this.server = server;
    this.baseUrl = baseUrl;
    this.timekeeper = Thread.ofVirtual().name("sandbox-time").start(world::keepTime);
  }

  public static Sandbox start(SandboxOptions options) {
    World world = new World(options.seed(), options.start(), options.realClock(), options.rules());
    Router router = new Router();
    Chance requestIds = new Chance(options.seed()).stream("request ids");
    Front front =
        new Front(
            router,
            request -> world.exclusively(() -> router.handle(request)),
            world.clock(),
            requestIds::uuid,
            new RequestLog(options.requestsKept()));
    Server server = Server.start(options.host(), options.port(), front);
    String baseUrl =
        "http://"
            + (options.host().contains(":") ? "[" + options.host() + "]" : options.host())
            + ":"
            + server.port();
    new Resources(world, router, options.publicUrl().isEmpty() ? baseUrl : options.publicUrl())
        .register();
    return new Sandbox(world, front, server, baseUrl);
  }

  public String baseUrl() {
    return baseUrl;
  }

  public World world() {
    return world;
  }

  /// Credentials of every country, for shops, tests and the ready file.
  public List<SandboxAccount> accounts() {
    return world.sellers().stream().map(SandboxAccount::of).toList();
  }

  /// The first account of a site and kind (`real`, `test-user`, `test-credentials`).
  public SandboxAccount account(String site, String kind) {
    return accounts().stream()
        .filter(account -> account.site().equals(site) && account.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + kind + " account in " + site));
  }

  public RequestLog requests() {
    return front.log();
  }

  /// Adds something between the network and the API, such as bad weather.
  public void add(Interceptor interceptor) {
    front.add(interceptor);
  }

  /// What `--ready-file` holds: `{baseUrl, accounts:[…]}`.
  public String readyFile() {
    ObjectNode root = Json.object().put("baseUrl", baseUrl);
    ArrayNode list = root.putArray("accounts");
    for (SandboxAccount account : accounts()) {
      list.addObject()
          .put("site", account.site())
          .put("kind", account.kind())
          .put("userId", account.userId())
          .put("applicationId", account.applicationId())
          .put("clientSecret", account.clientSecret())
          .put("publicKey", account.publicKey())
          .put("accessToken", account.accessToken())
          .put("webhookSecret", account.webhookSecret());
    }
    return root.toPrettyString();
  }

  @Override
  public void close() {
    timekeeper.interrupt();
    server.close();
  }
}
