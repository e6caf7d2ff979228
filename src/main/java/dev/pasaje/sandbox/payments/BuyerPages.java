// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;

/// The pages a payment's links lead to: ticket, bank transfer, 3DS challenge. Two buttons stand for
/// the buyer.
public final class BuyerPages {
  private final World world;
  private final PaymentDesk desk;

  public BuyerPages(World world, PaymentDesk desk) {
    this.world = world;
    this.desk = desk;
  }

  public void routes(Router router) {
    for (String kind : new String[] {"ticket", "bank_transfer", "challenge"}) {
      router.get("/payments/{id}/" + kind, this::show);
    }
    router.post("/payments/{id}/pass", request -> act(request, true));
    router.post("/payments/{id}/fail", request -> act(request, false));
  }

  private Document payment(Request request) {
    return world.shelf(PaymentDesk.SHELF).find(request.param("id")).orElseThrow(Payments::notFound);
  }

  private Reply show(Request request) {
    return Reply.html(200, page(payment(request)));
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
    return Json.text(payment.body(), "callback_url")
        .filter(url -> !url.isEmpty())
        .map(Reply::redirect)
        .orElseGet(() -> Reply.html(200, page(payment)));
  }

  private static String page(Document payment) {
    String status = PaymentDesk.status(payment);
    boolean challenge = Json.present(payment.body(), "three_ds_info");
    boolean open = status.equals("pending");
    String title = challenge ? "3DS challenge" : "Payment " + payment.id();
    String code =
        Json.text(payment.body(), "point_of_interaction", "transaction_data", "qr_code")
            .or(() -> Json.text(payment.body(), "barcode", "content"))
            .map(text -> "<p><code>" + escape(text) + "</code></p>")
            .orElse("");
    String buttons =
        open
            ? button(payment, "pass", challenge ? "Pass the challenge" : "Pay")
                + button(payment, "fail", challenge ? "Fail the challenge" : "Cancel")
            : "";
    String amount =
        PaymentDesk.amount(payment).toPlainString()
            + " "
            + payment.body().path("currency_id").stringValue();
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>%s</title>
    <style>body{font:16px system-ui;max-width:36rem;margin:3rem auto;padding:0 1rem}
    code{overflow-wrap:anywhere}form{display:inline}button{font:inherit;padding:.6rem 1.2rem;margin:.5rem .5rem 0 0}</style>
    </head><body><h1>%s</h1><p>%s</p><p id="status">%s</p>%s%s<p>Emulator: no real money moves here.</p></body></html>
    """
        .formatted(title, title, escape(amount), escape(status), code, buttons);
  }

  private static String button(Document payment, String action, String label) {
    return "<form method=\"post\" action=\"/payments/%s/%s\"><button id=\"%s\">%s</button></form>"
        .formatted(payment.id(), action, action, label);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
