// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.oauth;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.pages.Html;
import dev.pasaje.sandbox.pages.Links;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// `auth.mercadopago.com/authorization`: a page instead of a log-in, on which one chooses the
/// account that is linked. Sends the browser back with `code` and `state`.
public final class Authorization {
  static final String CODES = "oauth_code";
  static final Duration CODE_LIFE = Duration.ofMinutes(10);
  private static final List<String> KEPT =
      List.of("client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method");

  /// A developer's own machine needs no registration; the real thing takes only https addresses
  /// registered for the application.
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?(/.*)?");

  private final World world;

  public Authorization(World world) {
    this.world = world;
  }

  public void routes(Router router) {
    router.get("/authorization", request -> ask(request.queryParams()));
    router.post("/authorization", request -> decide(request.form()));
    new Tokens(world).routes(router);
  }

  private Reply ask(Map<String, List<String>> query) {
    Optional<Application> application = application(query);
    Optional<String> wrong = problem(query, application);
    if (wrong.isPresent() || application.isEmpty()) {
      return refusal(wrong.orElse("client_id"));
    }
    Map<String, String> hidden = new LinkedHashMap<>();
    KEPT.forEach(name -> value(query, name).ifPresent(text -> hidden.put(name, text)));
    List<AuthorizePage.Choice> accounts = new ArrayList<>();
    for (Account account : linkable(application.get())) {
      String name = account.firstName() + " " + account.lastName() + " · " + account.nickname();
      accounts.add(
          new AuthorizePage.Choice(account.id(), name, account.site().name(), accounts.isEmpty()));
    }
    AuthorizePage page = new AuthorizePage(application.get().name(), accounts, hidden);
    return Html.page(200, "authorize", Map.of("page", page));
  }

  private Reply decide(Map<String, List<String>> form) {
    Optional<Application> application = application(form);
    Optional<Account> account =
        value(form, "user_id").flatMap(Request::parseLong).flatMap(world.accounts()::account);
    Optional<String> wrong = problem(form, application);
    if (wrong.isPresent() || application.isEmpty() || account.isEmpty()) {
      return refusal(wrong.orElse("user_id"));
    }
    Map<String, String> back = new LinkedHashMap<>();
    if (value(form, "decision").orElse("").equals("allow")) {
      back.put("code", newCode(form, application.get(), account.get()));
    } else {
      back.put("error", "access_denied");
    }
    value(form, "state").ifPresent(state -> back.put("state", state));
    return Reply.redirect(Links.withQuery(value(form, "redirect_uri").orElse(""), back));
  }

  private String newCode(Map<String, List<String>> form, Application application, Account account) {
    String code = "TG-" + world.chance("oauth").hex(24) + "-" + account.id();
    ObjectNode notes = Json.object().put("client_id", application.id());
    notes.put("expires", Dates.utc(world.now().plus(CODE_LIFE)));
    for (String name : List.of("redirect_uri", "code_challenge", "code_challenge_method")) {
      value(form, name).ifPresent(text -> notes.put(name, text));
    }
    world.shelf(CODES).put(new Document(code, account.id(), true, Json.object(), notes));
    return code;
  }

  private Optional<Application> application(Map<String, List<String>> params) {
    return value(params, "client_id")
        .flatMap(Request::parseLong)
        .flatMap(world.accounts()::application);
  }

  /// The parameter that is wrong, if one is.
  private static Optional<String> problem(
      Map<String, List<String>> params, Optional<Application> application) {
    String redirect = value(params, "redirect_uri").orElse("");
    String method = value(params, "code_challenge_method").orElse("plain");
    if (application.isEmpty()) {
      return Optional.of("client_id");
    }
    if (!value(params, "response_type").orElse("code").equals("code")) {
      return Optional.of("response_type");
    }
    if (!application.get().redirectUris().contains(redirect)
        && !LOOPBACK.matcher(redirect).matches()) {
      return Optional.of("redirect_uri");
    }
    if (!method.equalsIgnoreCase("plain") && !method.equals("S256")) {
      return Optional.of("code_challenge_method");
    }
    return Optional.empty();
  }

  private List<Account> linkable(Application application) {
    Optional<Account> owner = world.accounts().account(application.ownerId());
    return world.accounts().all().stream()
        .filter(account -> owner.map(o -> o.site() == account.site()).orElse(true))
        .toList();
  }

  private static Reply refusal(String parameter) {
    return Html.message(
        400,
        "es",
        "No podemos vincular la cuenta",
        "La aplicación no está preparada para conectarse: revisa " + parameter + ".");
  }

  private static Optional<String> value(Map<String, List<String>> params, String name) {
    return Optional.ofNullable(params.get(name))
        .map(List::getFirst)
        .filter(text -> !text.isEmpty());
  }
}
