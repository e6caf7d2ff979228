// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import dev.pasaje.sandbox.http.Handler;
import dev.pasaje.sandbox.http.Interceptor;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import java.util.function.Predicate;

/// Makes a resource that was notified before its commit as unreadable as one that does not exist.
public final class Uncommitted implements Interceptor {
  private final Predicate<String> hidden;

  /// @param hidden whether a resource id is not yet to be seen
  public Uncommitted(Predicate<String> hidden) {
    this.hidden = hidden;
  }

  @Override
  public Reply around(Request request, Handler next) {
    if (!request.method().equals("GET")) {
      return next.handle(request);
    }
    String path = request.path();
    String id = path.substring(path.lastIndexOf('/') + 1);
    if (id.isEmpty() || !hidden.test(id)) {
      return next.handle(request);
    }
    // asks for an id nobody has, so that the refusal is the resource's own
    String other = path.substring(0, path.length() - id.length()) + "1";
    return next.handle(
        new Request(
            request.id(),
            request.method(),
            other,
            request.query(),
            request.headers(),
            request.body(),
            request.params()));
  }
}
