// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.page.Chromium;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.StoredEvidence;
import dev.pasaje.render.SarifReport;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the commands that look at integrations share: the settings, the chosen integrations, the
/// way to the API.
final class Desk {
  private final Terminal terminal;
  private final String release;

  Desk(Terminal terminal, String release) {
    this.terminal = terminal;
    this.release = release;
  }

  Terminal terminal() {
    return terminal;
  }

  Settings settings(GlobalOptions global) {
    return new SettingsFile(terminal.environment(), terminal.directory(), terminal.passphrases())
        .read(global.config().map(terminal.directory()::resolve));
  }

  Optional<Settings> settingsIfAny(GlobalOptions global) {
    SettingsFile file =
        new SettingsFile(terminal.environment(), terminal.directory(), terminal.passphrases());
    Optional<java.nio.file.Path> named = global.config().map(terminal.directory()::resolve);
    return file.find(named).isPresent() ? Optional.of(file.read(named)) : Optional.empty();
  }

  /// The integrations asked for, all when none is named.
  List<Integration> chosen(Settings settings, List<String> names) {
    for (String name : names) {
      if (settings.integrations().stream().noneMatch(one -> one.id().equals(name))) {
        throw new PasajeException(
            PasajeException.Kind.USAGE,
            "cli.integration",
            Map.of(
                "found",
                name,
                "known",
                String.join(", ", settings.integrations().stream().map(Integration::id).toList())));
      }
    }
    return settings.integrations().stream()
        .filter(one -> names.isEmpty() || names.contains(one.id()))
        .toList();
  }

  Readiness readiness(Settings settings) {
    return new Readiness(
        settings.apiBaseUrl(),
        outlook(settings.measure()),
        browser(settings.measure()),
        new Readiness.Judging(quality(settings), settings.measure().tlsProfile()),
        new StoredEvidence(
            () -> Database.look(settings.storeUrl(), terminal.directory()),
            Optional.of(ReportDesk.archive(terminal, Optional.of(settings), null)),
            terminal.clock()));
  }

  /// From where sites are looked at.
  Outlook outlook(Settings.Measure measure) {
    return new Outlook(
        measure.limit(),
        Trust.with(measure.trust()),
        measure.allowPrivate(),
        "Pasaje/" + release,
        terminal.clock());
  }

  private Optional<Chromium> browser(Settings.Measure measure) {
    String setting = measure.browser();
    Optional<Chromium> found =
        Chromium.find(setting, terminal.environment().getOrDefault("PATH", ""));
    if (found.isEmpty() && !setting.equals("auto") && !setting.equals("off")) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "cli.browser", Map.of("found", setting));
    }
    return found;
  }

  /// What a SARIF file says of this run; a settings file outside the working directory is no place
  /// in the repository and goes by the usual name.
  SarifReport.Run run(GlobalOptions global) {
    SarifReport.Run run = SarifReport.Run.of(release);
    return global
        .config()
        .map(path -> terminal.directory().resolve(path).normalize())
        .filter(path -> path.startsWith(terminal.directory()))
        .map(path -> terminal.directory().relativize(path).toString().replace('\\', '/'))
        .map(run::reading)
        .orElse(run);
  }

  static QualityOptions quality(Settings settings) {
    QualityOptions options = QualityOptions.STANDARD.withThreshold(settings.quality().threshold());
    return settings.quality().deviceIdForNonCard() ? options : options.withoutDeviceIdForNonCard();
  }

  /// A word on standard error while something takes time.
  void progress(GlobalOptions global, String key, Map<String, String> arguments) {
    if (!global.quiet()) {
      terminal.err().println(Texts.of("cli", terminal.language()).get(key, arguments));
    }
  }
}
