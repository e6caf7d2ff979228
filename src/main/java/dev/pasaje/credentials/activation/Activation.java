// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import dev.pasaje.credentials.target.Target;
import dev.pasaje.credentials.target.TargetState;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.By;
import dev.pasaje.vault.Change;
import dev.pasaje.vault.PrivateFile;
import dev.pasaje.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes credentials to all targets of an integration or to none.
///
/// First the journal, with everything that was and will be; then the targets one by one, each read
/// back; then the journal's end. Whatever happens in between, [#resume] makes all of them new and
/// [#rollback] all of them old. One activation of an integration runs at a time, on this machine.
public final class Activation {
  /// The entry of the vault that holds the journal.
  public static final String ENTRY = "activation";

  private final Vault vault;
  private final String integration;
  private final List<Target> targets;
  private final InstantSource clock;
  private final Consumer<Step> steps;

  /// @param steps told each step as it is done
  public Activation(
      Vault vault,
      String integration,
      List<Target> targets,
      InstantSource clock,
      Consumer<Step> steps) {
    this.vault = vault;
    this.integration = integration;
    this.targets = List.copyOf(targets);
    this.clock = clock;
    this.steps = steps;
  }

  /// What writing these credentials would change. Refuses what could not be written.
  ///
  /// @param credentials by kind: `access-token`, `public-key`, …
  public Plan plan(Map<String, Secret> credentials) {
    return plan(integration, targets, credentials);
  }

  /// The same for who only wants to look and needs no vault.
  public static Plan plan(
      String integration, List<Target> targets, Map<String, Secret> credentials) {
    if (targets.isEmpty()) {
      throw failure("no-targets", Map.of("integration", integration));
    }
    List<Plan.Part> parts = new ArrayList<>();
    for (Target target : targets) {
      Map<String, Optional<Secret>> after = new LinkedHashMap<>();
      target
          .keys()
          .forEach(
              (key, what) -> after.put(key, Optional.of(value(integration, what, credentials))));
      TargetState before = target.read();
      target.check(before, after);
      parts.add(new Plan.Part(target.name(), target.kind(), target.place(), before, after));
    }
    return new Plan(parts);
  }

  private static Secret value(String integration, String what, Map<String, Secret> credentials) {
    if (what.startsWith("=")) {
      return Secret.of(what.substring(1));
    }
    Secret value = credentials.get(what);
    if (value == null || value.isBlank()) {
      throw failure("no-value", Map.of("what", what, "integration", integration));
    }
    return value;
  }

  /// Carries out a plan.
  ///
  /// @param accepted risks somebody answers for
  /// @return false when everything was there already and nothing was written
  public boolean activate(Plan plan, By by, List<String> accepted) {
    return vault.exclusively(
        "activation." + integration,
        () -> {
          Optional<Journal> last = journal();
          if (last.map(Journal::state).filter(Journal.State::pending).isPresent()) {
            throw trouble("unfinished", Map.of());
          }
          for (Plan.Part part : plan.parts()) {
            if (!target(part).read().values().equals(part.before().values())) {
              throw trouble("changed-meanwhile", Map.of("target", part.target()));
            }
          }
          if (!plan.changes()) {
            return false;
          }
          Journal journal =
              new Journal(
                  Journal.State.WRITING,
                  clock.instant(),
                  by.who(),
                  by.why(),
                  accepted,
                  plan.parts(),
                  List.of());
          save(journal, by);
          steps.accept(new Step(Step.Kind.BEGUN, ""));
          try {
            write(journal, by);
          } catch (PasajeException failed) {
            takeBack(journal, by, failed);
          }
          return true;
        });
  }

  /// What failed half-way is undone at once; when that fails too, a person decides.
  private void takeBack(Journal journal, By by, PasajeException failed) {
    Map<String, String> why = Map.of("why", failed.getMessage());
    try {
      undo(journal, by);
    } catch (PasajeException again) {
      again.addSuppressed(failed);
      throw new PasajeException(PasajeException.Kind.UNDETERMINED, "activation.half", why, again);
    }
    throw new PasajeException(failed.kind(), "activation.undone", why, failed);
  }

  /// Finishes an activation that was interrupted.
  ///
  /// @param force also over values that are neither the old nor the new ones
  public void resume(By by, boolean force) {
    vault.exclusively(
        "activation." + integration,
        () -> {
          Journal journal =
              journal()
                  .filter(one -> one.state().pending())
                  .orElseThrow(() -> trouble("nothing-to-resume", Map.of()));
          if (!force) {
            refuseDrift(journal);
          }
          if (journal.state() == Journal.State.ROLLING_BACK) {
            undo(journal, by);
          } else {
            write(journal, by);
          }
          return true;
        });
  }

  /// Brings back what was before the last activation, finished or not.
  public void rollback(By by, boolean force) {
    vault.exclusively(
        "activation." + integration,
        () -> {
          Journal journal =
              journal()
                  .filter(one -> one.state() != Journal.State.ROLLED_BACK)
                  .orElseThrow(() -> trouble("nothing-to-roll-back", Map.of()));
          if (!force) {
            refuseDrift(journal);
          }
          undo(journal, by);
          return true;
        });
  }

  /// Keeps what the proofs of the switch found.
  public void record(List<Proof> proofs, By by) {
    vault.exclusively(
        "activation." + integration,
        () -> {
          journal().ifPresent(journal -> save(journal.proved(proofs), by));
          return true;
        });
  }

  public ActivationStatus status() {
    return Statuses.of(integration, journal(), targets);
  }

  private void write(Journal journal, By by) {
    for (Plan.Part part : journal.parts()) {
      Target target = target(part);
      steps.accept(new Step(Step.Kind.WRITING, part.target()));
      target.write(part.after(), moments(part));
      steps.accept(new Step(Step.Kind.WRITTEN, part.target()));
      verify(target, part.after());
      steps.accept(new Step(Step.Kind.VERIFIED, part.target()));
    }
    save(journal.in(Journal.State.ACTIVE), by);
    steps.accept(new Step(Step.Kind.ACTIVE, ""));
  }

  private void undo(Journal journal, By by) {
    save(journal.in(Journal.State.ROLLING_BACK), by);
    steps.accept(new Step(Step.Kind.ROLLING_BACK, ""));
    for (Plan.Part part : journal.parts().reversed()) {
      Target target = target(part);
      steps.accept(new Step(Step.Kind.UNDOING, part.target()));
      target.undo(part.before(), part.after(), moments(part));
      verify(target, part.before().values());
      steps.accept(new Step(Step.Kind.UNDONE, part.target()));
    }
    save(journal.in(Journal.State.ROLLED_BACK), by);
    steps.accept(new Step(Step.Kind.ROLLED_BACK, ""));
  }

  private Consumer<PrivateFile.Moment> moments(Plan.Part part) {
    return moment ->
        steps.accept(
            new Step(
                switch (moment) {
                  case PARTIAL_WRITTEN -> Step.Kind.PARTIAL_WRITTEN;
                  case RENAMED -> Step.Kind.RENAMED;
                },
                part.target()));
  }

  private void verify(Target target, Map<String, Optional<Secret>> expected) {
    if (!target.read().values().equals(expected)) {
      throw trouble("not-verified", Map.of("target", target.name()));
    }
  }

  private void refuseDrift(Journal journal) {
    for (Plan.Part part : journal.parts()) {
      target(part)
          .read()
          .values()
          .forEach((key, value) -> {
            boolean old = value.equals(part.before().values().get(key));
            boolean fresh = value.equals(part.after().get(key));
            if (part.after().containsKey(key) && !old && !fresh) {
              throw trouble("drifted", Map.of("target", part.target(), "key", key));
            }
          });
    }
  }

  /// The target a part of the journal was about; the settings may have changed since.
  private Target target(Plan.Part part) {
    return targets.stream()
        .filter(one -> one.name().equals(part.target()) && one.place().equals(part.place()))
        .filter(one -> one.keys().keySet().equals(part.after().keySet()))
        .findFirst()
        .orElseThrow(
            () -> trouble("target-gone", Map.of("target", part.target(), "place", part.place())));
  }

  private Optional<Journal> journal() {
    return vault.get(integration, ENTRY).map(Journal::of);
  }

  private void save(Journal journal, By by) {
    vault.replace(
        List.of(Change.put(integration, ENTRY, journal.sealed())),
        new By(by.who(), journal.state().id() + ": " + by.why()));
  }

  private PasajeException trouble(String code, Map<String, String> more) {
    Map<String, String> arguments = new LinkedHashMap<>(more);
    arguments.put("integration", integration);
    return failure(code, arguments);
  }

  private static PasajeException failure(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, "activation." + code, arguments);
  }
}
