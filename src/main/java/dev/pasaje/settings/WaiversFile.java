// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.check.Waiver;
import dev.pasaje.json.Documents;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The file of waivers: a list under `waivers`, each with `check`, `reason`, `note`, `by`, `until`
/// and, for one integration only, `integration`.
public final class WaiversFile {
  private WaiversFile() {}

  /// One waiver as written.
  ///
  /// @param integration the one it is for; all when empty
  public record Written(Optional<String> integration, Waiver waiver) {}

  /// Reads the waivers of a file.
  ///
  /// @param known whether a check of this id exists
  /// @throws BadSettings with every mistake
  public static List<Written> read(
      Path file, Map<String, String> environment, Predicate<String> known) {
    JsonNode document = Documents.yaml(file);
    Sources sources = new Sources(environment);
    List<Written> waivers = new ArrayList<>();
    JsonNode list = document.path("waivers");
    if (!list.isArray()) {
      sources.problem("waivers", list.isMissingNode() ? "-" : list.getNodeType().name(), "list");
    }
    for (int i = 0; i < list.size(); i++) {
      waiver(new Section("waivers[" + i + "]", list.get(i), sources), known)
          .ifPresent(waivers::add);
    }
    if (!sources.problems().isEmpty()) {
      throw new BadSettings(file.toString(), sources.problems());
    }
    return waivers;
  }

  private static Optional<Written> waiver(Section section, Predicate<String> known) {
    try (section) {
      Optional<String> check =
          section.required(
              "check",
              section.parsed("check", id -> Optional.of(id).filter(known), "check", Map.of()));
      Optional<Waiver.Reason> reason =
          section.required(
              "reason",
              section.choice(
                  "reason",
                  Waiver.Reason::of,
                  Arrays.stream(Waiver.Reason.values()).map(Waiver.Reason::id).toList()));
      Optional<String> note = section.required("note", section.text("note"));
      Optional<String> by = section.required("by", section.text("by"));
      Optional<LocalDate> until =
          section.required("until", section.parsed("until", WaiversFile::date, "date", Map.of()));
      Optional<String> integration = section.text("integration");
      if (check.isEmpty()
          || reason.isEmpty()
          || note.isEmpty()
          || by.isEmpty()
          || until.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Written(
              integration,
              new Waiver(check.get(), reason.get(), note.get(), by.get(), until.get())));
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException bad) {
      return Optional.empty();
    }
  }
}
