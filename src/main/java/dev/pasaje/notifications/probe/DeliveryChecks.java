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
import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Extent;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks on how deliveries arrive and are answered; domain/notifications.md 6, 7, 11.
final class DeliveryChecks {
  /// Persist, then answer: the budget of section 7.
  private static final Duration GOOD = Duration.ofMillis(500);

  /// Old documentation: on retries only so long is waited (6).
  private static final Duration RETRY_LIMIT = Duration.ofSeconds(5);

  private static final Set<Attack> OWN_PACE =
      EnumSet.of(Attack.SLOW_BODY, Attack.HUGE_BODY, Attack.LARGE_BODY);

  private static final Attack[] POSTS = {Attack.WEBHOOK, Attack.SIMULATOR, Attack.IPN_PAYMENT};

  private DeliveryChecks() {}

  static Outcome unreachable(ReceiverFacts facts) {
    Optional<Trial> webhook = facts.trial(Attack.WEBHOOK);
    if (facts.barrier().isPresent() || webhook.isEmpty()) {
      return Trials.silence(facts).orElseThrow();
    }
    Evidence evidence = Trials.evidence(webhook.get());
    return switch (webhook.get().answer().result()) {
      case ANSWERED -> passed(evidence);
      case CONNECTION_REFUSED, CLOSED, GARBLED -> failed(evidence.expecting("an HTTP/1.1 answer"));
      case TIMED_OUT, NOT_CONNECTED -> unknown(Ignorance.NO_ANSWER, evidence);
      case UNTRUSTED, HANDSHAKE_FAILED -> notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    };
  }

  static Outcome untrusted(ReceiverFacts facts) {
    if (!facts.https()) {
      return notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    Optional<Trial> webhook = facts.trial(Attack.WEBHOOK);
    if (facts.barrier().isPresent() || webhook.isEmpty()) {
      return Trials.silence(facts).orElseThrow();
    }
    Answer answer = webhook.get().answer();
    Evidence evidence =
        Evidence.certificate(facts.host(), answer.summary() + " " + answer.detail());
    return switch (answer.result()) {
      case UNTRUSTED, HANDSHAKE_FAILED -> failed(evidence.expecting("a complete trusted chain"));
      case CONNECTION_REFUSED, TIMED_OUT, NOT_CONNECTED, CLOSED ->
          Trials.silence(facts).orElseThrow();
      case ANSWERED, GARBLED -> passed(Evidence.certificate(facts.host(), "trusted"));
    };
  }

  static Outcome blocked(ReceiverFacts facts) {
    return any(facts, Reply.BLOCKED);
  }

  static Outcome csrf(ReceiverFacts facts) {
    return any(facts, Reply.CSRF);
  }

  private static Outcome any(ReceiverFacts facts, Reply bad) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    List<Evidence> found = new ArrayList<>();
    for (Attack attack : POSTS) {
      facts
          .trial(attack)
          .filter(trial -> Reply.of(trial.answer()) == bad)
          .ifPresent(trial -> found.add(Trials.evidence(trial).expecting("200 or 201")));
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }

  static Outcome rejectsWebhook(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    Trial webhook = facts.trial(Attack.WEBHOOK).orElseThrow();
    Evidence evidence = Trials.evidence(webhook);
    return switch (Reply.of(webhook.answer())) {
      case ACCEPTED, OTHER_SUCCESS -> passed(evidence);
      case REJECTED, BROKEN -> failed(evidence.expecting("200 or 201"));
      case UNAUTHORIZED ->
          facts.secrets() == 0
              ? unknown(Ignorance.NOT_CONFIGURED, evidence)
              : notApplicable(Inapplicability.COVERED_BY_ANOTHER);
      case REDIRECT, CSRF, BLOCKED, LATE, UNDELIVERED ->
          notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    };
  }

  /// Success is 200 or 201; whether another 2xx is, nobody knows (6).
  static Outcome otherSuccess(ReceiverFacts facts) {
    return any(facts, Reply.OTHER_SUCCESS);
  }

  static Outcome rejectsSimulator(ReceiverFacts facts) {
    Set<Reply> bad = Set.of(Reply.UNAUTHORIZED, Reply.REJECTED, Reply.BROKEN, Reply.LATE);
    return facts.depth() == Depth.FULL
        ? Trials.compared(facts, bad, Attack.SIMULATOR, Attack.NEWER_SIMULATOR)
        : Trials.compared(facts, bad, Attack.SIMULATOR);
  }

  /// No signature of IPN can be verified, and more than payments come that way; who wants none says
  /// so in the address (1.1, 5.3).
  static Outcome rejectsIpn(ReceiverFacts facts) {
    if (facts.sourceNews().filter("webhooks"::equals).isPresent()) {
      return notApplicable(
          Inapplicability.NOT_USED, Evidence.setting("notifications", "source_news=webhooks"));
    }
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    Set<Reply> bad =
        Set.of(Reply.UNAUTHORIZED, Reply.REJECTED, Reply.BROKEN, Reply.LATE, Reply.UNDELIVERED);
    Reply webhook = Reply.of(facts.trial(Attack.WEBHOOK).orElseThrow().answer());
    if (webhook == Reply.REJECTED || webhook == Reply.BROKEN) {
      return notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    return facts.depth() == Depth.FULL
        ? Trials.alone(facts, bad, Attack.IPN_PAYMENT, Attack.IPN_MERCHANT_ORDER)
        : Trials.alone(facts, bad, Attack.IPN_PAYMENT);
  }

  static Outcome refusesGet(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    List<Evidence> found = new ArrayList<>();
    for (Attack attack : List.of(Attack.HEAD, Attack.GET, Attack.IPN_GET)) {
      facts
          .trial(attack)
          .filter(trial -> trial.answer().status() != 200)
          .ifPresent(trial -> found.add(Trials.evidence(trial).expecting("200")));
    }
    return found.isEmpty() ? passed() : new Outcome.Failed(found);
  }

  static Outcome timesOut(ReceiverFacts facts) {
    if (facts.barrier().isPresent()) {
      return Trials.silence(facts).orElseThrow();
    }
    for (Trial trial : facts.trials()) {
      if (delivery(trial) && trial.answer().result() == Result.TIMED_OUT) {
        Evidence evidence =
            Trials.evidence(trial)
                .expecting("an answer within " + facts.limit().toMillis() + " ms");
        return facts.depth() == Depth.FULL
            ? failed(evidence)
            : unknown(Ignorance.NO_ANSWER, evidence);
      }
    }
    Optional<Outcome> silence = Trials.silence(facts);
    return silence.orElseGet(() -> passed(slowest(facts)));
  }

  static Outcome slow(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    Evidence evidence = slowest(facts).expecting("at most " + RETRY_LIMIT.toMillis() + " ms");
    return durations(facts).getLast().compareTo(RETRY_LIMIT) > 0
        ? failed(evidence)
        : passed(evidence);
  }

  /// The 95th percentile, so that one cold start is not held against it.
  static Outcome late(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    List<Duration> all = durations(facts);
    if (all.getLast().compareTo(RETRY_LIMIT) > 0) {
      return notApplicable(Inapplicability.COVERED_BY_ANOTHER);
    }
    Duration p95 = all.get((all.size() * 95 + 99) / 100 - 1);
    Evidence evidence =
        Evidence.call("95 % of " + all.size() + " deliveries", p95.toMillis() + " ms")
            .expecting("at most " + GOOD.toMillis() + " ms");
    return p95.compareTo(GOOD) > 0 ? failed(evidence) : passed(evidence);
  }

  private static Evidence slowest(ReceiverFacts facts) {
    return Evidence.call(
        "slowest of " + durations(facts).size() + " deliveries",
        durations(facts).getLast().toMillis() + " ms");
  }

  private static List<Duration> durations(ReceiverFacts facts) {
    return facts.trials().stream()
        .filter(trial -> delivery(trial) && !OWN_PACE.contains(trial.attack()))
        .filter(trial -> trial.answer().result() == Result.ANSWERED)
        .map(trial -> trial.answer().took())
        .sorted()
        .toList();
  }

  private static boolean delivery(Trial trial) {
    return trial.attack() != Attack.HEAD
        && trial.attack() != Attack.GET
        && trial.attack() != Attack.IPN_GET;
  }

  static Outcome answerTooLong(ReceiverFacts facts) {
    Optional<Outcome> silence = Trials.silence(facts);
    if (silence.isPresent()) {
      return silence.get();
    }
    return facts.trials().stream()
        .filter(trial -> delivery(trial) && trial.answer().extent() == Extent.CUT)
        .findFirst()
        .map(trial ->
            failed(
                Evidence.call(trial.attack().id(), trial.answer().summary() + ", cut")
                    .expecting("a short answer, ended at once")))
        .orElse(passed());
  }
}
