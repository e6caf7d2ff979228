// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.seed;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Calls the emulator's own API without a network, as one set of credentials, so that seeds are
/// checked and kept like any other call.
record Insider(World world, Router router, String accessToken) {
  /// What the API answers.
  ///
  /// @throws SeedException when it refuses
  JsonNode call(String method, String path, JsonNode body) {
    Request request =
        new Request(
            world.chance("seed").uuid(),
            method,
            path,
            "",
            List.of(
                new Request.Line("authorization", "Bearer " + accessToken),
                new Request.Line("content-type", "application/json"),
                new Request.Line("x-idempotency-key", world.chance("seed").uuid())),
            Json.bytes(body),
            Map.of());
    Reply reply;
    try {
      reply = world.exclusively(() -> router.handle(request));
    } catch (ApiError refusal) {
      throw new SeedException(method + " " + path + ": " + refusal.getMessage());
    }
    if (reply.status() >= 400) {
      String text = new String(reply.body(), StandardCharsets.UTF_8);
      throw new SeedException(method + " " + path + ": " + reply.status() + " " + text);
    }
    return Json.parse(reply.body());
  }

  JsonNode post(String path, JsonNode body) {
    return call("POST", path, body);
  }

  /// Whether this build of the emulator serves a route.
  boolean serves(String route) {
    return router.routes().contains(route);
  }
}
