// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Control calls about reports: the quirks of the files, the address of the ready notification,
/// which in the real thing is set in the panel, and movements that come from outside the API.
final class ReportControl {
  private final World world;
  private final Set<Quirks> quirks;

  ReportControl(World world, Set<Quirks> quirks) {
    this.world = world;
    this.quirks = quirks;
  }

  void routes(Router router) {
    router.get("/_sandbox/reports/quirks", _ -> Reply.ok(Quirks.json(quirks)));
    router.put("/_sandbox/reports/quirks", this::change);
    router.put("/_sandbox/reports/notification", this::notification);
    router.post("/_sandbox/movements", this::movement);
  }

  private Reply change(Request request) {
    List<String> unknown = Quirks.change(quirks, request.object());
    if (!unknown.isEmpty()) {
      throw Fields.refusal("unknown or not a boolean: " + String.join(", ", unknown));
    }
    return Reply.ok(Quirks.json(quirks));
  }

  private Reply notification(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    ObjectNode kept = Json.object();
    kept.put("url", Fields.webAddress(body, "url"));
    kept.put("password", Fields.text(body, "password"));
    String id = Long.toString(caller.account().id());
    world.shelf(ReadyNotice.SETTINGS).put(new Document(id, caller, kept));
    return Reply.ok(Json.object().put("url", kept.path("url").asString()));
  }

  /// A tip, a yield, an advance, a tax: anything no payment explains.
  private Reply movement(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode body = request.object();
    ObjectNode kept = Json.object();
    String id = Long.toString(world.next(Ledger.EXTRA, 2_000_000_000_001L));
    kept.put("source_id", Json.anyText(body, "source_id").orElse(id));
    kept.put("description", Fields.text(body, "description"));
    kept.put(
        "transaction_type", Fields.optionalText(body, "transaction_type").orElse("SETTLEMENT"));
    kept.put("external_reference", Fields.optionalText(body, "external_reference").orElse(""));
    kept.put(
        "amount",
        Json.number(body, "amount")
            .filter(amount -> amount.signum() != 0)
            .filter(amount -> caller.site().round(amount).compareTo(amount) == 0)
            .orElseThrow(() -> Fields.refusal("amount must be a signed amount of the currency")));
    kept.put(
        "date",
        Fields.optionalText(body, "date")
            .map(text -> Dates.parse(text).orElseThrow(() -> Fields.refusal("date is malformed")))
            .map(Dates::text)
            .orElse(Dates.text(world.now())));
    world.shelf(Ledger.EXTRA).put(new Document(id, caller, kept));
    return Reply.created(kept);
  }
}
