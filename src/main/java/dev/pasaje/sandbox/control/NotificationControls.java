// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.notifications.Attempt;
import dev.pasaje.sandbox.notifications.Courier;
import dev.pasaje.sandbox.notifications.CourierSettings;
import dev.pasaje.sandbox.notifications.Delivery;
import dev.pasaje.sandbox.notifications.Happening;
import dev.pasaje.sandbox.notifications.History;
import dev.pasaje.sandbox.notifications.IpnSettings;
import dev.pasaje.sandbox.notifications.RetrySchedule;
import dev.pasaje.sandbox.notifications.Signing;
import dev.pasaje.sandbox.notifications.Topic;
import dev.pasaje.sandbox.notifications.WebhookSettings;
import dev.pasaje.sandbox.oauth.Withdrawal;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The notification pages of the panel as calls: settings, secrets, the simulator, the history.
final class NotificationControls {
  private final Supplier<Scene> scene;

  NotificationControls(Supplier<Scene> scene) {
    this.scene = scene;
  }

  void routes(Router router) {
    router.get("/_sandbox/notifications", _ -> settings());
    router.put("/_sandbox/notifications", this::change);
    router.get("/_sandbox/webhooks/{application}", r -> webhooks(application(r)));
    router.put("/_sandbox/webhooks/{application}", this::saveWebhooks);
    router.post("/_sandbox/webhooks/{application}/reset-secret", this::resetSecret);
    router.put("/_sandbox/ipn/{user}", this::saveIpn);
    router.post("/_sandbox/simulate", this::simulate);
    router.post("/_sandbox/happenings", this::announce);
    router.post("/_sandbox/oauth/withdraw", this::withdraw);
    router.get("/_sandbox/deliveries", this::deliveries);
    router.post("/_sandbox/deliveries/pump", _ -> pump());
  }

  private Courier courier() {
    return scene.get().courier();
  }

  private Reply settings() {
    CourierSettings now = courier().settings();
    return Reply.ok(
        Json.object()
            .put("schedule", now.schedule().wire())
            .put("timeScale", now.timeScale())
            .put("firstDelayMillis", now.firstDelay().toMillis())
            .put("answerWithinMillis", now.answerWithin().toMillis()));
  }

  private Reply change(Request request) {
    Ask ask = Ask.of(request, "schedule", "timeScale", "firstDelayMillis", "answerWithinMillis");
    CourierSettings now = courier().settings();
    BigDecimal scale = now.timeScale();
    if (ask.has("timeScale")) {
      scale =
          Json.number(ask.body(), "timeScale")
              .orElseThrow(() -> Ask.refuse("timeScale is not a number"));
    }
    courier()
        .change(
            new CourierSettings(
                ask.text("schedule").map(RetrySchedule::of).orElse(now.schedule()),
                ask.whole("firstDelayMillis").map(Duration::ofMillis).orElse(now.firstDelay()),
                scale,
                ask.whole("answerWithinMillis").map(Duration::ofMillis).orElse(now.answerWithin()),
                now.remembered()));
    return settings();
  }

  private Application application(Request request) {
    World world = scene.get().world();
    return request
        .longParam("application")
        .flatMap(id -> world.exclusively(() -> world.accounts().application(id)))
        .orElseThrow(() -> ApiError.notFound(404, "Application not found"));
  }

  private Reply webhooks(Application application) {
    WebhookSettings saved = courier().panel().webhooks(Long.toString(application.id()));
    ObjectNode body =
        Json.object()
            .put("application", saved.applicationId())
            .put("url", saved.url())
            .put("testUrl", saved.testUrl())
            .put("secret", saved.secret())
            .put("tsUnit", saved.signing().unit().name().toLowerCase(Locale.ROOT))
            .put("idCase", saved.signing().idCase().name().toLowerCase(Locale.ROOT));
    ArrayNode topics = body.putArray("topics");
    saved.topics().stream().sorted().forEach(topic -> topics.add(topic.wire()));
    return Reply.ok(body);
  }

  private Reply saveWebhooks(Request request) {
    Application application = application(request);
    Ask ask = Ask.of(request, "url", "testUrl", "topics", "tsUnit", "idCase");
    WebhookSettings now = courier().panel().webhooks(Long.toString(application.id()));
    Signing signing =
        new Signing(
            ask.text("tsUnit")
                .map(unit -> choice(Signing.TimestampUnit.class, unit))
                .orElse(now.signing().unit()),
            ask.text("idCase")
                .map(one -> choice(Signing.IdCase.class, one))
                .orElse(now.signing().idCase()));
    courier()
        .panel()
        .save(
            new WebhookSettings(
                now.applicationId(),
                ask.text("url").orElse(now.url()),
                ask.text("testUrl").orElse(now.testUrl()),
                ask.texts("topics").map(NotificationControls::topics).orElse(now.topics()),
                now.secret(),
                signing));
    return webhooks(application);
  }

  /// At once, without overlap: what the real panel does in between is not documented.
  private Reply resetSecret(Request request) {
    Application application = application(request);
    World world = scene.get().world();
    world.exclusivelyRun(() ->
        world
            .accounts()
            .put(application.withWebhookSecret(world.chance("webhook secrets").hex(64))));
    return webhooks(application);
  }

  private Reply saveIpn(Request request) {
    Ask ask = Ask.of(request, "url", "topics");
    Set<Topic> topics =
        ask.texts("topics").map(NotificationControls::topics).orElse(EnumSet.allOf(Topic.class));
    String user = request.param("user");
    courier().panel().save(new IpnSettings(user, ask.text("url").orElse(null), topics));
    return Reply.ok(Json.object().put("user", user).put("url", ask.text("url").orElse(null)));
  }

  private Reply simulate(Request request) {
    Ask ask = Ask.of(request, "channel", "application", "topic", "url", "id");
    Topic topic = topic(ask.text("topic", "payment"));
    String url = ask.required("url");
    String channel = ask.text("channel", "webhook");
    if (channel.equals("ipn")) {
      return Reply.ok(attempt(scene.get().simulator().ipn(topic, url)));
    }
    if (!channel.equals("webhook")) {
      throw Ask.refuse("channel is '" + channel + "', accepted: webhook, ipn");
    }
    long id = ask.whole("application").orElseThrow(() -> Ask.refuse("application is missing"));
    World world = scene.get().world();
    Application application =
        world
            .exclusively(() -> world.accounts().application(id))
            .orElseThrow(() -> ApiError.notFound(404, "Application not found"));
    return Reply.ok(
        attempt(
            scene
                .get()
                .simulator()
                .webhook(
                    Long.toString(id),
                    Long.toString(application.ownerId()),
                    topic,
                    url,
                    ask.text("id", "123456"))));
  }

  /// What the seller does in its own account: takes back what it granted an application.
  private Reply withdraw(Request request) {
    Ask ask = Ask.of(request, "application", "user");
    long application =
        ask.whole("application").orElseThrow(() -> Ask.refuse("application is missing"));
    long user = ask.whole("user").orElseThrow(() -> Ask.refuse("user is missing"));
    boolean withdrawn = new Withdrawal(scene.get().world()).of(application, user);
    return Reply.ok(Json.object().put("withdrawn", withdrawn));
  }

  /// Tells something that nothing in the emulator does: a fraud alert, a renewed card, a delivery.
  private Reply announce(Request request) {
    Ask ask =
        Ask.of(
            request,
            "topic",
            "action",
            "id",
            "application",
            "version",
            "detail",
            "notificationUrl");
    long id = ask.whole("application").orElseThrow(() -> Ask.refuse("application is missing"));
    World world = scene.get().world();
    Application application =
        world
            .exclusively(() -> world.accounts().application(id))
            .orElseThrow(() -> ApiError.notFound(404, "Application not found"));
    Map<String, Object> detail = new LinkedHashMap<>();
    JsonNode given = ask.body().path("detail");
    if (given.isObject()) {
      given.properties().forEach(member -> detail.put(member.getKey(), member.getValue()));
    } else if (!given.isMissingNode()) {
      throw Ask.refuse("detail is not an object");
    }
    int planned =
        courier()
            .announce(
                new Happening(
                    topic(ask.required("topic")),
                    ask.text("action", "updated"),
                    ask.required("id"),
                    ask.whole("version").orElse(1L),
                    Long.toString(application.ownerId()),
                    Long.toString(id),
                    false,
                    detail,
                    ask.text("notificationUrl").orElse(null)));
    return Reply.ok(Json.object().put("planned", planned));
  }

  private Reply pump() {
    return Reply.ok(Json.object().put("attempts", scene.get().pump()));
  }

  private Reply deliveries(Request request) {
    String resource = request.queryParam("resource").orElse("");
    List<Delivery> all =
        courier().deliveries().stream()
            .filter(one -> resource.isEmpty() || one.happening().resourceId().equals(resource))
            .toList();
    History history = History.of(all);
    ObjectNode figures =
        Json.object()
            .put("total", history.total())
            .put("waiting", history.waiting())
            .put("delivered", history.delivered())
            .put("failed", history.failed())
            .put("superseded", history.superseded())
            .put("dropped", history.dropped())
            .put("attempts", history.attempts())
            .put("deliveredPercent", history.deliveredPercent());
    ArrayNode list = Json.array();
    int limit = Control.limit(request);
    all.subList(Math.max(0, all.size() - limit), all.size()).forEach(one -> list.add(json(one)));
    ObjectNode body = Json.object();
    body.set("history", figures);
    body.set("deliveries", list);
    return Reply.ok(body);
  }

  private static ObjectNode json(Delivery delivery) {
    ObjectNode one =
        Json.object()
            .put("number", delivery.number())
            .put("channel", delivery.channel().name().toLowerCase(Locale.ROOT))
            .put("topic", delivery.happening().topic().wire())
            .put("action", delivery.happening().action())
            .put("resource", delivery.happening().resourceId())
            .put("version", delivery.happening().version())
            .put("url", delivery.url())
            .put("forged", delivery.forged())
            .put("happened", delivery.happened().toString())
            .put("state", delivery.state().name().toLowerCase(Locale.ROOT));
    if (delivery.due() != null) {
      one.put("due", delivery.due().toString());
    }
    ArrayNode attempts = one.putArray("attempts");
    delivery.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    return one;
  }

  private static ObjectNode attempt(Attempt attempt) {
    ObjectNode one =
        Json.object()
            .put("number", attempt.number())
            .put("at", attempt.at().toString())
            .put("url", attempt.request().url());
    ObjectNode headers = one.putObject("headers");
    attempt.request().headers().forEach(headers::put);
    return one.put("body", attempt.request().body())
        .put("status", attempt.answer().status())
        .put("description", attempt.answer().description());
  }

  private static Set<Topic> topics(List<String> names) {
    EnumSet<Topic> topics = EnumSet.noneOf(Topic.class);
    names.forEach(name -> topics.add(topic(name)));
    return topics;
  }

  private static Topic topic(String name) {
    return Topic.of(name)
        .orElseThrow(() ->
            Ask.refuse(
                "topic is '"
                    + name
                    + "', accepted: "
                    + EnumSet.allOf(Topic.class).stream().map(Topic::wire).toList()));
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String name) {
    for (E one : EnumSet.allOf(type)) {
      if (one.name().equalsIgnoreCase(name.replace('-', '_'))) {
        return one;
      }
    }
    throw Ask.refuse(
        "'" + name + "' is not one of " + EnumSet.allOf(type).toString().toLowerCase(Locale.ROOT));
  }
}
