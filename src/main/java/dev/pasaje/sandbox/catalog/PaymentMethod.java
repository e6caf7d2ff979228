// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A way to pay in one country.
///
/// @param accreditation minutes until a payment is credited
/// @param numbers which card numbers are of this brand, where that is published
/// @param digits length of the card number; 0 when it is no card
public record PaymentMethod(
    Site site,
    String id,
    String name,
    String type,
    BigDecimal min,
    BigDecimal max,
    int accreditation,
    String deferredCapture,
    Optional<Pattern> numbers,
    int digits,
    int securityCode) {

  /// Whether it is paid with a card token. Yape is: its token comes from a phone and a code.
  public boolean card() {
    return type.endsWith("_card");
  }

  public boolean debit() {
    return type.equals("debit_card");
  }

  /// Cash, transfers and cash machines: the payment waits for the buyer.
  public boolean offline() {
    return type.equals("ticket") || type.equals("atm") || type.equals("bank_transfer");
  }

  public boolean transfer() {
    return type.equals("bank_transfer");
  }

  public boolean takes(String cardNumber) {
    return numbers.map(pattern -> pattern.matcher(cardNumber).lookingAt()).orElse(false);
  }

  /// As `GET /v1/payment_methods` shows it (mercadopago/sdk-java payment_method_base.json).
  ObjectNode json() {
    String logo = "https://www.mercadopago.com/org-img/MP3/API/logos/" + id + ".gif";
    ObjectNode node = Json.object();
    node.put("id", id).put("name", name).put("payment_type_id", type).put("status", "active");
    node.put("secure_thumbnail", logo)
        .put("thumbnail", logo)
        .put("deferred_capture", deferredCapture);
    ArrayNode settings = node.putArray("settings");
    numbers.ifPresent(pattern -> settings.add(setting(pattern.pattern())));
    ArrayNode needed = node.putArray("additional_info_needed");
    if (card()) {
      needed
          .add("cardholder_name")
          .add("cardholder_identification_type")
          .add("cardholder_identification_number");
    } else if (site == Site.MLB && type.equals("ticket")) {
      needed
          .add("identification_type")
          .add("identification_number")
          .add("first_name")
          .add("last_name");
    }
    node.put("min_allowed_amount", min)
        .put("max_allowed_amount", max)
        .put("accreditation_time", accreditation);
    ArrayNode institutions = node.putArray("financial_institutions");
    institutions.addAll(FinancialInstitutions.of(this));
    node.putArray("processing_modes").add("aggregator");
    if (id.equals("pse")) {
      ArrayNode types = node.putArray("allowed_identification_types");
      types.add("CC").add("CE").add("NIT");
    }
    return node;
  }

  private ObjectNode setting(String pattern) {
    ObjectNode setting = Json.object();
    setting.putObject("card_number").put("validation", "standard").put("length", digits);
    ObjectNode bin = setting.putObject("bin");
    bin.put("pattern", pattern)
        .put("installments_pattern", debit() ? "" : pattern)
        .putNull("exclusion_pattern");
    setting
        .putObject("security_code")
        .put("length", securityCode)
        .put("card_location", securityCode == 4 ? "front" : "back")
        .put("mode", "mandatory");
    return setting;
  }
}
