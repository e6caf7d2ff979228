// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Report tasks on their way from `pending` over `processing` to `processed`. A task whose range
/// ends in the future stays pending until then. While the emulator's clock stands still, each look
/// at a task moves it a step instead.
final class Tasks {
  static final String KIND = "report";
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final long FIRST_TASK = 99_336_983_001L;
  private static final long FIRST_REPORT = 17_012_001L;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  private final World world;
  private final String baseUrl;
  private final ReadyNotice notice;

  Tasks(World world, String baseUrl, ReadyNotice notice) {
    this.world = world;
    this.baseUrl = baseUrl;
    this.notice = notice;
    world.agenda().work(KIND, id -> world.shelf(KIND).find(id).ifPresent(this::step));
  }

  /// @param createdFrom `manual` or `schedule`
  Document create(
      Configuration configuration,
      Account account,
      boolean live,
      Range range,
      String createdFrom,
      Set<Quirks> quirks) {
    Instant now = world.now();
    long id = world.next("report_task", FIRST_TASK);
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("user_id", account.id());
    body.put("account_id", account.id());
    body.put("begin_date", seconds(range.begin()));
    body.put("end_date", seconds(range.end()));
    body.put("created_from", createdFrom);
    body.put("currency_id", account.site().currency());
    body.put("status", "pending");
    body.put("report_type", configuration.family().type());
    body.put("format", configuration.format().toUpperCase(Locale.ROOT));
    body.putNull("file_name");
    body.put("report_id", world.next("report_id", FIRST_REPORT));
    body.put("is_reserve", quirks.contains(Quirks.RESERVE_PREFIX));
    body.put("is_test", account.testUser() || !live);
    body.put("generation_date", Dates.text(now));
    body.put("last_modified", Dates.text(now));
    body.put("created_at", Dates.text(now));
    body.put("updated_at", Dates.text(now));
    body.put("retries", 0);
    body.putArray("internal_management")
        .addObject()
        .put("is_visible", true)
        .put("notify", false)
        .put("use_exact_time", true);
    ObjectNode notes = Json.object();
    notes.set("configuration", configuration.json().deepCopy());
    notes.put("quirks", String.join(",", quirks.stream().map(Enum::name).toList()));
    Document task = new Document(Long.toString(id), account.id(), live, body, notes);
    world.shelf(KIND).put(task);
    if (!quirks.contains(Quirks.STUCK_TASK)) {
      world.agenda().at(later(now, range.end()).plus(STEP), KIND, task.id());
    }
    return task;
  }

  private static Instant later(Instant first, Instant second) {
    return first.isAfter(second) ? first : second;
  }

  private static String seconds(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant);
  }

  static Range range(Document task) {
    return new Range(
        Instant.parse(task.body().path("begin_date").asString()),
        Instant.parse(task.body().path("end_date").asString()));
  }

  static Configuration configuration(Document task) {
    Family family =
        task.body().path("report_type").asString().equals("release")
            ? Family.RELEASE
            : Family.SETTLEMENT;
    return new Configuration(family, (ObjectNode) task.notes().path("configuration"));
  }

  static Set<Quirks> quirks(Document task) {
    Set<Quirks> quirks = EnumSet.noneOf(Quirks.class);
    for (String name : task.notes().path("quirks").asString().split(",")) {
      if (!name.isEmpty()) {
        quirks.add(Quirks.valueOf(name));
      }
    }
    return quirks;
  }

  static boolean isReady(Document task) {
    return task.body().path("file_name").isString();
  }

  /// What a look at the task does while no time passes.
  void looked(Document task) {
    boolean waits = !isReady(task) && !task.body().path("status").asString().equals("deleted");
    boolean over = range(task).end().isBefore(world.now());
    if (!world.clockRuns() && waits && over && !quirks(task).contains(Quirks.STUCK_TASK)) {
      world.agenda().cancel(KIND, task.id());
      step(task);
    }
  }

  private void step(Document task) {
    ObjectNode body = task.body();
    switch (body.path("status").asString()) {
      case "pending" -> {
        body.put("status", "processing");
        world.agenda().at(world.now().plus(STEP), KIND, task.id());
      }
      case "processing" -> finish(task);
      default -> {}
    }
    body.put("last_modified", Dates.text(world.now()));
    body.put("updated_at", Dates.text(world.now()));
  }

  private void finish(Document task) {
    Configuration configuration = configuration(task);
    String name = freeName(task, configuration);
    task.body().put("status", "processed").put("file_name", name);
    task.body()
        .put("download_url", baseUrl + "/v1/account/" + configuration.family().path() + "/" + name);
    task.body().put("generation_date", Dates.text(world.now()));
    task.notes().put("generated", Dates.text(world.now()));
    notice.send(task, configuration.family());
  }

  /// `<prefix>-<yyyy-MM-dd-HHmmss>.<csv|xlsx>`, the stamp in the report's zone; two reports of one
  /// second get stamps a second apart.
  private String freeName(Document task, Configuration configuration) {
    String prefix =
        (quirks(task).contains(Quirks.RESERVE_PREFIX) ? "reserve-" : "") + configuration.prefix();
    ZoneOffset zone = configuration.zone();
    Instant stamp = world.now();
    String name = "";
    do {
      name = prefix + "-" + STAMP.format(stamp.atOffset(zone)) + "." + configuration.format();
      stamp = stamp.plusSeconds(1);
    } while (isTaken(name));
    return name;
  }

  private boolean isTaken(String name) {
    return world.shelf(KIND).first(other -> stem(other).equals(withoutEnding(name))).isPresent();
  }

  static String stem(Document task) {
    return withoutEnding(task.body().path("file_name").asString(""));
  }

  static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  Table table(Document task, Account account) {
    Instant generated =
        Json.text(task.notes(), "generated").flatMap(Dates::parse).orElse(world.now());
    return Sheets.table(
        world, account, task.live(), configuration(task), range(task), generated, quirks(task));
  }

  /// A task as the lists show it: without file name until there is one.
  static ObjectNode entry(Document task) {
    JsonNode body = task.body();
    ObjectNode entry = Json.object();
    for (String name : List.of("id", "user_id", "account_id", "begin_date", "end_date")) {
      entry.set(name, body.path(name));
    }
    entry.set("created_from", body.path("created_from"));
    entry.set("currency_id", body.path("currency_id"));
    String created = body.path("created_at").asString();
    entry.put(
        "date_created", quirks(task).contains(Quirks.WRONG_CLOCK) ? mislabelled(created) : created);
    entry.set("date_last_updated", body.path("updated_at"));
    entry.putNull("download_date");
    if (isReady(task)) {
      entry.set("file_name", body.path("file_name"));
    }
    entry.put("internal_management", body.path("internal_management").path(0).toString());
    entry.put("is_visible", true);
    entry.set("is_reserve", body.path("is_reserve"));
    entry.put("metadata", "{}");
    entry.put("origin", "date_range");
    entry.set("report_id", body.path("report_id"));
    entry.set("format", body.path("format"));
    String status = body.path("status").asString();
    entry.put("status", status.equals("processed") ? "enabled" : status);
    entry.set("subtype", body.path("report_type"));
    return entry;
  }

  /// The instant in UTC, labelled `-04:00` all the same (observed 2026-09, reports.md 2).
  private static String mislabelled(String time) {
    return Dates.parse(time)
        .map(instant -> Dates.text(instant, ZoneOffset.UTC).replace("Z", "+00:00"))
        .map(text -> text.replace("+00:00", "-04:00"))
        .orElse(time);
  }
}
