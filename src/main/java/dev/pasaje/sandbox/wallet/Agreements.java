// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.wallet;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Wallet Connect: agreements by which a buyer lets a shop charge the wallet, and the payer tokens
/// they give. The buyer agrees by opening `agreement_uri`, which leads back to the shop; the code
/// is also shown at once to whoever reads the agreement.
public final class Agreements {
  static final String KIND = "wallet_agreement";
  private static final Duration LIFE = Duration.ofDays(365);

  /// The description knows no other value of `site_id`: elsewhere the emulator leaves it out.
  private static final Set<Site> OFFERED = Set.of(Site.MLA, Site.MLB, Site.MLM);

  private final World world;
  private final String baseUrl;

  public Agreements(World world, String baseUrl) {
    this.world = world;
    this.baseUrl = baseUrl;
  }

  public void routes(Router router) {
    String agreements = "/v2/wallet_connect/agreements";
    router.post(agreements, this::create);
    router.get(agreements + "/{agreement_id}", request -> Reply.ok(find(request).body()));
    router.delete(agreements + "/{agreement_id}", this::cancel);
    router.post(agreements + "/{agreement_id}/payer_token", this::payerToken);
    router.get("/wallet_connect/agree/{agreement_id}", this::agree);
    router.post("/v2/wallet_connect/discounts", this::discount);
    router.post("/v2/wallet_connect/coupons", this::coupon);
  }

  private Document find(Request request) {
    return world
        .shelf(KIND)
        .find(request.param("agreement_id"), world.access().seller(request))
        .orElseThrow(() -> ApiError.service(404, "not_found", "agreement not found", List.of()));
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    Document agreement = add(caller, request.object());
    return Reply.ok(
        Json.object()
            .put("agreement_id", agreement.id())
            .put("agreement_uri", agreement.body().path("approval_uri").asString()));
  }

  /// An agreement the buyer has not cancelled, with a code that can be exchanged.
  public Document add(Caller caller, ObjectNode asked) {
    String back = Fields.webAddress(asked, "return_uri");
    String flow = Fields.text(asked, "external_flow_id");
    String id = world.chance(KIND).hex(32);
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("status", "active");
    body.put("date_created", Dates.text(world.now()));
    body.put("date_expire", Dates.text(world.now().plus(LIFE)));
    body.put("validation_code", world.chance(KIND).hex(32));
    body.put("approval_uri", baseUrl + "/wallet_connect/agree/" + id);
    body.put("redirect_uri", back);
    body.put("external_flow_id", flow);
    for (String name : List.of("external_user", "agreement_data")) {
      if (Json.present(asked, name)) {
        if (!asked.path(name).isObject()) {
          throw Fields.refusal(name + " must be an object");
        }
        body.set(name, asked.path(name));
      }
    }
    if (OFFERED.contains(caller.site())) {
      body.put("site_id", caller.site().name());
    }
    body.put("application_id", Long.toString(caller.application().id()));
    body.put("collector_id", caller.account().id());
    body.put("model_version", 2);
    return world.shelf(KIND).put(new Document(id, caller, body));
  }

  private Reply cancel(Request request) {
    Document agreement = find(request);
    if (agreement.body().path("status").asString().equals("active")) {
      agreement.body().put("status", "cancelled");
      agreement.body().put("date_canceled", Dates.text(world.now()));
    }
    return Reply.ok(agreement.body());
  }

  private boolean isActive(Document agreement) {
    boolean expired =
        Json.text(agreement.body(), "date_expire")
            .flatMap(Dates::parse)
            .filter(end -> !world.now().isBefore(end))
            .isPresent();
    if (expired && agreement.body().path("status").asString().equals("active")) {
      agreement.body().put("status", "expired");
    }
    return agreement.body().path("status").asString().equals("active");
  }

  private Reply payerToken(Request request) {
    Document agreement = find(request);
    String code = Fields.text(request.object(), "code");
    if (!isActive(agreement)) {
      throw Fields.refusal("the agreement is not active");
    }
    if (!agreement.body().path("validation_code").asString().equals(code)) {
      throw Fields.refusal("invalid code");
    }
    Optional<String> known = Json.text(agreement.notes(), "payer_token");
    String token = known.orElseGet(() -> world.chance(KIND).hex(48));
    agreement.notes().put("payer_token", token);
    return Reply.ok(Json.object().put("payer_token", token));
  }

  /// What the buyer's agreement does in the browser.
  private Reply agree(Request request) {
    Document agreement =
        world
            .shelf(KIND)
            .find(request.param("agreement_id"))
            .orElseThrow(
                () -> ApiError.service(404, "not_found", "agreement not found", List.of()));
    String back = agreement.body().path("redirect_uri").asString();
    String code =
        URLEncoder.encode(
            agreement.body().path("validation_code").asString(), StandardCharsets.UTF_8);
    return Reply.redirect(back + (back.contains("?") ? "&" : "?") + "code=" + code);
  }

  /// The agreement a payer token came from.
  Optional<Document> byPayerToken(Caller caller, String token) {
    return world
        .shelf(KIND)
        .of(caller)
        .filter(agreement -> Json.text(agreement.notes(), "payer_token").equals(Optional.of(token)))
        .filter(this::isActive)
        .findFirst();
  }

  private Caller payer(Request request) {
    Caller caller = world.access().seller(request);
    String token =
        request
            .header("x-payer-token")
            .orElseThrow(() -> Fields.refusal("header x-payer-token is required"));
    var _ = byPayerToken(caller, token).orElseThrow(() -> Fields.refusal("invalid payer token"));
    return caller;
  }

  /// Every coupon gives a tenth, but one whose name begins with `INVALID` or `EXPIRED`.
  private static boolean isUsable(String coupon) {
    return !coupon.startsWith("INVALID") && !coupon.startsWith("EXPIRED");
  }

  private Reply discount(Request request) {
    Caller caller = payer(request);
    ObjectNode body = request.object();
    String coupon = Fields.text(body, "coupon");
    BigDecimal amount = Fields.positive(body, "amount");
    if (!isUsable(coupon)) {
      throw Fields.refusal("the coupon cannot be used");
    }
    ObjectNode answer = Json.object();
    answer.put("transaction_amount", Json.plain(amount));
    answer.put("currency_id", caller.site().currency());
    answer.put("legal_terms", baseUrl + "/terms/" + coupon.replaceAll("[^A-Za-z0-9_-]", ""));
    answer
        .putObject("discount")
        .put("amount", Json.plain(caller.site().round(amount.movePointLeft(1))))
        .put("type", "coupon")
        .put("coupon_id", coupon);
    return Reply.ok(answer);
  }

  private Reply coupon(Request request) {
    Caller _ = payer(request);
    String id = Fields.text(request.object(), "id");
    String status = id.startsWith("EXPIRED") ? "expired" : isUsable(id) ? "active" : "inactive";
    ObjectNode answer = Json.object().put("status", status);
    answer.put("legal_terms", baseUrl + "/terms/" + id.replaceAll("[^A-Za-z0-9_-]", ""));
    answer.putObject("detail").put("id", id).put("percent_off", 10);
    return Reply.ok(answer);
  }
}
