// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.oauth;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.Credential;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /oauth/token`: the three grants. Refresh tokens work once; codes work once, for ten
/// minutes.
final class Tokens {
  static final String REFRESH = "oauth_refresh";
  private static final Duration LIFE = Duration.ofDays(180);

  /// Often quoted for `client_credentials`; no official page read says it.
  private static final Duration OWN_LIFE = Duration.ofHours(6);

  private static final String SCOPE = "offline_access read write";

  private final World world;

  Tokens(World world) {
    this.world = world;
  }

  void routes(Router router) {
    router.post("/oauth/token", this::token);
  }

  /// Whom a token is issued to, and for how long.
  private record Grant(
      Application application,
      Account account,
      boolean live,
      String publicKey,
      Duration life,
      boolean oauth) {}

  private Reply token(Request request) {
    JsonNode params = params(request);
    String grant = Json.anyText(params, "grant_type").orElseThrow(() -> missing("grant_type"));
    if (!List.of("authorization_code", "refresh_token", "client_credentials").contains(grant)) {
      throw ApiError.invalid("unsupported_grant_type", "grant_type " + grant + " is not supported");
    }
    Application application = application(params);
    checkScope(params);
    boolean live = !Json.anyText(params, "test_token").orElse("").equals("true");
    if (grant.equals("authorization_code")) {
      return issue(byCode(params, application, live));
    }
    return issue(
        grant.equals("refresh_token") ? byRefresh(params, application) : own(application, live));
  }

  private Grant byCode(JsonNode params, Application application, boolean live) {
    String code = Json.anyText(params, "code").orElseThrow(() -> missing("code"));
    Document granted =
        world.shelf(Authorization.CODES).find(code).orElseThrow(Tokens::invalidGrant);
    JsonNode notes = granted.notes();
    boolean mine = notes.path("client_id").longValue() == application.id();
    boolean inTime =
        Json.text(notes, "expires").flatMap(Dates::parse).filter(world.now()::isBefore).isPresent();
    boolean sameAddress =
        Json.text(notes, "redirect_uri").equals(Json.anyText(params, "redirect_uri"));
    if (!mine || !inTime || !sameAddress) {
      throw invalidGrant();
    }
    checkVerifier(notes, params);
    world.shelf(Authorization.CODES).remove(code);
    Account account = account(granted);
    world.publish(
        new ResourceEvent(
            "mp-connect",
            "application.authorized",
            Long.toString(account.id()),
            account.id(),
            application.id(),
            live,
            "",
            world.now()));
    return new Grant(application, account, live, world.accounts().newPublicKey(live), LIFE, true);
  }

  private Grant byRefresh(JsonNode params, Application application) {
    String token =
        Json.anyText(params, "refresh_token").orElseThrow(() -> missing("refresh_token"));
    Document granted = world.shelf(REFRESH).find(token).orElseThrow(Tokens::invalidGrant);
    JsonNode notes = granted.notes();
    // After 180 days the whole authorisation must be done again; one kept from before has no end.
    boolean ended =
        Json.text(notes, "expires")
            .flatMap(Dates::parse)
            .filter(end -> !world.now().isBefore(end))
            .isPresent();
    if (ended || notes.path("client_id").longValue() != application.id()) {
      throw invalidGrant();
    }
    world.shelf(REFRESH).remove(token);
    return new Grant(
        application,
        account(granted),
        granted.live(),
        Json.text(notes, "public_key").orElse(""),
        Duration.ofSeconds(notes.path("life").longValue()),
        notes.path("oauth").booleanValue());
  }

  private Account account(Document granted) {
    return world.accounts().account(granted.ownerId()).orElseThrow(Tokens::invalidGrant);
  }

  private Grant own(Application application, boolean live) {
    Account owner =
        world
            .accounts()
            .account(application.ownerId())
            .orElseThrow(() -> ApiError.invalid("unauthorized_client", "no grant with the user"));
    String publicKey =
        world.accounts().credentialsOf(owner.id()).stream()
            .filter(one -> one.applicationId() == application.id() && one.live() == live)
            .filter(one -> one.expires().isEmpty())
            .findFirst()
            .map(Credential::publicKey)
            .orElseGet(() -> world.accounts().newPublicKey(live));
    return new Grant(application, owner, live, publicKey, OWN_LIFE, false);
  }

  private Reply issue(Grant grant) {
    Instant now = world.now();
    long client = grant.application().id();
    long user = grant.account().id();
    Optional<Credential> before = world.accounts().byPublicKey(grant.publicKey());
    String token = world.accounts().newToken(client, user, grant.live(), now);
    world
        .accounts()
        .put(
            new Credential(
                token,
                grant.publicKey(),
                client,
                user,
                grant.live(),
                grant.oauth(),
                SCOPE,
                now,
                Optional.of(now.plus(grant.life())),
                false));
    // The key of a credential without an end must not end with a token of hours.
    before.filter(old -> old.expires().isEmpty()).ifPresent(world.accounts()::put);
    String refresh = "TG-" + world.chance("oauth").hex(24) + "-" + user;
    ObjectNode notes = Json.object().put("client_id", client).put("public_key", grant.publicKey());
    notes.put("life", grant.life().toSeconds()).put("oauth", grant.oauth());
    notes.put("expires", Dates.utc(now.plus(grant.life())));
    world.shelf(REFRESH).put(new Document(refresh, user, grant.live(), Json.object(), notes));
    return Reply.ok(
            Json.object()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", grant.life().toSeconds())
                .put("scope", SCOPE)
                .put("user_id", user)
                .put("refresh_token", refresh)
                .put("public_key", grant.publicKey())
                .put("live_mode", grant.live()))
        .withHeader("Cache-Control", "no-store");
  }

  private static JsonNode params(Request request) {
    if (!request.hasType("application/x-www-form-urlencoded")) {
      return request.object();
    }
    ObjectNode params = Json.object();
    request.form().forEach((name, values) -> params.put(name, values.getFirst()));
    return params;
  }

  private Application application(JsonNode params) {
    String id = Json.anyText(params, "client_id").orElseThrow(() -> missing("client_id"));
    String secret =
        Json.anyText(params, "client_secret").orElseThrow(() -> missing("client_secret"));
    return Request.parseLong(id)
        .flatMap(world.accounts()::application)
        .filter(found -> secret.equals(found.clientSecret()) || isItsToken(secret, found))
        .orElseThrow(
            () -> ApiError.invalid("invalid_client", "invalid client_id or client_secret"));
  }

  /// The official SDKs send the access token as `client_secret` when none is set (sdk-java
  /// `OauthClient`).
  private boolean isItsToken(String secret, Application application) {
    return world
        .accounts()
        .byToken(secret)
        .filter(one -> one.applicationId() == application.id() && one.usableAt(world.now()))
        .isPresent();
  }

  private static void checkScope(JsonNode params) {
    String scope = Json.anyText(params, "scope").orElse("read").strip();
    if (!List.of("offline_access", "read", "write").containsAll(List.of(scope.split(" +")))) {
      throw ApiError.invalid("invalid_scope", "scope must be offline_access, read or write");
    }
  }

  private static void checkVerifier(JsonNode notes, JsonNode params) {
    Optional<String> challenge = Json.text(notes, "code_challenge");
    if (challenge.isEmpty()) {
      return;
    }
    String verifier =
        Json.anyText(params, "code_verifier").orElseThrow(() -> missing("code_verifier"));
    if (verifier.length() < 43 || verifier.length() > 128) {
      throw ApiError.invalid(
          "invalid_request", "code_verifier must have between 43 and 128 characters");
    }
    boolean hashed = Json.text(notes, "code_challenge_method").orElse("plain").equals("S256");
    if (!challenge.get().equals(hashed ? sha256(verifier) : verifier)) {
      throw invalidGrant();
    }
  }

  private static String sha256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ApiError missing(String parameter) {
    return ApiError.invalid("invalid_request", parameter + " is a required parameter");
  }

  private static ApiError invalidGrant() {
    return ApiError.invalid(
        "invalid_grant",
        "Error validating grant. Your authorization code or refresh token may be expired or it was"
            + " already used");
  }
}
