// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Automatic generation: each time the configured hour comes, a report of the period that ended.
final class Schedules {
  private static final String KIND = "report_schedule";

  private final World world;
  private final Tasks tasks;
  private final Set<Quirks> quirks;

  Schedules(World world, Tasks tasks, Set<Quirks> quirks) {
    this.world = world;
    this.tasks = tasks;
    this.quirks = quirks;
    world.agenda().work(KIND, this::due);
  }

  private static String id(long userId, boolean live, Family family) {
    return family.path() + " " + userId + (live ? "" : " test");
  }

  boolean isOn(Caller caller, Family family) {
    return world
        .shelf(KIND)
        .find(id(caller.account().id(), caller.live(), family))
        .filter(schedule -> schedule.body().path("status").asString().equals("pending"))
        .isPresent();
  }

  /// Switches on or off and answers the schedule as a task.
  Document turn(Caller caller, Configuration configuration, boolean on) {
    Account account = caller.account();
    String id = id(account.id(), caller.live(), configuration.family());
    Document schedule =
        world
            .shelf(KIND)
            .find(id)
            .orElseGet(() -> world.shelf(KIND).put(new Document(id, caller, Json.object())));
    ObjectNode body = schedule.body();
    if (!Json.present(body, "id")) {
      body.put("id", world.next("report_schedule_id", 2_810_001L));
    }
    Period period = Period.after(configuration, world.now());
    body.put("user_id", account.id());
    body.put("account_id", account.id());
    body.put("begin_date", period.range().begin().toString());
    body.put("end_date", period.range().end().toString());
    body.put("created_from", "schedule");
    body.put("currency_id", account.site().currency());
    body.put("status", on ? "pending" : "deleted");
    body.put("report_type", configuration.family().type());
    body.put("generation_date", Dates.text(period.due()));
    body.put("last_modified", Dates.text(world.now()));
    body.put("retries", 0);
    world.agenda().cancel(KIND, id);
    if (on) {
      world.agenda().at(period.due(), KIND, id);
    }
    return schedule;
  }

  private void due(String id) {
    world
        .shelf(KIND)
        .find(id)
        .ifPresent(schedule ->
            world
                .accounts()
                .account(schedule.ownerId())
                .ifPresent(account -> generate(schedule, account)));
  }

  private void generate(Document schedule, Account account) {
    Family family =
        schedule.body().path("report_type").asString().equals("release")
            ? Family.RELEASE
            : Family.SETTLEMENT;
    Configuration configuration =
        world
            .shelf(family.path() + "_config")
            .find(account.id() + (schedule.live() ? "" : " test"))
            .map(document -> new Configuration(family, document.body()))
            .orElseGet(() -> Configuration.initial(family, account.id()));
    Range range =
        new Range(
            Instant.parse(schedule.body().path("begin_date").asString()),
            Instant.parse(schedule.body().path("end_date").asString()));
    Document _ = tasks.create(configuration, account, schedule.live(), range, "schedule", quirks);
    Period next = Period.after(configuration, world.now());
    schedule.body().put("begin_date", next.range().begin().toString());
    schedule.body().put("end_date", next.range().end().toString());
    world.agenda().at(next.due(), KIND, schedule.id());
  }
}
