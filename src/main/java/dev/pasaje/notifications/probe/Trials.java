// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Barrier;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How trials become an outcome: what was not tried or not answered is unknown, and what another
/// check already says is not said twice.
final class Trials {
  /// Every answer that makes Mercado Pago send again, or that nobody can read.
  static final Set<Reply> FAILURES =
      Set.of(
          Reply.REDIRECT,
          Reply.CSRF,
          Reply.BLOCKED,
          Reply.UNAUTHORIZED,
          Reply.REJECTED,
          Reply.BROKEN,
          Reply.LATE,
          Reply.UNDELIVERED);

  /// What must not happen whatever is sent.
  static final Set<Reply> FAULTS = Set.of(Reply.BROKEN, Reply.LATE, Reply.UNDELIVERED);

  private Trials() {}

  /// Why nothing can be said at all; empty when the receiver was called and answered.
  static Optional<Outcome> silence(ReceiverFacts facts) {
    if (facts.barrier().isPresent()) {
      return Optional.of(
          Outcome.unknown(
              facts.barrier().get() == Barrier.PRIVATE_ADDRESS
                  ? Ignorance.PRIVATE_ADDRESS
                  : Ignorance.NO_ANSWER,
              Evidence.call(facts.host(), null)));
    }
    Optional<Trial> webhook = facts.trial(Attack.WEBHOOK);
    if (webhook.isEmpty()) {
      return Optional.of(Outcome.unknown(Ignorance.NO_ANSWER));
    }
    Answer answer = webhook.get().answer();
    return switch (answer.result()) {
      case ANSWERED -> Optional.empty();
      case TIMED_OUT, NOT_CONNECTED ->
          Optional.of(Outcome.unknown(Ignorance.NO_ANSWER, evidence(webhook.get())));
      case CONNECTION_REFUSED, UNTRUSTED, HANDSHAKE_FAILED, CLOSED, GARBLED ->
          Optional.of(Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER));
    };
  }

  /// Why a check that starts from a receiver that takes the plain live delivery says nothing.
  static Optional<Outcome> noBaseline(ReceiverFacts facts) {
    Optional<Outcome> silence = silence(facts);
    if (silence.isPresent()) {
      return silence;
    }
    Trial webhook = facts.trial(Attack.WEBHOOK).orElseThrow();
    Reply reply = Reply.of(webhook.answer());
    if (reply == Reply.ACCEPTED || reply == Reply.OTHER_SUCCESS) {
      return Optional.empty();
    }
    return Optional.of(
        reply == Reply.UNAUTHORIZED && facts.secrets() == 0
            ? Outcome.unknown(Ignorance.NOT_CONFIGURED, evidence(webhook))
            : Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER));
  }

  /// Judges attacks on a receiver that takes the plain delivery: any bad reply fails.
  static Outcome compared(ReceiverFacts facts, Set<Reply> bad, Attack... attacks) {
    Optional<Outcome> no = noBaseline(facts);
    return no.isPresent() ? no.get() : alone(facts, bad, attacks);
  }

  /// Judges attacks whatever became of the plain delivery.
  static Outcome alone(ReceiverFacts facts, Set<Reply> bad, Attack... attacks) {
    List<Evidence> failed = new ArrayList<>();
    List<Evidence> good = new ArrayList<>();
    Optional<Outcome> unknown = Optional.empty();
    for (Attack attack : attacks) {
      List<Trial> trials = facts.trials().stream().filter(t -> t.attack() == attack).toList();
      if (trials.isEmpty()) {
        unknown = Optional.of(notTried(facts, attack));
      }
      for (Trial trial : trials) {
        Reply reply = Reply.of(trial.answer());
        if (bad.contains(reply)) {
          failed.add(evidence(trial).expecting(expected(attack)));
        } else if (reply == Reply.LATE || reply == Reply.UNDELIVERED) {
          unknown = Optional.of(Outcome.unknown(Ignorance.NO_ANSWER, evidence(trial)));
        } else {
          good.add(evidence(trial));
        }
      }
    }
    if (!failed.isEmpty()) {
      return new Outcome.Failed(failed);
    }
    return unknown.orElseGet(() -> new Outcome.Passed(good));
  }

  static Outcome notTried(ReceiverFacts facts, Attack attack) {
    if (!facts.depth().includes(attack)) {
      return Outcome.unknown(Ignorance.NOT_ASKED);
    }
    return Outcome.unknown(
        attack.needsSecret() && facts.secrets() == 0
            ? Ignorance.NOT_CONFIGURED
            : Ignorance.NO_ANSWER);
  }

  /// `POST webhook: 500 text/html "…"`.
  static Evidence evidence(Trial trial) {
    Answer answer = trial.answer();
    String type = answer.headers().get("content-type");
    return Evidence.call(
        trial.attack().id(),
        answer.summary()
            + (type == null ? "" : " " + type)
            + answer.redirect().map(to -> " to " + to.location()).orElse("")
            + (answer.body().isEmpty() ? "" : ": " + answer.body())
            + (answer.detail().isEmpty() ? "" : ": " + answer.detail())
            + (answer.result() == Result.ANSWERED || answer.took().isZero()
                ? ""
                : " after " + millis(answer)));
  }

  static String millis(Answer answer) {
    return answer.took().toMillis() + " ms";
  }

  static String expected(Attack attack) {
    return switch (attack.expectation()) {
      case OK -> "200";
      case ACCEPTED -> "200 or 201";
      case ACCEPTED_OR_REFUSED -> "200, 201 or 401";
      case NO_SERVER_ERROR -> "2xx or 4xx";
    };
  }
}
