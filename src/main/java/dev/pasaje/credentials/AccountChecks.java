// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import static dev.pasaje.check.Outcome.failed;
import static dev.pasaje.check.Outcome.notApplicable;
import static dev.pasaje.check.Outcome.passed;
import static dev.pasaje.check.Outcome.unknown;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.CredentialTrouble;
import dev.pasaje.mercadopago.PluginCredentials;
import dev.pasaje.mercadopago.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Checks on what the API answered about the credentials; domain/credentials.md 3 to 5.
final class AccountChecks {
  private static final String ME = "GET /users/me";
  private static final String WRAPPER = "GET /plugins-credentials-wrapper/credentials";

  private AccountChecks() {}

  static Outcome tokenRefused(CredentialFacts facts) {
    return refused(facts.production());
  }

  static Outcome testTokenRefused(CredentialFacts facts) {
    return !facts.test().given()
        ? notApplicable(Outcome.Inapplicability.NOT_USED)
        : refused(facts.test());
  }

  /// A refusal is unknown rather than failed: nothing more can be found out behind it, and a script
  /// must see exit 3, "could not be determined" (design 4). A policy 403 on `/users/me` is a
  /// refusal too: any valid token may read it (5.2).
  private static Outcome refused(SlotFacts slot) {
    return Answers.judge(
        ME, slot.me(), user -> passed(Evidence.call(ME, "200, user " + user.id())));
  }

  static Outcome publicKeyRefused(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    String request = "GET /v1/identification_types?public_key=…";
    if (slot.keyProbe().isPresent()
        && slot.keyProbe().get() instanceof Call.Refused<Integer>(ApiError error)
        && (error.trouble() == CredentialTrouble.INVALID
            || error.trouble() == CredentialTrouble.MISSING)) {
      return failed(Answers.evidence(request, error), TypingChecks.setting(slot, "public-key"));
    }
    return Answers.judge(request, slot.keyProbe(), _ -> passed(Evidence.call(request, "200")));
  }

  static Outcome testCredentialsInProduction(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    List<Evidence> found = new ArrayList<>();
    if (isTest(slot.token())) {
      found.add(TypingChecks.setting(slot, "access-token"));
    }
    if (isTest(slot.publicKey())) {
      found.add(TypingChecks.setting(slot, "public-key"));
    }
    if (slot.tokenOwner().flatMap(Call::found).flatMap(PluginCredentials::test).orElse(false)) {
      found.add(Evidence.call(WRAPPER, "is_test true").expecting("false"));
    }
    if (slot.keyOwner().flatMap(Call::found).flatMap(PluginCredentials::test).orElse(false)) {
      found.add(Evidence.call(WRAPPER + "?public_key=…", "is_test true").expecting("false"));
    }
    if (slot.token().isEmpty() && slot.publicKey().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }

  /// By the account, never by the prefix: a test user's token looks like a real one (3.2).
  static Outcome testUserInProduction(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    if (isTest(slot.token())) {
      return notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
    }
    return Answers.judge(
        ME, slot.me(), user -> isTestUser(user) ? failed(who(user)) : passed(who(user)));
  }

  static Outcome realAccountInTest(CredentialFacts facts) {
    SlotFacts slot = facts.test();
    if (slot.token().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.NOT_USED);
    }
    if (isTest(slot.token())) {
      return passed(TypingChecks.setting(slot, "access-token"));
    }
    return Answers.judge(
        ME, slot.me(), user -> isTestUser(user) ? passed(who(user)) : failed(who(user)));
  }

  private static boolean isTest(Optional<TypedText> text) {
    return text.flatMap(TypedText::prefix).filter("TEST"::equals).isPresent();
  }

  private static boolean isTestUser(User user) {
    return user.taggedTestUser() || user.hasTestUserEmail();
  }

  private static Evidence who(User user) {
    return Evidence.call(
        ME,
        "user "
            + user.id()
            + ", tags "
            + user.tags()
            + (user.hasTestUserEmail() ? ", an e-mail of @testuser.com" : ""));
  }

  static Outcome siteMismatch(CredentialFacts facts) {
    String expected = facts.site().name();
    return Answers.judge(
        ME,
        facts.production().me(),
        user -> {
          Evidence evidence = Evidence.call(ME + " site_id", user.siteId()).expecting(expected);
          if (user.siteId().isEmpty()) {
            return unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE, evidence);
          }
          return user.siteId().equals(expected) ? passed(evidence) : failed(evidence);
        });
  }

  static Outcome tokenOfAnotherAccount(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    Optional<TokenShape> shape = slot.shape();
    if (shape.isEmpty()) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    return Answers.judge(
        ME,
        slot.me(),
        user -> {
          Evidence evidence = Evidence.call(ME + " id", user.id()).expecting(shape.get().userId());
          return user.id().equals(shape.get().userId()) ? passed(evidence) : failed(evidence);
        });
  }

  /// The public key holds no application, so pairing needs the plug-ins' call; different prefixes
  /// settle it without (2.4, 4.2).
  static Outcome pairMismatch(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    if (slot.token().isEmpty() || slot.publicKey().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
    }
    Optional<String> tokenPrefix = slot.token().get().prefix();
    Optional<String> keyPrefix = slot.publicKey().get().prefix();
    if (tokenPrefix.isPresent() && keyPrefix.isPresent() && !tokenPrefix.equals(keyPrefix)) {
      return failed(
          Evidence.setting(slot.key("public-key"), keyPrefix.get() + "-…")
              .expecting(tokenPrefix.get() + "-…"));
    }
    // Nobody promised that call: where it does not exist there is nothing to compare, and no
    // verdict may hang on it for ever.
    if (isGone(slot.tokenOwner()) || isGone(slot.keyOwner())) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    return Answers.judge(
        WRAPPER,
        slot.tokenOwner(),
        ofToken ->
            Answers.judge(
                WRAPPER + "?public_key=…",
                slot.keyOwner(),
                ofKey -> {
                  Evidence evidence =
                      Evidence.call(WRAPPER + " client_id", ofKey.clientId())
                          .expecting(ofToken.clientId());
                  if (ofToken.clientId().isEmpty() || ofKey.clientId().isEmpty()) {
                    return unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE, evidence);
                  }
                  return ofToken.clientId().equals(ofKey.clientId())
                      ? passed(evidence)
                      : failed(evidence);
                }));
  }

  private static boolean isGone(Optional<Call<PluginCredentials>> call) {
    return call.isPresent()
        && call.get() instanceof Call.Refused<PluginCredentials>(ApiError error)
        && (error.status() == 404 || error.status() == 405 || error.status() == 410);
  }

  /// An inference from the plug-ins' call (5.3), so it is not more than a recommendation.
  static Outcome productionNotActivated(CredentialFacts facts) {
    return Answers.judge(
        WRAPPER,
        facts.production().tokenOwner(),
        owner ->
            owner
                .homologated()
                .map(yes ->
                    yes
                        ? passed(Evidence.call(WRAPPER + " homologated", "true"))
                        : failed(Evidence.call(WRAPPER + " homologated", "false")))
                .orElse(unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE)));
  }

  /// Signals whose names speak but whose meaning is documented for Mercado Libre only (3.4).
  static Outcome accountNotReady(CredentialFacts facts) {
    return Answers.judge(
        ME,
        facts.production().me(),
        user -> {
          JsonNode status = user.raw().path("status");
          List<Evidence> bad = new ArrayList<>();
          look(status, "/site_status", "active", bad);
          look(status, "/sell/allow", "true", bad);
          look(status, "/billing/allow", "true", bad);
          look(status, "/confirmed_email", "true", bad);
          look(status, "/required_action", "", bad);
          if (status.isMissingNode()) {
            return unknown(Outcome.Ignorance.NOT_IN_THE_EVIDENCE);
          }
          return bad.isEmpty() ? passed() : new Outcome.Failed(bad);
        });
  }

  private static void look(JsonNode status, String pointer, String expected, List<Evidence> bad) {
    JsonNode value = status.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    String found = value.isContainer() ? value.toString() : value.asString("");
    if (!found.equals(expected)) {
      bad.add(
          Evidence.call(ME + " status" + pointer.replace('/', '.'), found)
              .expecting(expected.isEmpty() ? "null" : expected));
    }
  }
}
