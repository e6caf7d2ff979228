// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.accounts;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.World;
import tools.jackson.databind.node.ObjectNode;

/// `/plugins-credentials-wrapper/credentials`: undocumented, but both official plug-ins pair a
/// token and a public key by its `client_id` (credentials.md 4.2). With a bearer token it also
/// tells `homologated`. Whether a test user's keys count as test is unknown; here only `TEST-`
/// does.
public final class CredentialsWrapper {
  private final World world;

  public CredentialsWrapper(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.get("/plugins-credentials-wrapper/credentials", this::describe);
  }

  private Reply describe(Request request) {
    boolean token = request.header("authorization").isPresent();
    Caller caller = token ? world.access().seller(request) : byPublicKey(request);
    ObjectNode body = Json.object();
    body.put("client_id", Long.toString(caller.application().id())).put("is_test", !caller.live());
    if (token) {
      body.put("homologated", caller.application().homologated());
    }
    return Reply.ok(body);
  }

  /// 401 means an expired or invalid public key here.
  private Caller byPublicKey(Request request) {
    try {
      return world.access().browser(request);
    } catch (ApiError refused) {
      throw refused.status() == 400 ? ApiError.unauthorized(1001, "Public_key not found") : refused;
    }
  }
}
