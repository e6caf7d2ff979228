// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Chance;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// How the buyer is told to pay: Pix code, ticket, bank page, 3DS challenge (api.md 2.7). The links
/// lead to the emulator's own pages.
final class Instructions {
  private final World world;
  private final String baseUrl;

  Instructions(World world, String baseUrl) {
    this.world = world;
    this.baseUrl = baseUrl;
  }

  /// Pix and transfers a day, tickets three, at the end of the day as in official fixtures.
  Instant usualExpiry(PaymentMethod method) {
    if (method.transfer()) {
      return world.now().plus(Duration.ofDays(1));
    }
    OffsetDateTime day = world.now().atOffset(Dates.OFFSET).plusDays(3);
    return day.with(LocalTime.of(22, 59, 59)).toInstant();
  }

  void write(Document payment, Draft draft) {
    if (draft.method().id().equals("pix")) {
      pix(payment, draft.seller().account());
    } else if (draft.method().transfer()) {
      transfer(payment, draft.method());
    } else {
      ticket(payment, draft.method());
    }
  }

  /// The key behind an account's Pix codes: a random one, always the same.
  static String pixKey(Account account) {
    return new Chance(account.id()).stream("pix key").uuid();
  }

  private void pix(Document payment, Account seller) {
    ObjectNode body = payment.body();
    String code =
        BrCode.of(
            pixKey(seller),
            PaymentDesk.amount(payment),
            seller.nickname(),
            "Sao Paulo",
            "mpqrinter" + payment.id());
    ObjectNode point = body.putObject("point_of_interaction");
    point.put("type", "OPENPLATFORM").put("linked_to", "openfinance");
    point.putObject("business_info").put("unit", "online_payments").put("sub_unit", "default");
    point.putObject("location").putNull("state_id").putNull("source");
    point.putObject("application_data").putNull("name").putNull("version");
    ObjectNode data = point.putObject("transaction_data");
    data.put("qr_code", code)
        .putNull("bank_transfer_id")
        .putNull("transaction_id")
        .putNull("financial_institution");
    ObjectNode bank = data.putObject("bank_info");
    bank.putObject("payer")
        .putNull("account_id")
        .putNull("id")
        .putNull("long_name")
        .putNull("external_account_id");
    bank.putObject("collector")
        .putNull("account_id")
        .putNull("long_name")
        .put("account_holder_name", seller.firstName() + " " + seller.lastName())
        .putNull("transfer_account_id");
    bank.putNull("is_same_bank_account_owner")
        .putNull("origin_bank_id")
        .putNull("origin_wallet_id");
    data.put("qr_code_base64", QrImage.base64(code)).put("ticket_url", page(payment, "ticket"));
  }

  private void transfer(Document payment, PaymentMethod method) {
    ObjectNode details = details(payment);
    details.put("external_resource_url", page(payment, "bank_transfer"));
    details
        .put("bank_transfer_id", world.next("bank transfer", 153_030))
        .put("transaction_id", payment.id());
    if (method.id().equals("clabe")) {
      details.put("payment_method_reference_id", "646180" + digits(12));
    }
  }

  private void ticket(Document payment, PaymentMethod method) {
    ObjectNode details = details(payment);
    String reference = digits(10);
    details.put("payment_method_reference_id", reference).put("acquirer_reference", "");
    details.put("verification_code", method.site() == Site.MLB ? digits(10) : reference);
    details.put(
        "external_resource_url",
        page(payment, "ticket") + "&payment_method_reference_id=" + reference);
    boolean boleto = method.id().equals("bolbradesco");
    String content = boleto ? boletoBarcode(payment) : reference + digits(30);
    payment.body().putObject("barcode").put("content", content);
    details.putObject("barcode").put("content", content);
    if (boleto) {
      details.put("financial_institution", "bradesco").put("digitable_line", content);
      ((ObjectNode) payment.body().path("payment_method"))
          .putObject("forward_data")
          .put("ticket_number", "")
          .put("agreement_number", "");
    }
  }

  /// 44 digits: bank 237, currency 9, check digit, days, amount in cents, free field. The days and
  /// the check digit are made up: no bank reads it.
  private String boletoBarcode(Document payment) {
    String cents = PaymentDesk.amount(payment).movePointRight(2).toBigInteger().toString();
    return "2379"
        + digits(5)
        + String.format(Locale.ROOT, "%10s", cents).replace(' ', '0')
        + digits(25);
  }

  /// Opens a 3DS challenge: a page of the emulator where the buyer passes or fails.
  void challenge(Document payment) {
    String request =
        Json.object()
            .put("threeDSServerTransID", world.chance("3ds").uuid())
            .put("acsTransID", world.chance("3ds").uuid())
            .put("challengeWindowSize", "04")
            .put("messageType", "CReq")
            .put("messageVersion", "2.1.0")
            .toString();
    payment
        .body()
        .putObject("three_ds_info")
        .put("external_resource_url", baseUrl + "/payments/" + payment.id() + "/challenge")
        .put(
            "creq",
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(request.getBytes(StandardCharsets.UTF_8)));
  }

  /// What is known of a transfer once it is made.
  void paid(Document payment) {
    if (payment.body().path("payment_method_id").stringValue().equals("pix")) {
      long transfer = world.next("bank transfer", 153_030);
      String transaction = "PIXE18236120" + digits(20);
      details(payment).put("bank_transfer_id", transfer).put("transaction_id", transaction);
      ObjectNode data =
          (ObjectNode) payment.body().path("point_of_interaction").path("transaction_data");
      data.put("bank_transfer_id", transfer).put("transaction_id", transaction);
    }
  }

  private String page(Document payment, String kind) {
    return baseUrl
        + "/payments/"
        + payment.id()
        + "/"
        + kind
        + "?caller_id="
        + payment.ownerId()
        + "&hash="
        + world.chance("pages").uuid();
  }

  private static ObjectNode details(Document payment) {
    return (ObjectNode) payment.body().path("transaction_details");
  }

  private String digits(int count) {
    return world.chance("tickets").digits(count);
  }
}
