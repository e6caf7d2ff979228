// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static dev.pasaje.check.Outcome.failed;
import static dev.pasaje.check.Outcome.notApplicable;
import static dev.pasaje.check.Outcome.passed;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.notifications.probe.ReceiverFacts.AddressKind;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Checks on the address itself; domain/notifications.md 1.3.
final class UrlChecks {
  private static final int MAX_LENGTH = 248;
  private static final String URL = "notifications";

  private UrlChecks() {}

  /// Where private addresses are allowed the receiver is a rehearsal, and its address is not the
  /// one that Mercado Pago will be told.
  private static boolean rehearsal(ReceiverFacts facts) {
    return facts.privateAllowed() && facts.addressKind() == AddressKind.PRIVATE;
  }

  static Outcome local(ReceiverFacts facts) {
    Evidence evidence = Evidence.setting(URL, facts.url()).expecting("a public address");
    String host = facts.host().toLowerCase(Locale.ROOT);
    boolean named =
        host.equals("localhost")
            || host.endsWith(".localhost")
            || host.endsWith(".local")
            || host.endsWith(".internal")
            || host.endsWith(".test");
    if (rehearsal(facts)) {
      return notApplicable(Inapplicability.NOT_USED, evidence);
    }
    if (named || facts.addressKind() == AddressKind.PRIVATE) {
      return failed(evidence);
    }
    return facts.addressKind() == AddressKind.UNRESOLVED
        ? Outcome.unknown(Ignorance.NO_ANSWER, evidence)
        : passed(evidence);
  }

  static Outcome notHttps(ReceiverFacts facts) {
    Evidence evidence = Evidence.setting(URL, facts.url()).expecting("https");
    if (facts.https()) {
      return passed(evidence);
    }
    return rehearsal(facts) ? notApplicable(Inapplicability.NOT_USED, evidence) : failed(evidence);
  }

  static Outcome tooLong(ReceiverFacts facts) {
    Evidence evidence =
        Evidence.setting(URL, facts.urlLength() + " characters").expecting("at most " + MAX_LENGTH);
    return facts.urlLength() <= MAX_LENGTH ? passed(evidence) : failed(evidence);
  }

  /// Redirections of HEAD and GET harm nobody; those of a delivery lose it.
  static Outcome redirects(ReceiverFacts facts) {
    var silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    List<Evidence> found = new ArrayList<>();
    for (Attack attack : List.of(Attack.WEBHOOK, Attack.SIMULATOR, Attack.IPN_PAYMENT)) {
      facts
          .trial(attack)
          .filter(trial -> Reply.of(trial.answer()) == Reply.REDIRECT)
          .ifPresent(trial -> found.add(redirect(trial)));
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }

  private static Evidence redirect(Trial trial) {
    String where =
        trial
            .answer()
            .redirect()
            .filter(to -> to.address() == AddressKind.PRIVATE)
            .map(_ -> " (a private address)")
            .orElse("");
    Evidence seen = Trials.evidence(trial);
    return Evidence.call(seen.where(), seen.found() + where).expecting("200 or 201");
  }
}
