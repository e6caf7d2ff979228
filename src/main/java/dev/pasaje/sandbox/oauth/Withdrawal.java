// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.oauth;

import dev.pasaje.sandbox.world.Credential;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.util.List;

/// A seller takes back what it granted an application: its tokens end at once, and the application
/// is told by an `mp-connect` notification (domain/notifications.md, `application.deauthorized`).
public final class Withdrawal {
  private final World world;

  public Withdrawal(World world) {
    this.world = world;
  }

  /// @return whether there was anything to take back
  public boolean of(long applicationId, long userId) {
    return world.exclusively(() -> {
      List<Credential> granted =
          world.accounts().credentialsOf(userId).stream()
              .filter(one -> one.oauth() && one.applicationId() == applicationId)
              .filter(one -> one.usableAt(world.now()))
              .toList();
      granted.forEach(one -> world.accounts().put(one.withExpires(world.now())));
      List<String> refresh =
          world
              .shelf(Tokens.REFRESH)
              .all()
              .filter(one -> one.ownerId() == userId)
              .filter(one -> one.notes().path("client_id").longValue() == applicationId)
              .map(Document::id)
              .toList();
      refresh.forEach(world.shelf(Tokens.REFRESH)::remove);
      if (granted.isEmpty() && refresh.isEmpty()) {
        return false;
      }
      world.publish(
          new ResourceEvent(
              "mp-connect",
              "application.deauthorized",
              Long.toString(userId),
              userId,
              applicationId,
              true,
              "",
              world.now()));
      return true;
    });
  }
}
