// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is taken from a payment when it is approved. The net is the amount without the collector's
/// fees and taxes; interest of instalments is the payer's.
final class Fees {
  private final Tariff tariff;
  private final Movements movements;

  Fees(Tariff tariff, Movements movements) {
    this.tariff = tariff;
    this.movements = movements;
  }

  void charge(Document payment, Site site) {
    ObjectNode body = payment.body();
    BigDecimal amount = PaymentDesk.amount(payment);
    BigDecimal fee = tariff.feeOf(site, body.path("payment_type_id").stringValue(), amount);
    BigDecimal share = payment.notes().path("application_fee").decimalValue();
    BigDecimal tax = tariff.taxOf(site, amount);
    ObjectNode details = (ObjectNode) body.path("transaction_details");
    BigDecimal interest = details.path("total_paid_amount").decimalValue().subtract(amount);
    ArrayNode list = body.putArray("fee_details");
    line(list, "mercadopago_fee", fee, "collector");
    line(list, "application_fee", share, "collector");
    line(list, "financing_fee", interest, "payer");
    body.put("taxes_amount", Json.plain(tax));
    details.put(
        "net_received_amount", Json.plain(amount.subtract(fee).subtract(share).subtract(tax)));
    movements.add(
        Movements.Kind.PAYMENT,
        payment,
        payment.id(),
        amount,
        fee.negate(),
        share.negate(),
        tax.negate());
  }

  private static void line(ArrayNode list, String type, BigDecimal amount, String payer) {
    if (amount.signum() > 0) {
      list.addObject().put("type", type).put("amount", Json.plain(amount)).put("fee_payer", payer);
    }
  }

  static BigDecimal net(Document payment) {
    return payment.body().path("transaction_details").path("net_received_amount").decimalValue();
  }

  /// The amounts of a reserve captured in part; interest shrinks in proportion.
  static void reduce(Document payment, BigDecimal amount) {
    ObjectNode body = payment.body();
    ObjectNode details = (ObjectNode) body.path("transaction_details");
    BigDecimal was = PaymentDesk.amount(payment);
    for (String name : new String[] {"total_paid_amount", "installment_amount"}) {
      BigDecimal whole = details.path(name).decimalValue();
      details.put(
          name, Json.plain(whole.multiply(amount).divide(was, 2, java.math.RoundingMode.HALF_UP)));
    }
    body.put("transaction_amount", Json.plain(amount));
  }
}
