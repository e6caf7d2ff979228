// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.claims;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Multipart;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages between the parties of a claim, and the files they attach.
public final class Messages {
  private static final String KIND = "claim_message";

  private final World world;
  private final Claims claims;

  public Messages(World world, Claims claims) {
    this.world = world;
    this.claims = claims;
  }

  public void routes(Router router) {
    String claim = "/post-purchase/v1/claims/{claim_id}";
    router.get(
        claim + "/messages", request -> Reply.ok(Claims.list(claims.find(request), "messages")));
    router.post(claim + "/actions/send-message", this::send);
    router.post(claim + "/attachments", this::attach);
    router.get(
        claim + "/attachments/{fileName}", request -> Reply.ok(file(request).without("content")));
    router.get(claim + "/attachments/{fileName}/download", this::download);
  }

  private Reply send(Request request) {
    Caller caller = world.access().seller(request);
    Document claim = claims.find(request);
    ObjectNode body = request.object();
    String text = Fields.text(body, "message");
    ObjectNode message = Json.object();
    message.put("id", world.next(KIND, 7_100_000_001L));
    message.put("date_created", Dates.text(world.now()));
    message.putObject("from").put("user_id", caller.account().id()).put("role", "respondent");
    message.put("message", text);
    ArrayNode attachments = message.putArray("attachments");
    for (JsonNode name : body.path("attachments")) {
      ObjectNode file =
          find(claim, name.asString(""))
              .orElseThrow(() -> Fields.refusal("attachment not found: " + name.asString("")));
      attachments
          .addObject()
          .put("file_name", file.path("file_name").asString())
          .put("file_id", file.path("file_id").asString());
    }
    Claims.list(claim, "messages").add(message);
    return Reply.created(message);
  }

  private Reply attach(Request request) {
    Caller caller = world.access().seller(request);
    Document claim = claims.find(request);
    Multipart.Part part =
        Multipart.of(request).stream()
            .filter(each -> each.name().equals("file") && !each.fileName().isEmpty())
            .findFirst()
            .orElseThrow(() -> Fields.refusal("file is required"));
    String id = world.chance(KIND).uuid();
    int dot = part.fileName().lastIndexOf('.');
    String ending = dot < 0 ? "" : part.fileName().substring(dot).replaceAll("[^A-Za-z0-9.]", "");
    ObjectNode file = Json.object();
    file.put("file_id", id);
    file.put("file_name", caller.account().id() + "_" + id + ending);
    file.put("original_name", part.fileName());
    file.put("content_type", part.contentType());
    file.put("size", part.content().length);
    file.put("date_created", Dates.text(world.now()));
    file.put("content", Base64.getEncoder().encodeToString(part.content()));
    Claims.list(claim, "files").add(file);
    return Reply.created(
        Json.object()
            .put("file_id", id)
            .put("file_name", file.path("file_name").asString())
            .put("user_id", caller.account().id()));
  }

  private static Optional<ObjectNode> find(Document claim, String name) {
    return StreamSupport.stream(Claims.list(claim, "files").spliterator(), false)
        .filter(file ->
            file.path("file_name").asString().equals(name)
                || file.path("file_id").asString().equals(name))
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  private ObjectNode file(Request request) {
    return find(claims.find(request), request.param("fileName"))
        .map(ObjectNode::deepCopy)
        .orElseThrow(() -> ApiError.service(404, "not_found", "File not found", List.of()));
  }

  private Reply download(Request request) {
    byte[] content = Base64.getDecoder().decode(file(request).path("content").asString());
    return Reply.bytes(200, "application/octet-stream", content);
  }
}
