// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.pages.Html;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.Map;

/// The pages a payment's links lead to: ticket, bank transfer, 3DS challenge. Two buttons stand for
/// the buyer. A shop opens the challenge in a frame by posting `creq` to it and waits for the
/// frame's message that it is complete.
public final class BuyerPages {
  private final World world;
  private final PaymentDesk desk;

  public BuyerPages(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
  }

  public void routes(Router router) {
    for (String kind : new String[] {"ticket", "bank_transfer", "challenge"}) {
      router.get("/payments/{id}/" + kind, request -> page(payment(request), false));
    }
    router.post("/payments/{id}/challenge", request -> page(payment(request), false));
    router.post("/payments/{id}/pass", request -> act(request, true));
    router.post("/payments/{id}/fail", request -> act(request, false));
  }

  private Document payment(Request request) {
    return world.shelf(PaymentDesk.SHELF).find(request.param("id")).orElseThrow(Payments::notFound);
  }

  private Reply act(Request request, boolean pass) {
    Document payment = payment(request);
    boolean challenge = Json.present(payment.body(), "three_ds_info");
    if (pass) {
      desk.approve(payment);
    } else if (challenge) {
      desk.reject(payment, "cc_rejected_3ds_challenge");
    } else {
      desk.cancel(payment, "by_payer");
    }
    if (challenge) {
      return page(payment, true);
    }
    return Json.text(payment.body(), "callback_url")
        .filter(url -> !url.isEmpty())
        .map(Reply::redirect)
        .orElseGet(() -> page(payment, false));
  }

  private Reply page(Document payment, boolean finished) {
    String status = PaymentDesk.status(payment);
    boolean challenge = finished || Json.present(payment.body(), "three_ds_info");
    String amount =
        PaymentDesk.amount(payment).toPlainString()
            + " "
            + payment.body().path("currency_id").stringValue();
    String code =
        Json.text(payment.body(), "point_of_interaction", "transaction_data", "qr_code")
            .or(() -> Json.text(payment.body(), "barcode", "content"))
            .orElse(null);
    BuyerPage page =
        new BuyerPage(
            challenge ? "Verificación 3-D Secure" : "Pago " + payment.id(),
            world.accounts().account(payment.ownerId()).map(Account::nickname).orElse(""),
            payment.id(),
            amount,
            status,
            code,
            status.equals("pending"),
            challenge,
            finished);
    return Html.page(200, "buyer", Map.of("page", page));
  }
}
