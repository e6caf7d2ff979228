// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.doctor;

import dev.pasaje.db.Database;
import dev.pasaje.db.StoreState;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The store looked at: it is neither made nor brought up to date by that.
final class StoreLook {
  /// A store that cannot grow acknowledges nothing.
  private static final long LEAST_FREE_MIB = 500;

  private final InstantSource clock;
  private final Path directory;

  StoreLook(InstantSource clock, Path directory) {
    this.clock = clock;
    this.directory = directory;
  }

  List<Diagnosis> look(String url, Language language) {
    String shown = Database.withoutSecrets(url);
    List<Diagnosis> all = new ArrayList<>();
    try {
      Optional<Database> found = Database.look(url, directory);
      if (found.isEmpty()) {
        return List.of(Diagnosis.unknown("store", Map.of("url", shown)));
      }
      try (Database database = found.get()) {
        StoreState state = database.state();
        all.add(state(shown, state));
        Database.file(url, directory).flatMap(this::room).ifPresent(all::add);
        if (state.schemaVersion().isPresent() && state.age() == StoreState.Age.CURRENT) {
          all.add(work(database));
        }
      }
    } catch (PasajeException unusable) {
      all.add(Diagnosis.bad("store", Map.of("why", unusable.in(language))));
    }
    return all;
  }

  private static Diagnosis state(String shown, StoreState state) {
    Map<String, String> arguments =
        new HashMap<>(
            Map.of(
                "url", shown,
                "dialect",
                    switch (state.dialect()) {
                      case SQLITE -> "SQLite";
                      case POSTGRESQL -> "PostgreSQL";
                    },
                "version", state.schemaVersion().orElse("-"),
                "durability", state.durability(),
                "size", String.format(Locale.ROOT, "%d", (state.bytes() + (1 << 19)) >> 20)));
    if (!state.durable()) {
      return Diagnosis.bad("store-durable", arguments);
    }
    return switch (state.age()) {
      case CURRENT -> Diagnosis.good("store", arguments);
      case OLDER -> Diagnosis.unknown("store-older", arguments);
      case NEWER -> Diagnosis.bad("store-newer", arguments);
    };
  }

  private Optional<Diagnosis> room(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null) {
        return Optional.empty();
      }
      long free = Files.getFileStore(folder).getUsableSpace() >> 20;
      Map<String, String> arguments =
          Map.of("directory", folder.toString(), "free", Long.toString(free));
      return Optional.of(
          free >= LEAST_FREE_MIB
              ? Diagnosis.good("store-room", arguments)
              : Diagnosis.bad("store-room", arguments));
    } catch (IOException untold) {
      return Optional.empty();
    }
  }

  private Diagnosis work(Database database) {
    WorkQueue.Depth depth = new WorkQueue(database).depth(clock.instant());
    Map<String, String> arguments =
        Map.of(
            "due", Long.toString(depth.due()),
            "dead", Long.toString(depth.dead()),
            "oldest", depth.oldest().map(age -> Long.toString(age.toSeconds())).orElse("0"));
    return depth.dead() == 0
        ? Diagnosis.good("work", arguments)
        : Diagnosis.unknown("work", arguments);
  }
}
