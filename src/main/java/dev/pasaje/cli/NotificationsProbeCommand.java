// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.probe.Depth;
import dev.pasaje.notifications.probe.ReceiverFacts;
import dev.pasaje.notifications.probe.ReceiverFacts.Barrier;
import dev.pasaje.notifications.probe.ReceiverProbe;
import dev.pasaje.notifications.probe.ReceiverTarget;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.render.ReceiverReport;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.WebAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Calls a receiver of notifications, well and badly, and reports what it answers.
@Command(name = "probe")
public final class NotificationsProbeCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  /// Mercado Pago's (domain/notifications.md 6), said before anything is sent.
  private static final int FULL_LIMIT_SECONDS = 22;

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "URL")
  private @Nullable String url;

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--secret-from", paramLabel = "ENV_NAME")
  private List<String> secretsFrom = List.of();

  @Option(names = "--allow-private")
  private boolean allowPrivate;

  @Option(names = "--gentle")
  private boolean gentle;

  private final Desk desk;
  private final String release;

  public NotificationsProbeCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Optional<Settings> settings =
        url == null || integration != null
            ? Optional.of(desk.settings(global))
            : desk.settingsIfAny(global);
    ReceiverTarget target = target(settings);
    Depth depth = gentle ? Depth.GENTLE : Depth.FULL;
    Outlook outlook = outlook(settings.map(Settings::measure).orElse(Settings.Measure.USUAL));
    desk.progress(
        global,
        "progress.probe",
        Map.of(
            "url",
            target.shown(),
            "count",
            Integer.toString(depth.requests()),
            "limit",
            Long.toString(gentle ? outlook.limit().toSeconds() : FULL_LIMIT_SECONDS)));
    ProbeBar bar = new ProbeBar(terminal, !global.quiet(), depth.requests());
    ReceiverFacts facts = new ReceiverProbe(outlook).look(target, depth, _ -> bar.step());
    bar.clear();
    if (facts.barrier().filter(one -> one == Barrier.PRIVATE_ADDRESS).isPresent()) {
      throw usage("notifications.private", Map.of("host", facts.host()));
    }
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> ReceiverReport.text(facts, ReportFormats.style(terminal));
              case JSON -> ReceiverReport.json(facts, terminal.language());
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return ReceiverReport.verdict(facts).exitCode();
  }

  private Outlook outlook(Settings.Measure measure) {
    List<Path> trust = measure.trust().stream().map(desk.terminal().directory()::resolve).toList();
    return new Outlook(
        measure.limit(),
        Trust.with(trust),
        allowPrivate || measure.allowPrivate(),
        "Pasaje/" + release,
        desk.terminal().clock());
  }

  private ReceiverTarget target(Optional<Settings> settings) {
    Optional<Integration> one =
        url == null || integration != null ? Optional.of(chosen(settings)) : Optional.empty();
    URI address =
        url != null
            ? WebAddress.of(url).orElseThrow(() -> usage("notifications.url", Map.of("found", url)))
            : one.flatMap(Integration::notifications)
                .orElseThrow(() -> usage("notifications.no-url", Map.of()));
    List<Secret> secrets = new ArrayList<>();
    for (String name : secretsFrom) {
      secrets.add(
          Optional.ofNullable(desk.terminal().environment().get(name))
              .filter(value -> !value.isBlank())
              .map(Secret::of)
              .orElseThrow(() -> usage("notifications.no-secret", Map.of("name", name))));
    }
    if (secrets.isEmpty()) {
      // An address typed by hand is that of an integration when the settings say so.
      one.or(() ->
              settings.stream()
                  .flatMap(all -> all.integrations().stream())
                  .filter(some -> some.notifications().filter(address::equals).isPresent())
                  .findFirst())
          .ifPresent(found -> secrets.addAll(found.webhookSecrets()));
    }
    return new ReceiverTarget(address, secrets);
  }

  private Integration chosen(Optional<Settings> settings) {
    List<Integration> all =
        desk.chosen(settings.orElseThrow(), integration == null ? List.of() : List.of(integration));
    if (all.size() != 1) {
      throw usage(
          "cli.which-integration",
          Map.of("known", String.join(", ", all.stream().map(Integration::id).toList())));
    }
    return all.getFirst();
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
