// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.subscriptions;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/// `/authorized_payments`: what was charged, or tried, for a subscription.
record Invoices(World world) {
  static final String KIND = "authorized_payment";

  void routes(Router router) {
    // The OpenAPI description has the first, every SDK the second.
    router.get("/authorized_payments", this::search);
    router.get("/authorized_payments/search", this::search);
    router.get("/authorized_payments/{id}", this::read);
  }

  private Reply read(Request request) {
    return Reply.ok(
        world
            .shelf(KIND)
            .find(request.param("id"), world.access().seller(request))
            .orElseThrow(() -> ApiError.service(404, "not_found", "Invoice not found", List.of()))
            .body());
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    List<Document> found =
        world
            .shelf(KIND)
            .of(caller)
            .filter(one -> is(request, "preapproval_id", Json.text(one.body(), "preapproval_id")))
            .filter(one -> is(request, "payment_id", Json.anyText(one.body(), "payment", "id")))
            .filter(one -> is(request, "payer_id", Json.anyText(one.notes(), "payer_id")))
            .filter(one -> is(request, "status", Json.text(one.body(), "status")))
            .toList();
    return Subscriptions.page(request, found);
  }

  private static boolean is(Request request, String name, Optional<String> value) {
    return request.queryParam(name).map(want -> want.equals(value.orElse(""))).orElse(true);
  }
}
