// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.journal;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.notifications.Answer;
import dev.pasaje.sandbox.notifications.Delivery;
import dev.pasaje.sandbox.notifications.Settled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Entries as JSON objects and back.
final class Lines {
  private static final int VERSION = 1;

  private Lines() {}

  static ObjectNode write(Entry entry) {
    return switch (entry) {
      case Entry.Head head ->
          Json.object()
              .put("journal", VERSION)
              .put("seed", head.seed())
              .put("seedName", head.seedName())
              .put("start", head.at().toString())
              .put("running", head.running());
      case Entry.Called called -> called(called);
      case Entry.Clock clock ->
          Json.object()
              .put("kind", "clock")
              .put("at", clock.at().toString())
              .put("running", clock.running())
              .put("real", clock.real().toString());
      case Entry.Sent sent -> sent(sent.settled());
    };
  }

  private static ObjectNode called(Entry.Called called) {
    Request request = called.request();
    ObjectNode line =
        Json.object()
            .put("kind", called.control() ? "control" : "call")
            .put("at", called.at().toString())
            .put("id", request.id())
            .put("method", request.method())
            .put("path", request.path())
            .put("query", request.query());
    ArrayNode headers = line.putArray("headers");
    request.headers().forEach(one -> headers.addArray().add(one.name()).add(one.value()));
    return line.put("body", Base64.getEncoder().encodeToString(request.body()));
  }

  private static ObjectNode sent(Settled settled) {
    ObjectNode line =
        Json.object()
            .put("kind", "sent")
            .put("at", settled.at().toString())
            .put("delivery", settled.delivery())
            .put("attempt", settled.attempt())
            .put("status", settled.answer().status())
            .put("description", settled.answer().description())
            .put("state", settled.state().name());
    Instant due = settled.due();
    return due == null ? line : line.put("due", due.toString());
  }

  /// @throws RuntimeException when the line is not an entry; the message says why
  static Entry read(JsonNode line, boolean first) {
    if (first) {
      int version = whole(line, "journal").intValue();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "the journal has version " + version + ", this emulator reads " + VERSION);
      }
      return new Entry.Head(
          whole(line, "seed"), text(line, "seedName"), instant(line, "start"), flag(line));
    }
    return switch (text(line, "kind")) {
      case "call" -> new Entry.Called(instant(line, "at"), false, request(line));
      case "control" -> new Entry.Called(instant(line, "at"), true, request(line));
      case "clock" -> new Entry.Clock(instant(line, "at"), flag(line), instant(line, "real"));
      case "sent" -> new Entry.Sent(settled(line));
      default -> throw new IllegalArgumentException("unknown kind " + text(line, "kind"));
    };
  }

  private static Request request(JsonNode line) {
    List<Request.Line> headers = new ArrayList<>();
    for (JsonNode header : line.path("headers")) {
      if (!header.path(0).isString() || !header.path(1).isString()) {
        throw new IllegalArgumentException("a header is not a pair of texts");
      }
      headers.add(new Request.Line(header.path(0).stringValue(), header.path(1).stringValue()));
    }
    return new Request(
        text(line, "id"),
        text(line, "method"),
        text(line, "path"),
        text(line, "query"),
        List.copyOf(headers),
        Base64.getDecoder().decode(text(line, "body")),
        Map.of());
  }

  private static Settled settled(JsonNode line) {
    @Nullable Instant due = line.has("due") ? instant(line, "due") : null;
    return new Settled(
        whole(line, "delivery"),
        whole(line, "attempt").intValue(),
        instant(line, "at"),
        new Answer(whole(line, "status").intValue(), text(line, "description")),
        Delivery.State.valueOf(text(line, "state")),
        due);
  }

  private static String text(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("\"" + name + "\" is not a text");
    }
    return value.stringValue();
  }

  private static Long whole(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.canConvertToLong() || !value.isNumber()) {
      throw new IllegalArgumentException("\"" + name + "\" is not a number");
    }
    return value.longValue();
  }

  private static boolean flag(JsonNode line) {
    JsonNode value = line.path("running");
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("\"running\" is not true or false");
    }
    return value.booleanValue();
  }

  private static Instant instant(JsonNode line, String name) {
    return Instant.parse(text(line, name));
  }
}
