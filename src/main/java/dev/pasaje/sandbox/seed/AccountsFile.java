// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.seed;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.Chance;
import dev.pasaje.sandbox.world.Credential;
import dev.pasaje.sandbox.world.Founding;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Accounts a shop already has in its settings: the list has the form of the ready file, and every
/// member but `site` may be left out.
final class AccountsFile {
  private final World world;

  AccountsFile(World world) {
    this.world = world;
  }

  void plant(JsonNode accounts) {
    int number = 0;
    for (JsonNode entry : accounts) {
      add(entry, "accounts[" + number++ + "]");
    }
  }

  private void add(JsonNode entry, String where) {
    Site site =
        Json.text(entry, "site")
            .flatMap(Site::of)
            .orElseThrow(() -> new SeedException(where + ": site must be one of MLA … MLU"));
    Founding.Kind kind = kind(Json.text(entry, "kind").orElse("real"), where);
    Chance chance = world.chance("seeded accounts");
    Instant issued = world.now().minus(Duration.ofDays(30));
    long userId =
        number(entry, "userId").orElseGet(() -> 2_500_000_000L + chance.below(100_000_000L));
    boolean testUser = kind == Founding.Kind.TEST_USER;
    Account account =
        world
            .accounts()
            .account(userId)
            .orElseGet(() ->
                world
                    .accounts()
                    .put(
                        new Account(
                            userId,
                            site,
                            testUser,
                            Json.text(entry, "nickname").orElse("SEED" + userId),
                            Json.text(entry, "email").orElse("seed" + userId + "@seed.example"),
                            "Seed",
                            "Seed",
                            issued,
                            Json.flag(entry, "blocked").orElse(false),
                            Json.flag(entry, "pixKey").orElse(true))));
    long applicationId =
        number(entry, "applicationId")
            .orElseGet(() -> 1_000_000_000_000_000L + chance.below(8_000_000_000_000_000L));
    Application application =
        world
            .accounts()
            .put(
                new Application(
                    applicationId,
                    userId,
                    Json.text(entry, "applicationName").orElse("Seed"),
                    Application.Product.BOTH,
                    Json.text(entry, "clientSecret").orElseGet(() -> chance.lettersAndDigits(32)),
                    Json.text(entry, "webhookSecret").orElseGet(() -> chance.hex(64)),
                    List.of(),
                    Json.flag(entry, "homologated").orElse(true)));
    boolean live = kind != Founding.Kind.TEST_CREDENTIALS;
    Credential credential =
        world
            .accounts()
            .put(
                new Credential(
                    Json.text(entry, "accessToken")
                        .orElseGet(
                            () -> world.accounts().newToken(applicationId, userId, live, issued)),
                    Json.text(entry, "publicKey")
                        .orElseGet(() -> world.accounts().newPublicKey(live)),
                    applicationId,
                    userId,
                    live,
                    false,
                    Credential.FULL_SCOPE,
                    issued,
                    Optional.empty(),
                    false));
    world.enlist(new Founding.Seller(kind, account, application, credential));
  }

  private static Founding.Kind kind(String label, String where) {
    for (Founding.Kind kind : Founding.Kind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new SeedException(where + ": kind must be real, test-user or test-credentials");
  }

  /// Ids may be numbers or text.
  private static OptionalLong number(JsonNode entry, String name) {
    Optional<Long> found = Json.anyText(entry, name).flatMap(Request::parseLong);
    return found.isPresent() ? OptionalLong.of(found.get()) : OptionalLong.empty();
  }
}
