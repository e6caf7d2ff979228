// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.wallet;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Idempotency;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Advanced payments charged to a wallet by its payer token: in one step, or reserved and captured
/// later.
public final class AdvancedPayments {
  private static final String KIND = "advanced_payment";
  private static final long FIRST_ID = 20_458_724L;

  private final World world;
  private final Agreements agreements;

  public AdvancedPayments(World world, Agreements agreements) {
    this.world = world;
    this.agreements = agreements;
  }

  public void routes(Router router) {
    router.post("/v1/advanced_payments", this::create);
    router.get("/v1/advanced_payments/search", this::search);
    router.get(
        "/v1/advanced_payments/{advanced_payment_id}", request -> Reply.ok(find(request).body()));
    router.put("/v1/advanced_payments/{advanced_payment_id}", this::update);
  }

  private Document find(Request request) {
    return world
        .shelf(KIND)
        .find(request.param("advanced_payment_id"), world.access().seller(request))
        .orElseThrow(
            () -> ApiError.service(404, "not_found", "Advanced payment not found", List.of()));
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    Optional<Idempotency.First> first = world.idempotency().first(request, caller);
    if (first.isPresent()) {
      return Reply.created(world.shelf(KIND).find(first.get().resourceId()).orElseThrow().body());
    }
    ObjectNode asked = request.object();
    String token = Fields.text(asked.path("payer"), "token");
    if (agreements.byPayerToken(caller, token).isEmpty()) {
      throw Fields.refusal("invalid payer token");
    }
    BigDecimal amount = Fields.positive(asked.path("wallet_payment"), "transaction_amount");
    if (caller.site().round(amount).compareTo(amount) != 0) {
      throw Fields.refusal("transaction_amount has too many decimals");
    }
    boolean capture = Fields.optionalFlag(asked, "capture").orElse(true);
    long id = world.next(KIND, FIRST_ID);
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("status", capture ? "approved" : "authorized");
    body.set("wallet_payment", asked.path("wallet_payment"));
    body.putArray("disbursements");
    body.set("payer", asked.path("payer"));
    body.put("site_id", caller.site().name());
    body.put("binary_mode", Fields.optionalFlag(asked, "binary_mode").orElse(false));
    body.put("capture", capture);
    body.put("date_created", Dates.text(world.now()));
    body.put("date_last_updated", Dates.text(world.now()));
    body.putArray("payments")
        .addObject()
        .put("id", id + 1_000_000_000L)
        .put("status", capture ? "approved" : "authorized")
        .put("status_detail", capture ? "accredited" : "pending_capture")
        .put("payment_type_id", "account_money")
        .put("payment_method_id", "account_money")
        .put("transaction_amount", Json.plain(amount))
        .put("installments", 1)
        .put("capture", capture);
    world.shelf(KIND).put(new Document(Long.toString(id), caller, body));
    world.idempotency().keep(request, caller, Long.toString(id));
    return Reply.created(body);
  }

  private Reply update(Request request) {
    Document payment = find(request);
    ObjectNode asked = request.object();
    boolean capture = Fields.optionalFlag(asked, "capture").orElse(false);
    boolean cancel = Json.present(asked, "status");
    if (cancel) {
      Fields.oneOf(asked, "status", List.of("cancelled"));
    }
    if (capture == cancel) {
      throw Fields.refusal("either capture or status cancelled is required");
    }
    if (!payment.body().path("status").asString().equals("authorized")) {
      throw Fields.refusal("only an authorized payment can be captured or cancelled");
    }
    String status = capture ? "approved" : "cancelled";
    payment.body().put("status", status).put("capture", capture);
    payment.body().put("date_last_updated", Dates.text(world.now()));
    for (var part : payment.body().withArray("payments")) {
      ((ObjectNode) part)
          .put("status", status)
          .put("status_detail", capture ? "accredited" : "by_collector")
          .put("capture", capture);
    }
    return Reply.ok(payment.body());
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    Optional<String> reference = request.queryParam("external_reference");
    return Page.of(request, 30, 100, 10_000)
        .reply(
            "results",
            world
                .shelf(KIND)
                .of(caller)
                .map(Document::body)
                .filter(body ->
                    reference.isEmpty()
                        || Json.text(body, "wallet_payment", "external_reference")
                            .equals(reference))
                .toList());
  }
}
