// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shops;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.Origin;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The buyer scans the code at a till and pays from the wallet: a control call, since no API of the
/// merchant does that.
public final class TillPayments {
  private final World world;
  private final PaymentDesk desk;

  public TillPayments(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
  }

  public void routes(Router router) {
    router.post("/_sandbox/pos/{external_pos_id}/pay", this::pay);
  }

  private Reply pay(Request request) {
    Caller caller = world.access().seller(request);
    Document till =
        world
            .shelf(PointsOfSale.KIND)
            .of(caller)
            .filter(pos ->
                Json.text(pos.body(), "external_id")
                    .equals(Optional.of(request.param("external_pos_id"))))
            .findFirst()
            .orElseThrow(TillPayments::nothing);
    Document order =
        world
            .shelf(QrOrders.WAITING)
            .all()
            .filter(waiting -> waiting.belongsTo(caller))
            .filter(waiting -> Json.text(waiting.notes(), "pos_id").equals(Optional.of(till.id())))
            .findFirst()
            .orElseThrow(TillPayments::nothing);
    ObjectNode wanted = Json.object();
    wanted.set("transaction_amount", order.body().path("total_amount"));
    wanted.put("description", Json.text(order.body(), "title").orElse("QR"));
    wanted.set("external_reference", order.body().path("external_reference"));
    Json.text(order.body(), "notification_url")
        .ifPresent(url -> wanted.put("notification_url", url));
    wanted.putObject("payer").put("email", "test_user_qr@testuser.com");
    Document payment = desk.createFromWallet(caller, wanted, new Origin("pos_payment", 0, ""));
    payment.body().put("pos_id", till.id());
    Json.text(till.body(), "store_id").ifPresent(id -> payment.body().put("store_id", id));
    world.shelf(QrOrders.WAITING).remove(order.id());
    return Reply.created(payment.body());
  }

  private static ApiError nothing() {
    return ApiError.service(404, "not_found", "In store order not found", List.of());
  }
}
