// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What paying in instalments costs the buyer. The rates are the emulator's own: real ones differ
/// by seller, issuer and day.
public final class Installments {
  private static final int MOST = 36;

  private static final Map<Site, String> SYMBOLS =
      Map.of(
          Site.MLA, "$", Site.MLB, "R$", Site.MLM, "$", Site.MLC, "$", Site.MCO, "$", Site.MPE,
          "S/.", Site.MLU, "$");

  private Installments() {}

  /// Percent of interest by number of instalments: 2 % for each one after the first.
  private static Map<Integer, BigDecimal> plans(Site site, PaymentMethod method) {
    Map<Integer, BigDecimal> rates = new TreeMap<>();
    List<Integer> offered =
        method.debit() || !method.card()
            ? List.of(1)
            : switch (site) {
              case MLB -> List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
              case MLA, MLM -> List.of(1, 2, 3, 6, 9, 12, 18);
              case MCO -> List.of(1, 2, 3, 6, 9, 12, 18, 24, MOST);
              case MLC, MPE, MLU -> List.of(1, 2, 3, 6, 12, 24);
            };
    offered.forEach(count -> rates.put(count, BigDecimal.valueOf(2L * (count - 1))));
    return rates;
  }

  /// Whether a plan of that many exists.
  public static boolean offers(PaymentMethod method, int count) {
    return plans(method.site(), method).containsKey(count);
  }

  /// What the buyer pays in all: the equal instalments together, so that rounding loses nothing.
  public static BigDecimal total(PaymentMethod method, BigDecimal amount, int count) {
    return each(method, amount, count).multiply(BigDecimal.valueOf(count));
  }

  /// One instalment.
  public static BigDecimal each(PaymentMethod method, BigDecimal amount, int count) {
    BigDecimal rate = plans(method.site(), method).getOrDefault(count, BigDecimal.ZERO);
    BigDecimal whole = amount.add(amount.multiply(rate).movePointLeft(2));
    return whole.divide(BigDecimal.valueOf(count), method.site().decimals(), RoundingMode.HALF_UP);
  }

  static ObjectNode json(PaymentMethod method, BigDecimal amount) {
    ObjectNode node = Json.object();
    node.put("payment_method_id", method.id()).put("payment_type_id", method.type());
    node.set("issuer", Issuers.of(method));
    node.put("processing_mode", "aggregator").putNull("merchant_account_id");
    ArrayNode costs = node.putArray("payer_costs");
    plans(method.site(), method)
        .forEach((count, rate) -> costs.add(cost(method, amount, count, rate)));
    return node;
  }

  private static ObjectNode cost(
      PaymentMethod method, BigDecimal amount, int count, BigDecimal rate) {
    BigDecimal total = total(method, amount, count);
    BigDecimal each = each(method, amount, count);
    ObjectNode cost = Json.object();
    cost.put("installments", count)
        .put("installment_rate", rate)
        .put("discount_rate", 0)
        .put("reimbursement_rate", 0);
    cost.putArray("labels");
    cost.putArray("installment_rate_collector").add("MERCADOPAGO");
    cost.put("min_allowed_amount", method.min()).put("max_allowed_amount", method.max());
    cost.put("recommended_message", message(method.site(), count, each, total));
    cost.put("installment_amount", Json.plain(each)).put("total_amount", Json.plain(total));
    cost.put("payment_method_option_id", "1.AQ" + method.id() + count);
    return cost;
  }

  private static String message(Site site, int count, BigDecimal each, BigDecimal total) {
    String noun =
        site == Site.MLB
            ? (count == 1 ? "parcela" : "parcelas")
            : (count == 1 ? "cuota" : "cuotas");
    if (site == Site.MLM) {
      noun = count == 1 ? "mensualidad" : "mensualidades";
    }
    return count + " " + noun + " de " + money(site, each) + " (" + money(site, total) + ")";
  }

  private static String money(Site site, BigDecimal amount) {
    Locale style = site == Site.MLM ? Locale.US : Locale.GERMANY;
    return SYMBOLS.get(site) + " " + String.format(style, "%,." + site.decimals() + "f", amount);
  }
}
