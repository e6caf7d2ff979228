// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.http.Threads;
import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The attacks of one run, in order. Finds out first which signing secret the receiver knows, and
/// gives up when it no longer answers at all.
final class Campaign {
  private static final int SILENT_IN_A_ROW = 3;

  private final Caller caller;
  private final Deliveries deliveries;
  private final List<WebhookSigner> signers;
  private final Consumer<Trial> progress;
  private final Limit limit;
  private final AtomicInteger sent = new AtomicInteger();

  private volatile Optional<WebhookSigner> signer;
  private volatile Optional<Request> first = Optional.empty();

  Campaign(
      Caller caller,
      Deliveries deliveries,
      List<Secret> secrets,
      Consumer<Trial> progress,
      Limit limit) {
    this.caller = caller;
    this.deliveries = deliveries;
    this.signers = secrets.stream().map(WebhookSigner::new).toList();
    this.signer = signers.stream().findFirst();
    this.progress = progress;
    this.limit = limit;
  }

  /// What the next request may take.
  @FunctionalInterface
  interface Limit {
    Duration left();
  }

  int sent() {
    return sent.get();
  }

  /// At once, so that one that hangs costs no more than one; the simulator last, signed with the
  /// secret that was found.
  List<Trial> gentle() {
    try (ExecutorService calls = Threads.perTask()) {
      Future<Trial> head = calls.submit(() -> attack(Attack.HEAD));
      Future<Trial> get = calls.submit(() -> attack(Attack.GET));
      Future<Trial> webhook = calls.submit(() -> webhook(Depth.GENTLE));
      Future<Trial> ipn = calls.submit(() -> attack(Attack.IPN_PAYMENT));
      List<Trial> trials = new ArrayList<>(List.of(join(head), join(get), join(webhook)));
      if (trials.getLast().answer().result() == Result.ANSWERED) {
        trials.add(attack(Attack.SIMULATOR));
      }
      trials.add(join(ipn));
      return trials;
    }
  }

  List<Trial> full() {
    List<Trial> trials = new ArrayList<>();
    int silent = 0;
    for (Attack attack : Attack.values()) {
      if (attack.needsSecret() && signer.isEmpty()) {
        continue;
      }
      if (attack == Attack.PARALLEL_DUPLICATES) {
        trials.addAll(parallel(attack));
      } else if (attack == Attack.WEBHOOK) {
        trials.add(webhook(Depth.FULL));
      } else {
        trials.add(attack(attack));
      }
      boolean answered = trials.getLast().answer().result() == Result.ANSWERED;
      silent = answered ? 0 : silent + 1;
      if (silent == SILENT_IN_A_ROW) {
        return trials;
      }
    }
    return trials;
  }

  /// The live delivery, with one secret after the other until the receiver knows it.
  private Trial webhook(Depth depth) {
    Trial trial = attack(Attack.WEBHOOK);
    for (int i = 1; i < signers.size() && i <= depth.moreSecrets(); i++) {
      int status = trial.answer().status();
      if (status != 401 && status != 403) {
        return trial;
      }
      Optional<WebhookSigner> before = signer;
      signer = Optional.of(signers.get(i));
      Trial next = attack(Attack.WEBHOOK);
      if (next.answer().status() >= 200 && next.answer().status() < 300) {
        return next;
      }
      signer = before;
    }
    return trial;
  }

  private Trial attack(Attack attack) {
    Request request =
        attack == Attack.DUPLICATE || attack == Attack.PARALLEL_DUPLICATES
            ? first.orElseGet(() -> deliveries.of(attack, signer))
            : deliveries.of(attack, signer);
    if (attack == Attack.WEBHOOK) {
      first = Optional.of(request);
    }
    Duration left = limit.left();
    if (left.isNegative() || left.isZero()) {
      return new Trial(attack, Answer.none(Result.TIMED_OUT, Duration.ZERO, "no time left"));
    }
    sent.incrementAndGet();
    Trial trial = new Trial(attack, caller.send(request, left));
    progress.accept(trial);
    return trial;
  }

  private List<Trial> parallel(Attack attack) {
    try (ExecutorService calls = Threads.perTask()) {
      List<Future<Trial>> trials = new ArrayList<>();
      for (int i = 0; i < attack.requests(); i++) {
        trials.add(calls.submit(() -> attack(attack)));
      }
      return trials.stream().map(Campaign::join).toList();
    }
  }

  private static Trial join(Future<Trial> trial) {
    try {
      return trial.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while probing", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a trial failed", failed.getCause());
    }
  }
}
