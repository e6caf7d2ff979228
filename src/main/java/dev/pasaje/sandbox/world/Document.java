// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import dev.pasaje.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// One resource: the members the API shows, and what only the emulator knows about it.
///
/// @param ownerId the account it belongs to
/// @param live false when made with `TEST-` credentials: the two worlds do not see each other
/// @param body what the API shows; changed in place, under the world's lock
/// @param notes what the API does not show
public record Document(String id, long ownerId, boolean live, ObjectNode body, ObjectNode notes) {
  public Document(String id, Caller owner, ObjectNode body) {
    this(id, owner.account().id(), owner.live(), body, Json.object());
  }

  public boolean belongsTo(Caller caller) {
    return ownerId == caller.account().id() && live == caller.live();
  }
}
