// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import static dev.pasaje.check.Outcome.failed;
import static dev.pasaje.check.Outcome.notApplicable;
import static dev.pasaje.check.Outcome.passed;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks that need no call: what was typed where; domain/credentials.md 2.4.
final class TypingChecks {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(x{4,}|your[_-]|tu[_-]|seu[_-]|env_|access_?token|public_?key|<.*>|\\$\\{|"
              + "12345678-031820-x).*|(?i)(app_usr|test)-1234-.*|(?i)(app_usr|test)[-0]*");
  private static final Pattern TOKEN_IN_URL =
      Pattern.compile(".*(access_token=|client_secret=|(APP_USR|TEST)-\\d+-\\d{6}-).*");

  private TypingChecks() {}

  static Outcome productionMissing(CredentialFacts facts) {
    List<Evidence> missing = new ArrayList<>();
    SlotFacts slot = facts.production();
    if (slot.publicKey().isEmpty()) {
      missing.add(Evidence.setting(slot.key("public-key"), null));
    }
    if (slot.token().isEmpty()) {
      missing.add(Evidence.setting(slot.key("access-token"), null));
    }
    return missing.isEmpty()
        ? passed(setting(slot, "access-token"), setting(slot, "public-key"))
        : new Outcome.Failed(missing);
  }

  static Outcome placeholder(CredentialFacts facts) {
    return eachTyped(
        facts, (slot, name, text) -> PLACEHOLDER.matcher(SlotFacts.cleaned(text)).matches());
  }

  static Outcome typedWithExtras(CredentialFacts facts) {
    return eachTyped(
        facts,
        (slot, name, text) ->
            !text.equals(SlotFacts.cleaned(text)) || !SlotFacts.sendable(SlotFacts.cleaned(text)));
  }

  static Outcome swapped(CredentialFacts facts) {
    return eachTyped(
        facts,
        (slot, name, text) ->
            name.equals("access-token")
                ? TokenShape.isPublicKey(SlotFacts.cleaned(text))
                : TokenShape.of(SlotFacts.cleaned(text)).isPresent());
  }

  static Outcome unusualFormat(CredentialFacts facts) {
    return eachTyped(
        facts,
        (slot, name, text) -> {
          String clean = SlotFacts.cleaned(text);
          return name.equals("access-token")
              ? TokenShape.of(clean).isEmpty()
              : !TokenShape.isPublicKey(clean);
        });
  }

  static Outcome sameInTwoSlots(CredentialFacts facts) {
    SlotFacts test = facts.test();
    SlotFacts production = facts.production();
    if (test.typed().isEmpty() || production.typed().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    List<Evidence> same = new ArrayList<>();
    if (test.token().isPresent() && test.token().equals(production.token())) {
      same.add(setting(production, "access-token"));
    }
    if (test.publicKey().isPresent() && test.publicKey().equals(production.publicKey())) {
      same.add(setting(production, "public-key"));
    }
    return same.isEmpty() ? passed() : new Outcome.Failed(same);
  }

  static Outcome tokenInUrl(CredentialFacts facts) {
    Integration integration = facts.integration();
    List<Evidence> found = new ArrayList<>();
    record Address(String key, Optional<URI> uri) {}
    for (Address address :
        List.of(
            new Address("website", integration.website()),
            new Address("checkout", integration.checkout()),
            new Address("notifications", integration.notifications()))) {
      address
          .uri()
          .map(URI::toString)
          .filter(text -> TOKEN_IN_URL.matcher(text).matches())
          // Whatever shape the token has, it is behind the host: the rest is not repeated.
          .ifPresent(text ->
              found.add(
                  Evidence.setting(
                      address.key(), address.uri().map(URI::getHost).orElse("") + "/…")));
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }

  static Outcome clientIdMismatch(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    Optional<String> clientId = slot.typed().clientId().map(SlotFacts::cleaned);
    if (clientId.isEmpty() || slot.shape().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    Evidence evidence =
        Evidence.setting(
                slot.key("client-id"),
                clientId.get().matches("\\d{1,20}")
                    ? clientId.get()
                    : "sha256 " + Secret.of(clientId.get()).fingerprint())
            .expecting(slot.shape().get().applicationId());
    return clientId.get().equals(slot.shape().get().applicationId())
        ? passed(evidence)
        : failed(evidence);
  }

  static Outcome applicationsDiffer(CredentialFacts facts) {
    Optional<TokenShape> test = facts.test().shape();
    Optional<TokenShape> production = facts.production().shape();
    // A test user's application is another one by nature; domain/credentials.md 2.4, 4.
    if (test.isEmpty() || production.isEmpty() || !test.get().prefix().equals("TEST")) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    Evidence evidence =
        Evidence.setting(facts.test().key("access-token"), test.get().applicationId())
            .expecting(production.get().applicationId());
    return test.get().applicationId().equals(production.get().applicationId())
        ? passed(evidence)
        : failed(evidence);
  }

  /// Evidence of a credential: its fingerprint, never itself. A public key is shown, unless what
  /// stands in its place is something else.
  static Evidence setting(SlotFacts slot, String name) {
    return name.equals("access-token")
        ? Evidence.setting(
            slot.key(name),
            slot.token()
                .map(token ->
                    TokenShape.prefix(token).map(prefix -> prefix + "-…, ").orElse("")
                        + "sha256 "
                        + Secret.of(token).fingerprint())
                .orElse(null))
        : Evidence.setting(
            slot.key(name),
            slot.publicKey()
                .map(key ->
                    TokenShape.isPublicKey(key) ? key : "sha256 " + Secret.of(key).fingerprint())
                .orElse(null));
  }

  private interface Suspicion {
    boolean of(SlotFacts slot, String name, String text);
  }

  private static Outcome eachTyped(CredentialFacts facts, Suspicion suspicion) {
    List<Evidence> found = new ArrayList<>();
    int typed = 0;
    for (SlotFacts slot : List.of(facts.production(), facts.test())) {
      CredentialSet set = slot.typed();
      Optional<String> token = set.accessToken().map(Secret::reveal).filter(s -> !s.isBlank());
      Optional<String> key = set.publicKey().filter(s -> !s.isBlank());
      typed += (token.isPresent() ? 1 : 0) + (key.isPresent() ? 1 : 0);
      if (token.isPresent() && suspicion.of(slot, "access-token", token.get())) {
        found.add(setting(slot, "access-token"));
      }
      if (key.isPresent() && suspicion.of(slot, "public-key", key.get())) {
        found.add(setting(slot, "public-key"));
      }
    }
    if (typed == 0) {
      return notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }
}
