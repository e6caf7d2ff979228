// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Idempotency;
import dev.pasaje.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Idempotency of the Orders API: the key is required, the same request answers the original result
/// for a day, another request under the same key is refused with 409. A refused request leaves the
/// key free.
final class Keys {
  private static final String REPLIES = "order_reply";
  private static final Duration LIFE = Duration.ofHours(24);

  private final World world;

  Keys(World world) {
    this.world = world;
    world.agenda().work(REPLIES, id -> world.shelf(REPLIES).remove(id));
  }

  Reply once(Request request, Caller caller, Supplier<Reply> action) {
    if (Idempotency.key(request).isEmpty()) {
      throw OrderErrors.EMPTY_REQUIRED_HEADER.refusal("'X-Idempotency-Key' is required");
    }
    Optional<Idempotency.First> first = world.idempotency().first(request, caller);
    if (first.isPresent()) {
      if (!first.get().fingerprint().equals(Idempotency.fingerprint(request))) {
        throw OrderErrors.IDEMPOTENCY_KEY_ALREADY_USED.refusal();
      }
      Optional<Document> kept = world.shelf(REPLIES).find(first.get().resourceId());
      if (kept.isPresent()) {
        byte[] body =
            Json.text(kept.get().notes(), "body").orElse("").getBytes(StandardCharsets.UTF_8);
        return Reply.bytes(kept.get().notes().path("status").intValue(), Reply.JSON, body);
      }
    }
    Reply reply = action.get();
    String id = Long.toString(world.next(REPLIES, 1));
    Document kept = new Document(id, caller, Json.object());
    kept.notes()
        .put("status", reply.status())
        .put("body", new String(reply.body(), StandardCharsets.UTF_8));
    world.shelf(REPLIES).put(kept);
    world.agenda().at(world.now().plus(LIFE), REPLIES, id);
    world.idempotency().keep(request, caller, id);
    return reply;
  }
}
