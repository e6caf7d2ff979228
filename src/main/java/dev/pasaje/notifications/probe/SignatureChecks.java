// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static dev.pasaje.check.Outcome.failed;
import static dev.pasaje.check.Outcome.notApplicable;
import static dev.pasaje.check.Outcome.passed;
import static dev.pasaje.check.Outcome.unknown;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import java.util.Optional;
import java.util.Set;

/// Checks on what the receiver makes of signatures; domain/notifications.md 5.
final class SignatureChecks {
  private static final String SECRETS = "webhook-secrets";

  private SignatureChecks() {}

  static Outcome secretMissing(ReceiverFacts facts) {
    return facts.secrets() == 0
        ? unknown(Ignorance.NOT_CONFIGURED, Evidence.setting(SECRETS, null))
        : passed(Evidence.setting(SECRETS, facts.secrets() + " given"));
  }

  static Outcome rejectsValid(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    Trial webhook = facts.trial(Attack.WEBHOOK).orElseThrow();
    Evidence evidence = Trials.evidence(webhook);
    boolean refused = Reply.of(webhook.answer()) == Reply.UNAUTHORIZED;
    if (facts.secrets() == 0) {
      return refused
          ? unknown(Ignorance.NOT_CONFIGURED, evidence)
          : notApplicable(Inapplicability.NOTHING_TO_COMPARE);
    }
    if (refused) {
      return failed(evidence.expecting("200 or 201"));
    }
    return Trials.noBaseline(facts).orElseGet(() -> passed(evidence));
  }

  /// Sources differ in what is signed when something is missing; all of it may come (5.1).
  static Outcome rejectsVariant(ReceiverFacts facts) {
    return Trials.compared(facts, Trials.FAILURES, Attack.SIGNED_WITHOUT_REQUEST_ID);
  }

  /// Seconds in live deliveries, milliseconds in the simulator: a tolerance that knows one unit
  /// refuses the other (5.1).
  static Outcome toleranceTrap(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    if (facts.secrets() == 0) {
      return unknown(Ignorance.NOT_CONFIGURED, Evidence.setting(SECRETS, null));
    }
    Attack milliseconds =
        facts.depth() == Depth.FULL ? Attack.SIGNED_IN_MILLISECONDS : Attack.SIMULATOR;
    Optional<Trial> other = facts.trial(milliseconds);
    if (other.isEmpty()) {
      return Trials.notTried(facts, milliseconds);
    }
    Trial webhook = facts.trial(Attack.WEBHOOK).orElseThrow();
    boolean seconds = refused(webhook);
    boolean millis = refused(other.get());
    if (seconds && millis) {
      return notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    Trial worse = seconds ? webhook : other.get();
    return seconds || millis
        ? failed(Trials.evidence(worse).expecting("200 or 201"))
        : passed(Trials.evidence(webhook), Trials.evidence(other.get()));
  }

  private static boolean refused(Trial trial) {
    Reply reply = Reply.of(trial.answer());
    return reply == Reply.UNAUTHORIZED || reply == Reply.REJECTED;
  }

  static Outcome rejectsStale(ReceiverFacts facts) {
    return Trials.compared(facts, Trials.FAILURES, Attack.STALE_SIGNATURE);
  }

  static Outcome rejectsUpperCase(ReceiverFacts facts) {
    return facts.secrets() == 0
        ? Trials.compared(facts, Trials.FAILURES, Attack.ORDER_SIGNED_AS_SENT)
        : Trials.compared(
            facts, Trials.FAILURES, Attack.ORDER_SIGNED_AS_SENT, Attack.ORDER_SIGNED_IN_LOWER_CASE);
  }

  /// A 200 may mean "kept apart and not believed", which is good, or "believed" (5.4): from outside
  /// nobody can tell. A refusal is plain.
  static Outcome acceptsForged(ReceiverFacts facts) {
    Optional<Outcome> no = Trials.noBaseline(facts);
    if (no.isPresent()) {
      return no.get();
    }
    Optional<Trial> wrong = facts.trial(Attack.WRONG_SIGNATURE);
    if (wrong.isEmpty()) {
      return Trials.notTried(facts, Attack.WRONG_SIGNATURE);
    }
    Evidence evidence = Trials.evidence(wrong.get()).expecting("401, or 200 and not believed");
    return Set.of(Reply.UNAUTHORIZED, Reply.REJECTED, Reply.BLOCKED)
            .contains(Reply.of(wrong.get().answer()))
        ? passed(evidence)
        : unknown(Ignorance.NOT_IN_THE_EVIDENCE, evidence);
  }
}
