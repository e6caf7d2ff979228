// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payouts;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Payouts to bank accounts and transaction intents. Each transaction leaves the account a minute
/// after it was asked for and can be cancelled until then; one that fails at the bank afterwards
/// comes back as a new credit.
public final class Payouts {
  /// One transfer of a payout or of an intent: what the reports show.
  public static final String TRANSACTION = "payout_transaction";

  private static final String PAYOUT = "payout";
  private static final String INTENT = "transaction_intent";
  private static final Duration DELAY = Duration.ofMinutes(1);
  private static final long FIRST_TRANSACTION = 91_300_000_001L;

  private final World world;

  public Payouts(World world) {
    this.world = world;
    world.agenda().work(TRANSACTION, this::leave);
  }

  public void routes(Router router) {
    router.post("/v1/payouts", this::create);
    router.get(
        "/v1/payouts/{payout_id}", request -> Reply.ok(shown(find(request, PAYOUT, "payout_id"))));
    router.get("/v1/payouts/{payout_id}/transactions", this::list);
    router.put("/v1/payouts/{payout_id}/transactions/{transaction_id}/cancel", this::cancel);
    router.post("/v1/transaction-intents/process", this::process);
    router.get(
        "/v1/transaction-intents/{id}", request -> Reply.ok(shown(find(request, INTENT, "id"))));
    router.post("/_sandbox/payout-transactions/{transaction_id}/fail", this::fail);
  }

  private Document find(Request request, String kind, String param) {
    return world
        .shelf(kind)
        .find(request.param(param), world.access().seller(request))
        .orElseThrow(() ->
            ApiError.service(404, "not_found", kind.replace('_', ' ') + " not found", List.of()));
  }

  private record Wanted(BigDecimal amount, JsonNode body) {}

  private static Wanted checked(JsonNode body, Caller caller) {
    BigDecimal amount = Fields.positive(body, "amount");
    if (caller.site().round(amount).compareTo(amount) != 0) {
      throw Fields.refusal("amount has too many decimals for " + caller.site().currency());
    }
    String currency = Fields.text(body, "currency_id");
    if (!currency.equals(caller.site().currency())) {
      throw Fields.refusal("currency_id must be " + caller.site().currency());
    }
    return new Wanted(amount, body);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    Optional<Idempotency.First> first = world.idempotency().first(request, caller);
    if (first.isPresent()) {
      return Reply.created(shown(world.shelf(PAYOUT).find(first.get().resourceId()).orElseThrow()));
    }
    ObjectNode body = request.object();
    Fields.optionalText(body, "external_reference");
    JsonNode transactions = body.path("transactions");
    if (!transactions.isArray() || transactions.isEmpty()) {
      throw Fields.refusal("transactions is required");
    }
    List<Wanted> wanted = new ArrayList<>();
    transactions.forEach(each -> wanted.add(checked(each, caller)));
    Document payout = keep(caller, PAYOUT, body, wanted);
    world.idempotency().keep(request, caller, payout.id());
    return Reply.created(shown(payout));
  }

  private Reply process(Request request) {
    Caller caller = world.access().seller(request);
    Optional<Idempotency.First> first = world.idempotency().first(request, caller);
    if (first.isPresent()) {
      return Reply.created(shown(world.shelf(INTENT).find(first.get().resourceId()).orElseThrow()));
    }
    ObjectNode body = request.object();
    if (!body.path("transaction").isObject()) {
      throw Fields.refusal("transaction is required");
    }
    Document intent =
        keep(caller, INTENT, body, List.of(checked(body.path("transaction"), caller)));
    if (Json.present(body, "point_of_interaction")) {
      intent.body().set("point_of_interaction", body.path("point_of_interaction"));
    }
    world.idempotency().keep(request, caller, intent.id());
    return Reply.created(shown(intent));
  }

  private Document keep(Caller caller, String kind, ObjectNode asked, List<Wanted> wanted) {
    String id = world.chance(kind).uuid();
    String reference = Json.text(asked, "external_reference").orElse("");
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("external_reference", reference);
    body.put("date_created", Dates.text(world.now()));
    Document document = world.shelf(kind).put(new Document(id, caller, body));
    ArrayNode ids = document.notes().putArray("transactions");
    for (Wanted one : wanted) {
      String transactionId = Long.toString(world.next(TRANSACTION, FIRST_TRANSACTION));
      ObjectNode transaction = Json.object();
      transaction.put("id", transactionId);
      transaction.put("amount", Json.plain(one.amount()));
      transaction.put("currency_id", caller.site().currency());
      transaction.put("status", "pending");
      transaction.put("external_reference", reference);
      for (String name : List.of("payment_method_id", "beneficiary", "receiver")) {
        if (Json.present(one.body(), name)) {
          transaction.set(name, one.body().path(name));
        }
      }
      transaction.put("date_created", Dates.text(world.now()));
      world.shelf(TRANSACTION).put(new Document(transactionId, caller, transaction));
      ids.add(transactionId);
      world.agenda().at(world.now().plus(DELAY), TRANSACTION, transactionId);
    }
    return document;
  }

  private List<Document> transactions(Document parent) {
    List<Document> found = new ArrayList<>();
    parent
        .notes()
        .path("transactions")
        .forEach(id -> world.shelf(TRANSACTION).find(id.asString()).ifPresent(found::add));
    return found;
  }

  private ObjectNode shown(Document parent) {
    List<Document> transactions = transactions(parent);
    ObjectNode body = parent.body().deepCopy();
    List<String> states = transactions.stream().map(Payouts::status).distinct().toList();
    body.put("status", states.size() == 1 ? states.getFirst() : "pending");
    ArrayNode list = body.putArray("transactions");
    transactions.forEach(transaction -> list.add(transaction.body()));
    return body;
  }

  private static String status(Document transaction) {
    return transaction.body().path("status").asString();
  }

  private Reply list(Request request) {
    return Page.of(request, 50, 1000, 10_000)
        .reply(
            "results",
            transactions(find(request, PAYOUT, "payout_id")).stream().map(Document::body).toList());
  }

  private Reply cancel(Request request) {
    Document payout = find(request, PAYOUT, "payout_id");
    Document transaction =
        transactions(payout).stream()
            .filter(each -> each.id().equals(request.param("transaction_id")))
            .findFirst()
            .orElseThrow(() ->
                ApiError.service(404, "not_found", "payout transaction not found", List.of()));
    if (!status(transaction).equals("pending")) {
      throw Fields.refusal("only a pending transaction can be cancelled");
    }
    world.agenda().cancel(TRANSACTION, transaction.id());
    transaction.body().put("status", "cancelled");
    return Reply.ok(transaction.body());
  }

  private void leave(String id) {
    world
        .shelf(TRANSACTION)
        .find(id)
        .ifPresent(transaction -> {
          transaction.body().put("status", "approved");
          transaction.body().put("date_approved", Dates.text(world.now()));
        });
  }

  /// The receiving bank sends the money back: a control call of the emulator.
  private Reply fail(Request request) {
    Document transaction = find(request, TRANSACTION, "transaction_id");
    if (!status(transaction).equals("approved")) {
      throw Fields.refusal("only an approved transaction can fail");
    }
    transaction.body().put("status", "rejected");
    transaction.notes().put("returned", Dates.text(world.now()));
    return Reply.ok(transaction.body());
  }
}
