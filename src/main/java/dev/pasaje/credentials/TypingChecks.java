// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import static dev.pasaje.check.Outcome.failed;
import static dev.pasaje.check.Outcome.notApplicable;
import static dev.pasaje.check.Outcome.passed;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Checks that need no call: what was typed where; domain/credentials.md 2.4.
final class TypingChecks {
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
    return eachTyped(facts, (_, text) -> text.has(TypedText.Flaw.PLACEHOLDER));
  }

  static Outcome typedWithExtras(CredentialFacts facts) {
    return eachTyped(facts, (_, text) -> text.has(TypedText.Flaw.EXTRAS));
  }

  static Outcome swapped(CredentialFacts facts) {
    return eachTyped(
        facts,
        (name, text) ->
            text.kind()
                == (name.equals("access-token")
                    ? TypedText.Kind.PUBLIC_KEY
                    : TypedText.Kind.ACCESS_TOKEN));
  }

  static Outcome unusualFormat(CredentialFacts facts) {
    return eachTyped(
        facts,
        (name, text) ->
            text.kind()
                != (name.equals("access-token")
                    ? TypedText.Kind.ACCESS_TOKEN
                    : TypedText.Kind.PUBLIC_KEY));
  }

  static Outcome sameInTwoSlots(CredentialFacts facts) {
    SlotFacts test = facts.test();
    SlotFacts production = facts.production();
    if (!test.given() || !production.given()) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    List<Evidence> same = new ArrayList<>();
    if (same(test.token(), production.token())) {
      same.add(setting(production, "access-token"));
    }
    if (same(test.publicKey(), production.publicKey())) {
      same.add(setting(production, "public-key"));
    }
    return same.isEmpty() ? passed() : new Outcome.Failed(same);
  }

  private static boolean same(Optional<TypedText> one, Optional<TypedText> other) {
    return one.isPresent()
        && one.map(TypedText::fingerprint).equals(other.map(TypedText::fingerprint));
  }

  static Outcome tokenInUrl(CredentialFacts facts) {
    List<Evidence> found = new ArrayList<>();
    new TreeMap<>(facts.tokenInAddress())
        .forEach((key, host) -> found.add(Evidence.setting(key, host)));
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }

  static Outcome clientIdMismatch(CredentialFacts facts) {
    SlotFacts slot = facts.production();
    Optional<TypedText> clientId = slot.typedClientId();
    if (clientId.isEmpty() || slot.shape().isEmpty()) {
      return notApplicable(Outcome.Inapplicability.NOTHING_TO_COMPARE);
    }
    String application = slot.shape().get().applicationId();
    Evidence evidence =
        Evidence.setting(slot.key("client-id"), clientId.get().shown()).expecting(application);
    return clientId.get().shown().equals(application) ? passed(evidence) : failed(evidence);
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
    Optional<TypedText> text = name.equals("access-token") ? slot.token() : slot.publicKey();
    return Evidence.setting(slot.key(name), text.map(TypedText::shown).orElse(null));
  }

  private interface Suspicion {
    boolean of(String name, TypedText text);
  }

  private static Outcome eachTyped(CredentialFacts facts, Suspicion suspicion) {
    List<Evidence> found = new ArrayList<>();
    int typed = 0;
    for (SlotFacts slot : List.of(facts.production(), facts.test())) {
      Optional<TypedText> token = slot.typedToken();
      Optional<TypedText> key = slot.typedKey();
      typed += (token.isPresent() ? 1 : 0) + (key.isPresent() ? 1 : 0);
      if (token.isPresent() && suspicion.of("access-token", token.get())) {
        found.add(setting(slot, "access-token"));
      }
      if (key.isPresent() && suspicion.of("public-key", key.get())) {
        found.add(setting(slot, "public-key"));
      }
    }
    if (typed == 0) {
      return notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }
}
