// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import dev.pasaje.credentials.activation.ActivationStatus.Where;
import dev.pasaje.credentials.target.Target;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares what targets hold with what the journal left there.
final class Statuses {
  private Statuses() {}

  static ActivationStatus of(String integration, Optional<Journal> last, List<Target> targets) {
    List<ActivationStatus.Key> keys = new ArrayList<>();
    for (Target target : targets) {
      Optional<Plan.Part> part =
          last.stream()
              .flatMap(journal -> journal.parts().stream())
              .filter(
                  one -> one.target().equals(target.name()) && one.place().equals(target.place()))
              .findFirst();
      keys.addAll(keys(target, part, last.map(Journal::state)));
    }
    return new ActivationStatus(
        integration,
        last.map(journal -> journal.state().id()).orElse("none"),
        last.map(Journal::begun),
        last.map(Journal::who).orElse(""),
        last.map(Journal::why).orElse(""),
        last.map(Journal::accepted).orElse(List.of()),
        keys,
        last.map(Journal::proofs).orElse(List.of()));
  }

  private static List<ActivationStatus.Key> keys(
      Target target, Optional<Plan.Part> part, Optional<Journal.State> state) {
    Map<String, Optional<Secret>> found;
    try {
      found = target.read().values();
    } catch (PasajeException unreadable) {
      return target.keys().keySet().stream()
          .map(key -> key(target, key, "?", "-", Where.UNREADABLE))
          .toList();
    }
    return found.entrySet().stream()
        .map(entry -> {
          String key = entry.getKey();
          Optional<Secret> value = entry.getValue();
          if (part.isEmpty() || state.isEmpty() || !part.get().after().containsKey(key)) {
            return key(target, key, Plan.redacted(value), "-", Where.UNMANAGED);
          }
          Optional<Secret> old = part.get().before().values().getOrDefault(key, Optional.empty());
          Optional<Secret> fresh = part.get().after().getOrDefault(key, Optional.empty());
          boolean forward =
              switch (state.get()) {
                case WRITING, ACTIVE -> true;
                case ROLLING_BACK, ROLLED_BACK -> false;
              };
          return key(
              target,
              key,
              Plan.redacted(value),
              Plan.redacted(forward ? fresh : old),
              where(state.get(), value, old, fresh));
        })
        .toList();
  }

  private static Where where(
      Journal.State state, Optional<Secret> value, Optional<Secret> old, Optional<Secret> fresh) {
    return switch (state) {
      case ACTIVE -> value.equals(fresh) ? Where.AS_LEFT : Where.DRIFTED;
      case ROLLED_BACK -> value.equals(old) ? Where.AS_LEFT : Where.DRIFTED;
      case WRITING, ROLLING_BACK ->
          value.equals(fresh) ? Where.NEW : value.equals(old) ? Where.OLD : Where.DRIFTED;
    };
  }

  private static ActivationStatus.Key key(
      Target target, String key, String found, String expected, Where where) {
    return new ActivationStatus.Key(
        target.name(), target.kind(), target.place(), key, found, expected, where);
  }
}
