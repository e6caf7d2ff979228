// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.outbox.Outbox;
import dev.pasaje.outbox.Outbox.Letter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is on its way to the merchant's systems, and a second chance for it.
final class OutboxRoutes {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern POSITION = Pattern.compile("([0-9]{1,18}):(.{1,200})");

  private final Outbox outbox;
  private final InstantSource clock;

  OutboxRoutes(Outbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  List<Route> all() {
    return List.of(
        new Route("GET", "/api/v1/outbox", this::list),
        new Route("POST", "/api/v1/outbox/{id}/{target}/replay", this::replay));
  }

  private Answer list(Call call) {
    Map<String, String> given = call.parameters(Set.of("state", "after", "limit"));
    int limit = Call.limit(given);
    String wanted = given.getOrDefault("state", Outbox.State.DEAD.id());
    Outbox.State state =
        Arrays.stream(Outbox.State.values())
            .filter(one -> one.id().equals(wanted))
            .findFirst()
            .orElseThrow(() -> Call.parameter("state"));
    Matcher after = POSITION.matcher(given.getOrDefault("after", "0:-"));
    if (!after.matches()) {
      throw Call.parameter("after");
    }
    List<Letter> found =
        outbox.letters(state, Long.parseLong(after.group(1)), after.group(2), limit + 1);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode list = page.putArray("deliveries");
    found.stream().limit(limit).forEach(letter -> list.add(json(letter)));
    page.put(
        "next",
        found.size() > limit
            ? found.get(limit - 1).outboxId() + ":" + found.get(limit - 1).target()
            : null);
    return Answer.of(200, page);
  }

  private static ObjectNode json(Letter letter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", letter.outboxId())
        .put("target", letter.target())
        .put("integration", letter.integration())
        .put("reference", letter.reference())
        .put("revision", letter.revision())
        .put("type", letter.type())
        .put("createdAt", letter.createdAt().toString())
        .put("state", letter.state().id())
        .put("attempts", letter.attempts())
        .put("replays", letter.replays())
        .put("dueAt", letter.dueAt().toString())
        .put("status", letter.status())
        .put("trouble", letter.trouble())
        .put("doneAt", letter.doneAt().map(Instant::toString).orElse(null));
  }

  private Answer replay(Call call) {
    call.parameters(Set.of());
    String id = call.value("id");
    String target = call.value("target");
    if (!ID.matcher(id).matches()) {
      throw new Refusal(Problem.PATH, Map.of("name", "id"));
    }
    if (!outbox.replay(Long.parseLong(id), target, clock.instant())) {
      throw new Refusal(Problem.NO_SUCH_DELIVERY);
    }
    return Answer.empty(202);
  }
}
