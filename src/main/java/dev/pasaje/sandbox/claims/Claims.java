// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.claims;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.payments.Refunds;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Claims of buyers. No API call opens one: the seed or a control call does. While it is open the
/// amount is held back in the release report; a mediation takes it out of both reports until the
/// claim is closed; the buyer's victory is a refund.
public final class Claims {
  public static final String KIND = "claim";
  private static final long FIRST_ID = 5_255_000_001L;
  private static final List<String> FILTERS =
      List.of("id", "type", "stage", "status", "resource", "resource_id", "reason_id");

  /// The beginning of an id tells the family of reasons.
  private static final Map<String, String> REASONS =
      Map.of("PNR", "mediations", "PDD", "mediations", "CS", "claims");

  private final World world;
  private final PaymentDesk desk;
  private final Disputes disputes;
  private final Refunds refunds;

  public Claims(World world, PaymentDesk desk, Disputes disputes, Refunds refunds) {
    this.world = world;
    this.desk = desk;
    this.disputes = disputes;
    this.refunds = refunds;
  }

  public void routes(Router router) {
    String claims = "/post-purchase/v1/claims";
    router.get(claims + "/search", this::search);
    router.get(claims + "/reasons/{reason_id}", this::reason);
    String claim = claims + "/{claim_id}";
    router.get(claim, request -> Reply.ok(find(request).body()));
    router.get(claim + "/status_history", request -> Reply.ok(list(find(request), "history")));
    router.get(claim + "/evidences", request -> Reply.ok(list(find(request), "evidences")));
    router.get(
        claim + "/expected-resolutions", request -> Reply.ok(list(find(request), "resolutions")));
    router.post(claim + "/actions/open-dispute", this::mediate);
    router.post(claim + "/actions/evidences", this::evidence);
    router.post("/_sandbox/claims", this::openByControl);
    router.post("/_sandbox/claims/{claim_id}/close", this::close);
  }

  Document find(Request request) {
    return world
        .shelf(KIND)
        .find(request.param("claim_id"), world.access().seller(request))
        .orElseThrow(() -> ApiError.service(404, "not_found", "Claim not found", List.of()));
  }

  static ArrayNode list(Document claim, String name) {
    return claim.notes().withArray(name);
  }

  private Reply search(Request request) {
    Caller caller = world.access().seller(request);
    return Page.of(request, 30, 100, 10_000)
        .reply(
            "results",
            world
                .shelf(KIND)
                .of(caller)
                .map(Document::body)
                .filter(claim ->
                    FILTERS.stream()
                        .allMatch(name ->
                            request.queryParam(name).isEmpty()
                                || Json.anyText(claim, name).equals(request.queryParam(name))))
                .toList());
  }

  private Reply reason(Request request) {
    world.access().seller(request);
    String id = request.param("reason_id");
    return REASONS.entrySet().stream()
        .filter(reason -> id.matches(reason.getKey() + "\\d*"))
        .findFirst()
        .map(reason -> Reply.ok(Json.object().put("id", id).put("type", reason.getValue())))
        .orElseThrow(() -> ApiError.service(404, "not_found", "Reason not found", List.of()));
  }

  /// Asked twice it changes nothing more.
  private Reply mediate(Request request) {
    Document claim = find(request);
    opened(claim);
    if (!claim.body().path("stage").asString().equals("dispute")) {
      claim.body().put("stage", "dispute");
      claim.notes().put("mediated", Dates.text(world.now()));
      payment(claim, "approved").ifPresent(disputes::open);
      changed(claim, "seller");
      publish(claim, world.access().seller(request), "claim.updated");
    }
    return Reply.ok(claim.body());
  }

  /// The payment of a claim, if it is in that state.
  private Optional<Document> payment(Document claim, String status) {
    return desk.find(claim.body().path("resource_id").asString())
        .filter(payment -> PaymentDesk.status(payment).equals(status));
  }

  private static void opened(Document claim) {
    if (!claim.body().path("status").asString().equals("opened")) {
      throw Fields.refusal("the claim is not open");
    }
  }

  private Reply evidence(Request request) {
    Document claim = find(request);
    ObjectNode body = request.object();
    String type = Fields.oneOf(body, "type", List.of("tracking_code", "proof_of_delivery"));
    String value = Fields.text(body, "value");
    opened(claim);
    ObjectNode evidence = Json.object();
    evidence.put("id", world.chance(KIND).uuid());
    evidence.put("type", type.equals("tracking_code") ? type : "other");
    evidence.put("date_created", Dates.text(world.now()));
    evidence.put("file_name", "");
    evidence.put("value", value);
    list(claim, "evidences").add(evidence);
    return Reply.created(evidence);
  }

  private Reply openByControl(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    String id =
        Json.anyText(body, "payment_id")
            .orElseThrow(() -> Fields.refusal("payment_id is required"));
    Document payment =
        world
            .shelf("payment")
            .find(id, caller)
            .orElseThrow(() -> ApiError.service(404, "not_found", "Payment not found", List.of()));
    return Reply.created(
        open(caller, payment, Fields.optionalText(body, "reason_id").orElse("PNR3430")).body());
  }

  /// A buyer complains about a payment.
  public Document open(Caller caller, Document payment, String reason) {
    long id = world.next(KIND, FIRST_ID);
    ObjectNode claim = Json.object();
    claim.put("id", id);
    claim.put("resource_id", Request.parseLong(payment.id()).orElse(0L));
    claim.put("status", "opened");
    claim.put("type", "mediations");
    claim.put("stage", "claim");
    claim.putNull("parent_id");
    claim.put("resource", "payment");
    claim.put("reason_id", reason);
    claim.put("fulfilled", false);
    claim.put("quantity_type", "total");
    ArrayNode players = claim.putArray("players");
    players
        .addObject()
        .put("role", "complainant")
        .put("type", "buyer")
        .put(
            "user_id",
            Json.anyText(payment.body(), "payer", "id").flatMap(Request::parseLong).orElse(0L))
        .putArray("available_actions");
    players
        .addObject()
        .put("role", "respondent")
        .put("type", "seller")
        .put("user_id", caller.account().id())
        .putArray("available_actions")
        .add("send_message_to_complainant")
        .add("open_dispute")
        .add("refund");
    claim.putNull("resolution");
    claim.put("site_id", caller.site().name());
    claim.put("date_created", Dates.text(world.now()));
    claim.put("last_updated", Dates.text(world.now()));
    Document document = world.shelf(KIND).put(new Document(Long.toString(id), caller, claim));
    BigDecimal amount = Json.number(payment.body(), "transaction_amount").orElse(BigDecimal.ZERO);
    document.notes().put("amount", amount);
    list(document, "resolutions")
        .addObject()
        .put("type", "refund")
        .put("amount", amount)
        .put("reason", reason);
    changed(document, "buyer");
    publish(document, caller, "claim.created");
    return document;
  }

  private Reply close(Request request) {
    Caller caller = world.access().seller(request);
    Document claim = find(request);
    opened(claim);
    String winner = Fields.oneOf(request.object(), "in_favour_of", List.of("seller", "buyer"));
    claim.body().put("status", "closed");
    claim
        .body()
        .putObject("resolution")
        .put("reason", winner.equals("seller") ? "item_returned" : "payment_refunded")
        .put("date_created", Dates.text(world.now()))
        .put("benefited", winner.equals("seller") ? "respondent" : "complainant");
    claim.notes().put("closed", Dates.text(world.now())).put("winner", winner);
    payment(claim, "in_mediation").ifPresent(disputes::withdraw);
    if (winner.equals("buyer")) {
      payment(claim, "approved")
          .ifPresent(payment -> refunds.refund(payment, Optional.empty(), caller.account()));
    }
    changed(claim, "mediator");
    publish(claim, caller, "claim.updated");
    return Reply.ok(claim.body());
  }

  private void changed(Document claim, String by) {
    claim.body().put("last_updated", Dates.text(world.now()));
    list(claim, "history")
        .addObject()
        .put("date", Dates.text(world.now()))
        .put("status", claim.body().path("status").asString())
        .put("stage", claim.body().path("stage").asString())
        .put("changed_by", by);
  }

  private void publish(Document claim, Caller caller, String action) {
    world.publish(
        new ResourceEvent(
            KIND,
            action,
            claim.id(),
            caller.account().id(),
            caller.application().id(),
            caller.live(),
            "",
            world.now()));
  }
}
