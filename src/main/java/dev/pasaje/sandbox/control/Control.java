// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Handler;
import dev.pasaje.sandbox.http.Interceptor;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.RequestLog;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.weather.Weather;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The control calls that must not hold the world: they move time and send notifications, and the
/// receivers of these ask the API back.
public final class Control implements Interceptor {
  private static final System.Logger LOG = System.getLogger(Control.class.getName());

  /// Longer advances are a slip of the pen, and would charge subscriptions for centuries.
  private static final Duration LONGEST_ADVANCE = Duration.ofDays(3660);

  private static final int MOST_LISTED = 1000;
  private static final List<String> SETTINGS =
      List.of(
          "/_sandbox/weather",
          "/_sandbox/notifications",
          "/_sandbox/webhooks",
          "/_sandbox/ipn",
          "/_sandbox/happenings",
          "/_sandbox/oauth");

  private final Supplier<Scene> scene;
  private final LongConsumer reset;
  private final Weather weather;
  private final RequestLog log;
  private final Router router = new Router();
  private volatile Consumer<Request> watcher = _ -> {};

  /// @param reset starts again with a seed
  public Control(
      Supplier<Scene> scene, LongConsumer reset, long seed, Weather weather, RequestLog log) {
    this.scene = scene;
    this.reset = reset;
    this.weather = weather;
    this.log = log;
    routes(seed);
    new NotificationControls(scene).routes(router);
    new ControlPage(scene, reset, seed, weather, log).routes(router);
  }

  private void routes(long seed) {
    router.get("/_sandbox/openapi.json", _ -> Reply.bytes(200, Reply.JSON, openApi()));
    router.post("/_sandbox/reset", request -> reset(request, seed));
    router.get("/_sandbox/clock", _ -> clock());
    router.put("/_sandbox/clock", this::setClock);
    router.post("/_sandbox/clock/advance", this::advance);
    router.get("/_sandbox/weather", _ -> weatherNow());
    router.put("/_sandbox/weather", this::setWeather);
    router.get("/_sandbox/accounts", _ -> accounts());
    router.get("/_sandbox/requests", this::requests);
    router.delete("/_sandbox/requests", _ -> forgetRequests());
  }

  /// Every control call as `METHOD /template`, those on payments included.
  public List<String> routes() {
    return Stream.concat(router.routes().stream(), PaymentActions.ROUTES.stream()).toList();
  }

  @Override
  public Reply around(Request request, Handler next) {
    if (!request.path().startsWith("/_sandbox")
        || !router.knows(request.method(), request.path())) {
      return next.handle(request);
    }
    try {
      return changesSettings(request)
          ? scene
              .get()
              .world()
              .exclusively(() -> {
                watcher.accept(request);
                return router.handle(request);
              })
          : router.handle(request);
    } catch (ApiError refusal) {
      return refusal.reply(request.id(), scene.get().world().now());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException nonsense) {
      return Ask.refuse(String.valueOf(nonsense.getMessage()))
          .reply(request.id(), scene.get().world().now());
    } catch (RuntimeException defect) {
      LOG.log(System.Logger.Level.ERROR, () -> "defect in control call " + request.path(), defect);
      return Ask.refuse("the emulator failed, see its log")
          .reply(request.id(), scene.get().world().now());
    }
  }

  /// Tells somebody, under the world's lock, of each call that is about to change what the world's
  /// clock and routes do not know: weather, settings of notifications, happenings.
  public void onSettings(Consumer<Request> other) {
    watcher = other;
  }

  /// Carries out such a call of an earlier run again.
  public void again(Request request) {
    Reply _ = around(request, _ -> Reply.empty(404));
  }

  private static boolean changesSettings(Request request) {
    if (request.method().equals("GET")) {
      return false;
    }
    if (request.path().startsWith("/_sandbox/page")) {
      return request.form().getOrDefault("do", List.of()).contains("weather");
    }
    return SETTINGS.stream().anyMatch(request.path()::startsWith);
  }

  private Reply reset(Request request, long seed) {
    reset.accept(Ask.of(request, "seed").whole("seed").orElse(seed));
    return Reply.empty(204);
  }

  private Reply clock() {
    return Reply.ok(
        Json.object()
            .put("now", scene.get().world().now().toString())
            .put("running", scene.get().world().clockRuns()));
  }

  private Reply setClock(Request request) {
    Ask ask = Ask.of(request, "now", "running");
    if (ask.has("running")) {
      scene.get().runClock(ask.flag("running", true));
    }
    if (ask.has("now")) {
      Instant now = Instant.parse(ask.required("now"));
      checkAdvance(Duration.between(scene.get().world().now(), now));
      scene.get().setTime(now);
    }
    return clock();
  }

  private Reply advance(Request request) {
    Duration by = Duration.parse(Ask.of(request, "by").required("by"));
    if (by.isNegative()) {
      throw Ask.refuse("by is " + by + ", accepted: a positive ISO 8601 duration such as PT1H");
    }
    checkAdvance(by);
    scene.get().advance(by);
    return clock();
  }

  static void checkAdvance(Duration by) {
    if (by.abs().compareTo(LONGEST_ADVANCE) > 0) {
      throw Ask.refuse("the clock moves by " + LONGEST_ADVANCE.toDays() + " days at most");
    }
  }

  private Reply weatherNow() {
    return Reply.ok(Forecasts.json(weather.forecast()));
  }

  private Reply setWeather(Request request) {
    weather.change(Forecasts.read(request, weather.forecast()));
    return weatherNow();
  }

  /// Every account with its credentials: they are the emulator's own and open nothing else.
  private Reply accounts() {
    var world = scene.get().world();
    return world.exclusively(() -> {
      ArrayNode list = Json.array();
      for (var credential : world.accounts().credentials()) {
        ObjectNode one = list.addObject();
        world
            .accounts()
            .account(credential.userId())
            .ifPresent(account ->
                one.put("site", account.site().name())
                    .put("userId", account.id())
                    .put("nickname", account.nickname())
                    .put("testUser", account.testUser()));
        one.put("applicationId", credential.applicationId())
            .put("publicKey", credential.publicKey())
            .put("accessToken", credential.accessToken())
            .put("live", credential.live());
        world
            .accounts()
            .application(credential.applicationId())
            .ifPresent(application ->
                one.put("clientSecret", application.clientSecret())
                    .put("webhookSecret", application.webhookSecret()));
      }
      return Reply.ok(list);
    });
  }

  private Reply requests(Request request) {
    String path = request.queryParam("path").orElse("");
    int limit = limit(request);
    List<RequestLog.Received> kept =
        log.all().stream()
            .filter(one -> !one.request().path().startsWith("/_sandbox"))
            .filter(one -> one.request().path().startsWith(path))
            .toList();
    ArrayNode list = Json.array();
    for (var one : kept.subList(Math.max(0, kept.size() - limit), kept.size())) {
      list.add(received(one));
    }
    return Reply.ok(Json.object().put("received", log.count()).set("requests", list));
  }

  static int limit(Request request) {
    String limit = request.queryParam("limit").orElse("100");
    return Request.parseLong(limit)
        .filter(n -> n >= 1 && n <= MOST_LISTED)
        .map(Long::intValue)
        .orElseThrow(() -> Ask.refuse("limit is '" + limit + "', accepted: 1 to " + MOST_LISTED));
  }

  private static JsonNode received(RequestLog.Received one) {
    Request request = one.request();
    ObjectNode node =
        Json.object()
            .put("number", one.number())
            .put("at", one.at().toString())
            .put("method", request.method())
            .put("path", request.path())
            .put("query", request.query());
    ArrayNode headers = node.putArray("headers");
    for (Request.Line line : request.headers()) {
      headers.addObject().put("name", line.name()).put("value", line.value());
    }
    return node.put("body", new String(request.body(), StandardCharsets.UTF_8))
        .put("status", one.status());
  }

  private Reply forgetRequests() {
    log.clear();
    return Reply.empty(204);
  }

  private static byte[] openApi() {
    try (InputStream in = Control.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is missing from the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
