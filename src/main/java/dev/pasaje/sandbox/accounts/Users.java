// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.accounts;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.World;
import tools.jackson.databind.node.ObjectNode;

/// `/users/me`: who a token belongs to. The decisive mark of a test user is the tag `test_user`.
public final class Users {
  private final World world;

  public Users(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.get("/users/me", this::me);
  }

  private Reply me(Request request) {
    return Reply.ok(describe(world.access().seller(request).account()));
  }

  /// Members and order of the official fixture (mercadopago/sdk-java user_base.json).
  static ObjectNode describe(Account account) {
    ObjectNode user = Json.object();
    user.put("id", account.id());
    user.put("nickname", account.nickname());
    user.put("registration_date", Dates.text(account.registered()));
    user.put("first_name", account.firstName());
    user.put("last_name", account.lastName());
    user.put("gender", "");
    user.put("country_id", account.site().country());
    user.put("email", account.email());
    user.putObject("identification")
        .put("number", account.site().testDocumentNumber())
        .put("type", account.site().testDocumentType());
    user.putObject("address")
        .put("address", account.testUser() ? "Test Address 123" : "Calle 1 100")
        .putNull("city")
        .putNull("state")
        .put("zip_code", "1414");
    user.putObject("phone")
        .put("area_code", "01")
        .put("extension", "")
        .put("number", "1111-1111")
        .put("verified", false);
    user.putObject("alternative_phone").put("area_code", "").put("extension", "").put("number", "");
    user.put("user_type", "normal");
    var tags = user.putArray("tags").add("normal");
    if (account.testUser()) {
      tags.add("test_user");
    }
    tags.add("user_info_verified");
    user.putNull("logo");
    user.put("points", 100);
    user.put("site_id", account.site().name());
    user.put("permalink", "http://perfil.mercadolibre.com/" + account.nickname());
    user.putArray("shipping_modes").add("custom").add("not_specified");
    user.put("seller_experience", "ADVANCED");
    user.putObject("bill_data").putNull("accept_credit_note");
    ObjectNode reputation = user.putObject("seller_reputation");
    reputation.putNull("level_id").putNull("power_seller_status");
    reputation
        .putObject("transactions")
        .put("canceled", 0)
        .put("completed", 0)
        .put("period", "historic")
        .put("total", 0)
        .putObject("ratings")
        .put("negative", 0)
        .put("neutral", 0)
        .put("positive", 0);
    user.putObject("buyer_reputation").put("canceled_transactions", 0).putArray("tags");
    status(user.putObject("status"), account);
    user.put("secure_email", account.email());
    user.putObject("company")
        .putNull("brand_name")
        .put("city_tax_id", "")
        .put("corporate_name", "")
        .put("identification", "")
        .put("state_tax_id", "")
        .put("cust_type_id", "CO")
        .putNull("soft_descriptor");
    user.putObject("credit")
        .put("consumed", 100)
        .put("credit_level_id", "MLA1")
        .put("rank", "newbie");
    user.putObject("context")
        .put("device", "mobile")
        .put("flow", "none")
        .put("source", "mercadolibre");
    user.putArray("registration_identifiers");
    return user;
  }

  private static void status(ObjectNode status, Account account) {
    allow(status.putObject("billing"));
    allow(status.putObject("buy"));
    status.put("confirmed_email", true);
    status.putObject("shopping_cart").put("buy", "allowed").put("sell", "allowed");
    status.put("immediate_payment", false);
    allow(status.putObject("list"));
    status.put("mercadoenvios", "not_accepted");
    status.put("mercadopago_account_type", account.testUser() ? "personal" : "business");
    status.put("mercadopago_tc_accepted", true);
    status.putNull("required_action");
    allow(status.putObject("sell"));
    status.put("site_status", "active");
    status.putNull("user_type");
  }

  private static void allow(ObjectNode node) {
    node.put("allow", true).putArray("codes");
  }
}
