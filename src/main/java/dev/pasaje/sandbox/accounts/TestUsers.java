// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.accounts;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Founding;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Test users made by a call. The reference has `POST /users/test`, the guides `POST
/// /users/test_user` with a shorter answer: both are served. A made user can sign in and be a
/// payer; the panel gives it credentials, no call does.
public final class TestUsers {
  private static final String SHELF = "test_user";

  /// A limit of the guides. What the real API answers beyond it is not published; code 1 here.
  private static final int MOST = 10;

  private static final int MOST_OFFSET = 1000;

  private final World world;

  public TestUsers(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.post("/users/test", request -> Reply.created(create(request, true)));
    router.post("/users/test_user", request -> Reply.created(create(request, false)));
    router.get("/test_user/search", this::search);
  }

  private ObjectNode create(Request request, boolean reference) {
    Caller owner = world.access().seller(request);
    ObjectNode sent = request.object();
    Site site =
        Json.text(sent, "site_id")
            .flatMap(Site::of)
            .orElseThrow(() -> ApiError.badRequest(3004, "Invalid parameter site_id"));
    String description = Json.text(sent, "description").orElse("");
    if (reference && description.isBlank()) {
      throw ApiError.badRequest(1, "Params Error");
    }
    if (of(owner).size() >= MOST) {
      throw ApiError.badRequest(1, "Params Error");
    }
    Account user =
        Founding.testUser(world.accounts(), world.chance("test users"), site, world.now());
    Document made =
        new Document(
            Long.toString(user.id()),
            owner.account().id(),
            owner.live(),
            describe(user, description),
            Json.object());
    world.shelf(SHELF).put(made);
    ObjectNode answer = made.body().deepCopy();
    if (!reference) {
      answer.remove(List.of("site_id", "description", "date_created", "date_last_updated"));
    }
    return answer;
  }

  private Reply search(Request request) {
    Caller owner = world.access().seller(request);
    Page page = Page.of(request, MOST, MOST, MOST_OFFSET);
    return page.reply("results", of(owner).stream().map(Document::body).toList());
  }

  private List<Document> of(Caller owner) {
    return world.shelf(SHELF).all().filter(user -> user.ownerId() == owner.account().id()).toList();
  }

  private ObjectNode describe(Account user, String description) {
    return Json.object()
        .put("id", user.id())
        .put("nickname", user.nickname())
        .put("password", "qatest" + world.chance("test users").digits(4))
        .put("site_status", "active")
        .put("site_id", user.site().name())
        .put("description", description)
        .put("email", user.email())
        .put("date_created", Dates.text(world.now()))
        .put("date_last_updated", Dates.text(world.now()));
  }
}
