// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.page.PageFacts.Leak;
import dev.pasaje.page.PageFacts.PublicKey;
import java.util.List;
import java.util.Optional;

/// Checks on the keys and secrets a page shows; domain/credentials.md 9.2, rows 29 and 30.
final class KeyChecks {
  private KeyChecks() {}

  static Outcome secret(PageView page) {
    if (!page.leaks().isEmpty()) {
      return Seen.failed(page.leaks(), KeyChecks::evidence);
    }
    List<String> unread = page.document().unread();
    boolean browserReadThem = page.browserTried() && page.complete();
    return unread.isEmpty() || browserReadThem
        ? Outcome.passed(
            Evidence.page(page.document().address(), page.scripts().size() + " scripts"))
        : new Outcome.Unknown(
            Ignorance.NO_ANSWER,
            unread.stream().limit(10).map(script -> Evidence.page(script, null)).toList());
  }

  private static Evidence evidence(Leak leak) {
    return Evidence.page(
        leak.where(),
        leak.kind().id() + " (" + leak.mode().id() + "), sha256 " + leak.fingerprint());
  }

  static Outcome testKey(PageView page) {
    if (page.keys().isEmpty()) {
      return noKey(page);
    }
    List<PublicKey> test = page.keys().stream().filter(key -> isTest(key, page.facts())).toList();
    return test.isEmpty()
        ? Outcome.passed(evidence(page.keys().getFirst()))
        : Seen.failed(test, key -> evidence(key).expecting(expected(page.facts())));
  }

  /// By its prefix, or because it is the one of the test slot: the prefix alone does not say
  /// (domain/credentials.md 3).
  private static boolean isTest(PublicKey key, PageFacts facts) {
    return key.key().startsWith("TEST-")
        || (facts.testKey().equals(Optional.of(key.key()))
            && !facts.productionKey().equals(Optional.of(key.key())));
  }

  static Outcome otherApplication(PageView page) {
    Optional<String> stored = page.facts().productionKey().filter(Scan::isPublicKey);
    if (stored.isEmpty()) {
      return Outcome.notApplicable(Inapplicability.NOTHING_TO_COMPARE);
    }
    if (page.keys().isEmpty()) {
      return noKey(page);
    }
    List<PublicKey> keys = page.keys().stream().filter(key -> !isTest(key, page.facts())).toList();
    if (keys.isEmpty()) {
      return Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    return keys.stream()
        .filter(key -> key.key().equals(stored.get()))
        .findFirst()
        .map(key -> Outcome.passed(evidence(key)))
        .orElseGet(() -> Seen.failed(keys, key -> evidence(key).expecting(stored.get())));
  }

  private static Outcome noKey(PageView page) {
    return page.complete() && page.takesCards()
        ? Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE)
        : Seen.unusedIfComplete(page);
  }

  private static Evidence evidence(PublicKey key) {
    return Evidence.page(key.where(), key.key());
  }

  private static String expected(PageFacts facts) {
    return facts.productionKey().filter(Scan::isPublicKey).orElse("APP_USR-…");
  }
}
