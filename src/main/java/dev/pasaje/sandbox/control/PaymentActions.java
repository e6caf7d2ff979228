// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Document;
import java.util.List;

/// What buyers, banks and reviewers do to a payment, and no call of the real API can. Runs under
/// the world's lock, as the API does.
public final class PaymentActions {
  /// The actions, in the order of a payment's life.
  public static final List<String> NAMES =
      List.of("pay", "reject", "expire", "dispute", "win-dispute", "chargeback", "settle");

  static final List<String> ROUTES =
      List.of("POST /_sandbox/payments/{id}/{action}", "POST /_sandbox/page/payment");

  private final PaymentDesk desk;
  private final Disputes disputes;

  public PaymentActions(PaymentDesk desk, Disputes disputes) {
    this.desk = desk;
    this.disputes = disputes;
  }

  public void routes(Router router) {
    router.post("/_sandbox/payments/{id}/{action}", this::act);
    router.post("/_sandbox/page/payment", this::press);
  }

  private Reply act(Request request) {
    Ask ask = Ask.of(request, "status_detail", "reason", "for_seller", "chargeback");
    return Reply.ok(act(request.param("id"), request.param("action"), ask).body());
  }

  /// The same from a button of the control page.
  private Reply press(Request request) {
    String id = request.form().getOrDefault("id", List.of("")).getFirst();
    String action = request.form().getOrDefault("action", List.of("")).getFirst();
    act(id, action, new Ask(Json.object()));
    return Reply.empty(303).withHeader("Location", "/_sandbox/");
  }

  private Document act(String id, String action, Ask ask) {
    Document payment =
        desk.find(id).orElseThrow(() -> ApiError.notFound(2000, "Payment not found"));
    switch (action) {
      case "pay" -> desk.approve(payment);
      case "reject" -> desk.reject(payment, ask.text("status_detail", "cc_rejected_other_reason"));
      case "expire" -> desk.expire(payment);
      case "dispute" -> disputes.open(payment);
      case "win-dispute" -> disputes.withdraw(payment);
      case "chargeback" -> disputes.chargeBack(payment, ask.text("reason", "general"));
      case "settle" -> disputes.settle(chargeback(ask, payment), ask.flag("for_seller", false));
      default -> throw Ask.refuse("action is '" + action + "', accepted: " + NAMES);
    }
    return payment;
  }

  /// The chargeback named in the call, or the newest one of the payment.
  private Document chargeback(Ask ask, Document payment) {
    String id = ask.text("chargeback", "");
    return disputes
        .of(payment)
        .filter(chargeback -> id.isEmpty() || chargeback.id().equals(id))
        .reduce((_, newer) -> newer)
        .orElseThrow(() -> ApiError.notFound(2000, "Chargeback not found"));
  }
}
