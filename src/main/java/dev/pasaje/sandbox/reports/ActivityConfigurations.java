// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an activities report looks like and whom it is told to: `structure` and `notifiers`
/// (reports.md 5; mercadopago.com.mx/developers, reports/activities-reports/api). Members nobody
/// documented are kept as they came. Whether secrets are shown again is unknown: here they are not.
final class ActivityConfigurations {
  private static final String KIND = "activity_config";

  /// What each channel needs in its `data`.
  private static final Map<String, List<String>> CHANNELS =
      Map.of(
          "webhook", List.of("url", "key"),
          "ftp", List.of("server", "username", "password"),
          "ftp_pkey", List.of("server", "username", "private_key"),
          "internal_sftp", List.of());

  private static final List<String> SECRETS = List.of("key", "password", "private_key");

  private final World world;

  ActivityConfigurations(World world) {
    this.world = world;
  }

  void routes(Router router) {
    router.post(Activities.BASE + "/config", this::create);
    router.get(Activities.BASE + "/config", this::read);
    router.put(Activities.BASE + "/config/{structure_id}", this::replace);
  }

  private static String slot(long ownerId, boolean live, ActivityKind kind) {
    return ownerId + (live ? " " : " test ") + kind.id();
  }

  /// Of an account's report; a missing node when there is none.
  JsonNode of(long ownerId, boolean live, ActivityKind kind) {
    return world
        .shelf(KIND)
        .find(slot(ownerId, live, kind))
        .<JsonNode>map(Document::body)
        .orElseGet(() -> Json.object().path("none"));
  }

  private Optional<Document> of(Caller caller, ActivityKind kind) {
    return world.shelf(KIND).find(slot(caller.account().id(), caller.live(), kind));
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ActivityKind kind = Activities.kind(request);
    if (of(caller, kind).isPresent()) {
      throw ApiError.service(409, "conflict", "The configuration already exists", List.of());
    }
    return Reply.created(stored(caller, kind, request.object(), world.chance(KIND).uuid()));
  }

  private Reply read(Request request) {
    return of(world.access().seller(request), Activities.kind(request))
        .map(document -> Reply.ok(shown(document.body())))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Configuration not found", List.of()));
  }

  private Reply replace(Request request) {
    Caller caller = world.access().seller(request);
    ActivityKind kind = Activities.kind(request);
    String id = request.param("structure_id");
    if (of(caller, kind)
        .filter(one -> one.body().path("structure").path("id").asString("").equals(id))
        .isEmpty()) {
      throw ApiError.service(404, "not_found", "Structure not found", List.of());
    }
    return Reply.ok(stored(caller, kind, request.object(), id));
  }

  private ObjectNode stored(Caller caller, ActivityKind kind, ObjectNode asked, String id) {
    check(kind, asked);
    Set<String> known = new HashSet<>();
    of(caller, kind)
        .ifPresent(
            one -> one.body().path("notifiers").forEach(n -> known.add(n.path("id").asString(""))));
    ObjectNode body = asked.deepCopy();
    ((ObjectNode) body.path("structure")).put("id", id);
    for (JsonNode notifier : body.path("notifiers")) {
      if (!known.contains(notifier.path("id").asString(""))) {
        ((ObjectNode) notifier).put("id", world.chance(KIND).uuid());
      }
    }
    world
        .shelf(KIND)
        .put(new Document(slot(caller.account().id(), caller.live(), kind), caller, body));
    return shown(body);
  }

  private static void check(ActivityKind kind, ObjectNode body) {
    Set<String> keys = Set.copyOf(kind.columns());
    JsonNode columns = body.path("structure").path("columns");
    if (!columns.isArray() || columns.isEmpty()) {
      throw ApiError.invalid("invalid_columns", "structure.columns must be a list with keys");
    }
    for (JsonNode column : columns) {
      if (!keys.contains(column.path("key").asString(""))) {
        throw ApiError.invalid(
            "invalid_columns", "unknown column " + column.path("key").asString(""));
      }
    }
    JsonNode structure = body.path("structure");
    if (Json.present(structure, "display_timezone")
        && Json.text(structure, "display_timezone").filter(Configuration::isZone).isEmpty()) {
      throw ApiError.invalid("invalid_display_timezone", "display_timezone looks like GMT-04");
    }
    JsonNode notifiers = body.path("notifiers");
    if (!notifiers.isArray() || notifiers.isEmpty()) {
      throw ApiError.invalid("invalid_notifiers", "notifiers must name at least one channel");
    }
    notifiers.forEach(ActivityConfigurations::checkNotifier);
  }

  private static void checkNotifier(JsonNode notifier) {
    List<String> needed = CHANNELS.get(notifier.path("type").asString(""));
    if (needed == null || !notifier.path("data").isObject()) {
      throw ApiError.invalid(
          "invalid_notifiers", "a notifier has a type of " + CHANNELS.keySet() + " and data");
    }
    for (String name : needed) {
      if (Json.text(notifier.path("data"), name).filter(text -> !text.isBlank()).isEmpty()) {
        throw ApiError.invalid("invalid_notifiers", "notifiers.data." + name + " is missing");
      }
    }
    if (notifier.path("type").asString().equals("webhook")
        && !isWeb(notifier.path("data").path("url").asString())) {
      throw ApiError.invalid("invalid_notifiers", "notifiers.data.url is no web address");
    }
  }

  private static boolean isWeb(String url) {
    try {
      URI address = URI.create(url);
      return address.getHost() != null
          && Stream.of("http", "https").anyMatch(scheme -> scheme.equals(address.getScheme()));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static ObjectNode shown(ObjectNode body) {
    ObjectNode shown = body.deepCopy();
    for (JsonNode notifier : shown.path("notifiers")) {
      ((ObjectNode) notifier.path("data")).remove(SECRETS);
    }
    return shown;
  }
}
