// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.http.Exchange;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Environment;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.PluginCredentials;
import dev.pasaje.mercadopago.User;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Facts of a shop whose credentials are all right, and what can be wrong with a slot. A method
/// changes one thing.
record Slots(
    Environment environment,
    CredentialSet set,
    Optional<Call<User>> me,
    Optional<Call<PluginCredentials>> tokenOwner,
    Optional<Call<PluginCredentials>> keyOwner,
    Optional<Call<Integer>> keyProbe) {
  static final String APPLICATION = "1234567890123456";
  static final String TOKEN =
      "APP_USR-" + APPLICATION + "-031112-0123456789abcdef0123456789abcdef-987654321";
  static final String TEST_TOKEN =
      "TEST-" + APPLICATION + "-031112-fedcba9876543210fedcba9876543210-987654321";
  static final String KEY = "APP_USR-0b7a3c5e-1111-4222-8333-0123456789ab";
  static final String TEST_KEY = "TEST-5d1c7e9f-4444-4555-8666-0123456789ab";

  private static final JsonMapper JSON = JsonMapper.shared();

  static Slots production() {
    return new Slots(
        Environment.PRODUCTION,
        typed(TOKEN, KEY),
        ok(user(USER)),
        ok(new PluginCredentials(APPLICATION, Optional.of(false), Optional.of(true))),
        ok(new PluginCredentials(APPLICATION, Optional.of(false), Optional.empty())),
        ok(7));
  }

  static Slots test() {
    return new Slots(
        Environment.TEST,
        typed(TEST_TOKEN, TEST_KEY),
        ok(user(USER)),
        ok(new PluginCredentials(APPLICATION, Optional.of(true), Optional.of(true))),
        ok(new PluginCredentials(APPLICATION, Optional.of(true), Optional.empty())),
        ok(7));
  }

  static final String USER =
      """
      {"id":987654321,"site_id":"MLB","email":"ventas@tienda.example","tags":["normal"],
       "status":{"site_status":"active","sell":{"allow":true},"billing":{"allow":true},
                 "confirmed_email":true,"required_action":null}}\
      """;

  private static CredentialSet typed(String token, String key) {
    return new CredentialSet(
        Optional.of(key),
        Optional.of(Secret.of(token)),
        Optional.of(APPLICATION),
        Optional.empty());
  }

  private static <T> Optional<Call<T>> ok(T value) {
    return Optional.of(new Call.Ok<>(value, Optional.of("req-1")));
  }

  private static User user(String json) {
    JsonNode raw = JSON.readTree(json);
    return new User(
        raw.path("id").asString(""),
        raw.path("site_id").asString(""),
        raw.path("email").asString(""),
        "",
        raw.path("tags").valueStream().map(JsonNode::asString).toList(),
        raw);
  }

  static <T> Optional<Call<T>> refused(int status, String code) {
    return Optional.of(
        new Call.Refused<>(new ApiError(status, code, "no", List.of(), Optional.of("req-2"))));
  }

  static <T> Optional<Call<T>> silent() {
    return Optional.of(new Call.Unreachable<>(Exchange.Reason.TIMEOUT, "no answer within PT1S"));
  }

  /// Nothing typed, nothing asked.
  static Slots empty(Environment environment) {
    return new Slots(
        environment,
        CredentialSet.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Slots token(String text) {
    CredentialSet old = set;
    return typed(
        new CredentialSet(
            old.publicKey(), Optional.of(Secret.of(text)), old.clientId(), old.clientSecret()));
  }

  Slots key(String text) {
    CredentialSet old = set;
    return typed(
        new CredentialSet(
            Optional.of(text), old.accessToken(), old.clientId(), old.clientSecret()));
  }

  Slots withoutKey() {
    CredentialSet old = set;
    return typed(
        new CredentialSet(Optional.empty(), old.accessToken(), old.clientId(), old.clientSecret()));
  }

  Slots clientId(String text) {
    CredentialSet old = set;
    return typed(
        new CredentialSet(
            old.publicKey(), old.accessToken(), Optional.of(text), old.clientSecret()));
  }

  Slots withoutClientId() {
    CredentialSet old = set;
    return typed(
        new CredentialSet(
            old.publicKey(), old.accessToken(), Optional.empty(), old.clientSecret()));
  }

  private Slots typed(CredentialSet now) {
    return new Slots(environment, now, me, tokenOwner, keyOwner, keyProbe);
  }

  /// The account as the good one with one text replaced.
  Slots account(String old, String now) {
    if (!USER.contains(old)) {
      throw new IllegalArgumentException(old);
    }
    return me(ok(user(USER.replace(old, now))));
  }

  Slots me(Optional<Call<User>> call) {
    return new Slots(environment, set, call, tokenOwner, keyOwner, keyProbe);
  }

  Slots tokenOwner(Optional<Call<PluginCredentials>> call) {
    return new Slots(environment, set, me, call, keyOwner, keyProbe);
  }

  Slots tokenOwner(PluginCredentials owner) {
    return tokenOwner(ok(owner));
  }

  Slots keyOwner(Optional<Call<PluginCredentials>> call) {
    return new Slots(environment, set, me, tokenOwner, call, keyProbe);
  }

  Slots keyOwner(PluginCredentials owner) {
    return keyOwner(ok(owner));
  }

  Slots keyProbe(Optional<Call<Integer>> call) {
    return new Slots(environment, set, me, tokenOwner, keyOwner, call);
  }

  private SlotFacts facts() {
    return SlotFacts.of(environment, set, me, tokenOwner, keyOwner, keyProbe);
  }

  static Integration integration(URI website, CredentialSet test, CredentialSet production) {
    return new Integration(
        "tienda",
        Site.MLB,
        Product.CHECKOUT_PRO,
        Optional.of(website),
        Optional.empty(),
        Optional.empty(),
        test,
        production,
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  static CredentialFacts facts(Slots test, Slots production) {
    return facts(test, production, "https://tienda.example/");
  }

  static CredentialFacts facts(Slots test, Slots production, String website) {
    return CredentialFacts.of(
        integration(URI.create(website), test.set, production.set),
        test.facts(),
        production.facts());
  }
}
