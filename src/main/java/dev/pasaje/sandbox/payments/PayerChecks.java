// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.catalog.IdentificationTypes;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The checks of `payer`.
final class PayerChecks {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>()\",;:]{1,64}@[^\\s@<>()\",;:.]+(\\.[^\\s@<>()\",;:.]+)+");
  private static final Set<String> TYPES = Set.of("customer", "registered", "guest");
  private static final int LONGEST_EMAIL = 254;

  private PayerChecks() {}

  /// The saved customer who pays, when the payer is one.
  static Optional<Document> check(World world, Caller seller, JsonNode request) {
    JsonNode payer = request.path("payer");
    if (!payer.isObject()) {
      throw ApiError.badRequest(4006, "Payer attribute is malformed");
    }
    Optional<Document> customer = customer(world, seller, payer);
    email(payer, customer.isPresent());
    document(seller, payer);
    parties(world, seller, payer);
    return customer;
  }

  private static Optional<Document> customer(World world, Caller seller, JsonNode payer) {
    if (Json.present(payer, "type") && Json.text(payer, "type").filter(TYPES::contains).isEmpty()) {
      throw ApiError.badRequest(4029, "Invalid payer type");
    }
    if (!Json.text(payer, "type").orElse("").equals("customer")) {
      return Optional.empty();
    }
    String id =
        Json.anyText(payer, "id")
            .orElseThrow(() -> ApiError.badRequest(4012, "Payer.id attribute can't be null"));
    return Optional.of(
        world
            .shelf("customer")
            .find(id, seller)
            .orElseThrow(() -> ApiError.badRequest(2002, "Customer not found")));
  }

  private static void email(JsonNode payer, boolean known) {
    if (known && !Json.present(payer, "email")) {
      return;
    }
    String email = Json.text(payer, "email").orElse("");
    if (email.length() >= LONGEST_EMAIL) {
      throw ApiError.badRequest(4051, "Payer.email must be shorter than 254 characters");
    }
    if (!EMAIL.matcher(email).matches()) {
      throw ApiError.badRequest(4050, "Payer.email must be a valid email");
    }
  }

  private static void document(Caller seller, JsonNode payer) {
    JsonNode identification = payer.path("identification");
    String type = Json.text(identification, "type").orElse("");
    String number = Json.anyText(identification, "number").orElse("");
    if ((!type.isEmpty() || !number.isEmpty())
        && !IdentificationTypes.fits(seller.site(), type, number)) {
      throw ApiError.badRequest(2067, "Invalid user identification number");
    }
  }

  /// Nobody pays himself; and where the rules say so, test and real people do not mix.
  private static void parties(World world, Caller seller, JsonNode payer) {
    String email = Json.text(payer, "email").orElse("").toLowerCase(Locale.ROOT);
    boolean self =
        Json.anyText(payer, "id").filter(Long.toString(seller.account().id())::equals).isPresent();
    if (self || email.equals(seller.account().email().toLowerCase(Locale.ROOT))) {
      throw ApiError.badRequest(2060, "The customer can't be equal to the collector");
    }
    boolean testMail = email.endsWith("@testuser.com");
    if (!email.isEmpty() && world.rules().mixedUsersRefused() && testMail != seller.test()) {
      throw ApiError.badRequest(2034, "Invalid users involved");
    }
    if (seller.test() && world.rules().strictTestPayers()) {
      boolean exists =
          world.accounts().accountByEmail(email).filter(buyer -> buyer.testUser()).isPresent();
      if (!exists) {
        throw ApiError.badRequest(2198, "Invalid test user email");
      }
    }
  }
}
