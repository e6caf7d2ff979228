// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Multipart;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/chargebacks`: read, search, documents. The OpenAPI description has a `PUT` that live hosts
/// do not route; it is served all the same.
public final class Chargebacks {
  private static final Set<String> TYPES = Set.of("jpg", "jpeg", "png", "pdf");
  private static final long MOST_BYTES = 10L * 1024 * 1024;

  private final World world;
  private final Disputes disputes;

  public Chargebacks(World world, Disputes disputes) {
    this.world = world;
    this.disputes = disputes;
  }

  public void routes(Router router) {
    router.get("/v1/chargebacks/search", this::search);
    router.get("/v1/chargebacks/{id}", this::read);
    router.put("/v1/chargebacks/{id}", this::update);
    router.post("/v1/chargebacks/{id}/documentation", this::upload);
  }

  private Document found(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    return world
        .shelf(Disputes.SHELF)
        .find(request.param("id"), seller)
        .orElseThrow(() -> ApiError.service(404, "not_found", "Chargeback not found", List.of()));
  }

  private Reply read(Request request) {
    return Reply.ok(found(request).body());
  }

  private Reply search(Request request) {
    Caller seller = world.access().paymentsSeller(request);
    Optional<String> payment = request.queryParam("payment_id").filter(id -> !id.isEmpty());
    List<Document> found =
        world
            .shelf(Disputes.SHELF)
            .of(seller)
            .filter(
                one -> payment.isEmpty() || Json.anyText(one.body(), "payment_id").equals(payment))
            .toList();
    ObjectNode page = Json.object();
    page.putObject("paging").put("total", found.size()).put("limit", 30).put("offset", 0);
    ArrayNode results = page.putArray("results");
    found.stream().limit(30).forEach(one -> results.add(one.body()));
    return Reply.ok(page);
  }

  private Reply upload(Request request) {
    Document chargeback = found(request);
    List<ObjectNode> files = new ArrayList<>();
    long bytes = 0;
    for (Multipart.Part part : Multipart.of(request)) {
      bytes += part.content().length;
      String name = part.fileName().toLowerCase(Locale.ROOT);
      if (part.fileName().isEmpty() || !TYPES.contains(name.substring(name.lastIndexOf('.') + 1))) {
        throw ApiError.invalid("bad_request", "files must be jpg, png or pdf");
      }
      files.add(file(part.fileName(), "files/" + chargeback.id() + "/" + (files.size() + 1)));
    }
    if (files.isEmpty() || bytes > MOST_BYTES) {
      throw ApiError.invalid("bad_request", "files must be sent, 10 MB together at most");
    }
    disputes.document(chargeback, files);
    return Reply.ok(chargeback.body());
  }

  private Reply update(Request request) {
    Document chargeback = found(request);
    JsonNode sent = request.object().path("files");
    if (!sent.isArray() || sent.isEmpty()) {
      throw ApiError.invalid("bad_request", "files must be sent");
    }
    List<ObjectNode> files = new ArrayList<>();
    for (JsonNode one : sent) {
      ObjectNode file = file(Json.text(one, "name").orElse(""), Json.text(one, "url").orElse(""));
      Json.text(one, "description").ifPresent(text -> file.put("description", text));
      files.add(file);
    }
    disputes.document(chargeback, files);
    return Reply.ok(chargeback.body());
  }

  private static ObjectNode file(String name, String url) {
    String type = name.substring(name.lastIndexOf('.') + 1);
    return Json.object().put("type", type).put("url", url).put("description", name);
  }
}
