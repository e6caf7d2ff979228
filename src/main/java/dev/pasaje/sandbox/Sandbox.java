// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.control.Control;
import dev.pasaje.sandbox.control.Scene;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Front;
import dev.pasaje.sandbox.http.Interceptor;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.RequestLog;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.http.Server;
import dev.pasaje.sandbox.journal.Entry;
import dev.pasaje.sandbox.journal.Journal;
import dev.pasaje.sandbox.notifications.Courier;
import dev.pasaje.sandbox.notifications.Uncommitted;
import dev.pasaje.sandbox.tls.Authority;
import dev.pasaje.sandbox.tls.Hosts;
import dev.pasaje.sandbox.weather.BadWeather;
import dev.pasaje.sandbox.weather.Weather;
import dev.pasaje.sandbox.world.Chance;
import dev.pasaje.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A running emulator of the Mercado Pago API. Everything is in memory and ends with [#close],
/// unless a directory keeps it.
public final class Sandbox implements AutoCloseable {
  private static final AtomicReference<@Nullable Scene> NONE = new AtomicReference<>();

  private final SandboxOptions options;
  private final Weather weather;
  private final AtomicReference<@Nullable Scene> current;
  private final Front front;
  private final Server server;
  private final String baseUrl;
  private final Optional<Memory> memory;
  private final Optional<Authority> authority;
  private volatile Optional<SSLContext> trust = Optional.empty();
  private final List<String> controlRoutes = new ArrayList<>();

  private Sandbox(
      SandboxOptions options,
      Weather weather,
      AtomicReference<@Nullable Scene> current,
      Front front,
      Server server,
      String baseUrl,
      Optional<Memory> memory,
      Optional<Authority> authority) {
    this.options = options;
    this.weather = weather;
    this.current = current;
    this.front = front;
    this.server = server;
    this.baseUrl = baseUrl;
    this.memory = memory;
    this.authority = authority;
  }

  /// @throws dev.pasaje.sandbox.journal.JournalException when the directory that keeps the state
  ///   cannot be used
  public static Sandbox start(SandboxOptions options) {
    Optional<Journal> journal = options.surroundings().data().map(Journal::open);
    try {
      return start(options, journal.map(kept -> Memory.of(kept, options)));
    } catch (RuntimeException failed) {
      journal.ifPresent(Journal::close);
      throw failed;
    }
  }

  private static Sandbox start(SandboxOptions given, Optional<Memory> memory) {
    SandboxOptions options =
        memory
            .map(kept -> given.withSeed(kept.beginning().seed()).withSeedName(kept.seeds()))
            .orElse(given);
    Router router = new Router();
    int past = memory.map(kept -> kept.past().size()).orElse(0);
    Chance requestIds =
        new Chance(options.seed()).stream("request ids" + (past == 0 ? "" : " after " + past));
    var live = new AtomicBoolean();
    var current = new AtomicReference<@Nullable Scene>();
    Front front =
        new Front(
            router,
            request -> answer(live.get() ? current : NONE, request, memory),
            () -> now(current.get(), options),
            requestIds::uuid,
            new RequestLog(options.requestsKept()));
    Optional<Authority> tls = options.surroundings().caOut().map(out -> tls(out, options));
    Server server =
        Server.start(options.host(), options.port(), front, tls.map(Authority::context));
    String baseUrl =
        (tls.isPresent() ? "https://" : "http://")
            + (options.host().contains(":") ? "[" + options.host() + "]" : options.host())
            + ":"
            + server.port();
    var weather = new Weather(options.seed(), options.surroundings().forecast());
    var sandbox = new Sandbox(options, weather, current, front, server, baseUrl, memory, tls);
    var control = new Control(sandbox::scene, sandbox::reset, options.seed(), weather, front.log());
    try {
      Scene scene = sandbox.open(router, options.seed(), memory.map(kept -> kept.beginning().at()));
      current.set(scene);
      memory.ifPresent(kept -> {
        kept.recall(scene, front, control);
        sandbox.watch(scene, kept);
        control.onSettings(request -> kept.called(sandbox.world(), request, true));
      });
    } catch (RuntimeException failed) {
      server.close();
      Optional.ofNullable(current.get()).ifPresent(Scene::close);
      throw failed;
    }
    sandbox.controlRoutes.addAll(control.routes());
    front.add(control);
    front.add(new BadWeather(weather));
    front.add(new Uncommitted(id -> sandbox.scene().courier().hides(id)));
    live.set(true);
    return sandbox;
  }

  /// @param at where the clock stands while a kept world is made
  private Scene open(Router router, long seed, Optional<Instant> at) {
    World world = new World(seed, at.or(options::start), options.realClock(), options.rules());
    new Resources(world, router, options.publicUrl().isEmpty() ? baseUrl : options.publicUrl())
        .register(options.seedName());
    Surroundings around = options.surroundings();
    Scene scene =
        Scene.open(world, router, weather, around.courier(), around.publicReceivers(), seed);
    trust.ifPresent(scene::trust);
    return scene;
  }

  private void watch(Scene scene, Memory kept) {
    kept.watch(scene, () -> scene.equals(current.get()));
  }

  private static Authority tls(Path directory, SandboxOptions options) {
    Authority authority = Authority.create(Hosts.all(), options.realClock().instant());
    try {
      authority.writeTo(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the authority to " + directory, e);
    }
    return authority;
  }

  private static Reply answer(
      AtomicReference<@Nullable Scene> current, Request request, Optional<Memory> memory) {
    Scene scene = current.get();
    if (scene == null) {
      throw ApiError.service(503, "service_unavailable", "the emulator is starting", List.of());
    }
    return scene
        .world()
        .exclusively(() -> {
          if (!scene.equals(current.get())) {
            return answer(current, request, memory); // a reset came first
          }
          memory.ifPresent(kept -> kept.called(scene.world(), request, false));
          return scene.router().handle(request);
        });
  }

  private static Instant now(@Nullable Scene scene, SandboxOptions options) {
    return scene == null ? options.realClock().instant() : scene.world().now();
  }

  private Scene scene() {
    return Objects.requireNonNull(current.get(), "the emulator is starting");
  }

  /// Forgets everything that happened and starts again with the accounts of a seed.
  public void reset(long seed) {
    weather.reseed(seed);
    Scene old = scene();
    Optional<Entry.Head> head = memory.map(kept -> kept.anew(options, seed));
    Scene fresh = open(new Router(), seed, head.map(Entry.Head::at));
    old.world()
        .exclusivelyRun(() -> {
          memory.ifPresent(kept -> kept.restart(fresh, head.orElseThrow()));
          current.set(fresh);
        });
    memory.ifPresent(kept -> watch(fresh, kept));
    front.log().clear();
    old.close();
  }

  /// Every call of the API and its pages as `METHOD /template`.
  List<String> routes() {
    return scene().router().routes();
  }

  /// Every control call as `METHOD /template`.
  List<String> controlRoutes() {
    return List.copyOf(controlRoutes);
  }

  public Weather weather() {
    return weather;
  }

  /// The notifications of the present world.
  public Courier courier() {
    return scene().courier();
  }

  /// Moves time forward and sends the notifications that fall due on the way.
  public void advance(Duration by) {
    scene().advance(by);
  }

  public String baseUrl() {
    return baseUrl;
  }

  /// Who signed the emulator's own certificate; empty without TLS.
  public Optional<Authority> authority() {
    return authority;
  }

  /// Whom notifications to a receiver with TLS believe from now on.
  public void trust(SSLContext authorities) {
    trust = Optional.of(authorities);
    scene().trust(authorities);
  }

  public World world() {
    return scene().world();
  }

  /// Credentials of every country, for shops, tests and the ready file.
  public List<SandboxAccount> accounts() {
    return world().sellers().stream().map(SandboxAccount::of).toList();
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
    server.close();
    scene().close();
    memory.ifPresent(Memory::close);
  }

  /// The journal whose cut last line was dropped at the start: the process before was killed.
  public Optional<Path> cutJournal() {
    return memory.map(Memory::journal).filter(Journal::cut).map(Journal::file);
  }
}
