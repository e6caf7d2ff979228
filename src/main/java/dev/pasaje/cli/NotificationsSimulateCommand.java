// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.probe.ReceiverFacts;
import dev.pasaje.notifications.probe.ReceiverTarget;
import dev.pasaje.notifications.probe.Simulation;
import dev.pasaje.notifications.probe.Simulation.Manner;
import dev.pasaje.notifications.probe.Simulation.Outcome;
import dev.pasaje.notifications.probe.Simulation.Unit;
import dev.pasaje.notifications.probe.Simulation.Wish;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.render.SimulationReport;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.WebAddress;
import dev.pasaje.web.ReceiverRoutes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sends one notification as Mercado Pago would, and says what was answered. Ends with 1 when it
/// would be sent again.
@Command(name = "simulate")
public final class NotificationsSimulateCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--url", paramLabel = "URL")
  private @Nullable String url;

  @Option(names = "--local")
  private boolean local;

  @Option(names = "--topic", paramLabel = "TOPIC", required = true)
  private String topic = "";

  @Option(names = "--id", paramLabel = "ID", required = true)
  private String id = "";

  @Option(names = "--action", paramLabel = "ACTION")
  private @Nullable String action;

  @Option(names = "--simulator")
  private boolean simulator;

  @Option(names = "--ipn")
  private boolean ipn;

  @Option(names = "--milliseconds")
  private boolean milliseconds;

  @Option(names = "--secret-from", paramLabel = "ENV_NAME")
  private @Nullable String secretFrom;

  @Option(names = "--allow-private")
  private boolean allowPrivate;

  private final Desk desk;
  private final String release;

  public NotificationsSimulateCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    Wish wish = wish();
    Optional<Settings> settings =
        url == null || integration != null
            ? Optional.of(desk.settings(global))
            : desk.settingsIfAny(global);
    ReceiverTarget target = target(settings);
    if (!ipn && target.secrets().isEmpty()) {
      throw usage("simulate.unsigned", Map.of());
    }
    Settings.Measure measure = settings.map(Settings::measure).orElse(Settings.Measure.USUAL);
    Outlook outlook =
        new Outlook(
            measure.limit(),
            Trust.with(measure.trust().stream().map(terminal.directory()::resolve).toList()),
            local || allowPrivate || measure.allowPrivate(),
            "Pasaje/" + release,
            terminal.clock());
    return switch (new Simulation(outlook).send(target, wish)) {
      case Outcome.Barred(String host, ReceiverFacts.Barrier barrier) ->
          throw switch (barrier) {
            case PRIVATE_ADDRESS -> usage("notifications.private", Map.of("host", host));
            case NO_ADDRESS ->
                new PasajeException(
                    PasajeException.Kind.UNDETERMINED, "simulate.no-host", Map.of("host", host));
          };
      case Outcome.Sent sent -> {
        terminal
            .out()
            .print(SimulationReport.text(target, wish, sent, ReportFormats.style(terminal)));
        yield sent.accepted() ? 0 : 1;
      }
    };
  }

  private Wish wish() {
    if (ipn && (simulator || milliseconds || action != null)) {
      throw usage("simulate.ipn-alone", Map.of());
    }
    if (!Wish.isWord(topic)) {
      throw usage("simulate.word", Map.of("option", "--topic", "found", topic));
    }
    if (!Wish.isId(id)) {
      throw usage("simulate.word", Map.of("option", "--id", "found", id));
    }
    if (action != null && !Wish.isWord(action)) {
      throw usage("simulate.word", Map.of("option", "--action", "found", action));
    }
    return new Wish(
        topic,
        id,
        Optional.ofNullable(action),
        ipn ? Manner.IPN : simulator ? Manner.SIMULATOR : Manner.LIVE,
        milliseconds || simulator ? Unit.MILLISECONDS : Unit.SECONDS);
  }

  private ReceiverTarget target(Optional<Settings> settings) {
    if (url != null && local) {
      throw usage("simulate.where", Map.of());
    }
    Optional<Integration> one =
        url == null || integration != null
            ? Optional.of(chosen(settings.orElseThrow()))
            : Optional.empty();
    URI address = address(settings, one);
    if (secretFrom != null) {
      return new ReceiverTarget(
          address,
          List.of(
              Optional.ofNullable(desk.terminal().environment().get(secretFrom))
                  .filter(value -> !value.isBlank())
                  .map(Secret::of)
                  .orElseThrow(
                      () -> usage("notifications.no-secret", Map.of("name", secretFrom)))));
    }
    return new ReceiverTarget(
        address,
        one.or(() ->
                settings.stream()
                    .flatMap(all -> all.integrations().stream())
                    .filter(some -> some.notifications().filter(address::equals).isPresent())
                    .findFirst())
            .map(Integration::webhookSecrets)
            .orElse(List.of()));
  }

  private URI address(Optional<Settings> settings, Optional<Integration> one) {
    if (url != null) {
      return WebAddress.of(url).orElseThrow(() -> usage("notifications.url", Map.of("found", url)));
    }
    if (local) {
      Settings.Serve serve = settings.orElseThrow().serve();
      String host = serve.host().equals("0.0.0.0") ? "127.0.0.1" : serve.host();
      return URI.create(
          "http://"
              + (host.contains(":") ? "[" + host + "]" : host)
              + ":"
              + serve.port()
              + ReceiverRoutes.PATH
              + "/"
              + one.orElseThrow().id());
    }
    return one.flatMap(Integration::notifications)
        .orElseThrow(() -> usage("notifications.no-url", Map.of()));
  }

  private Integration chosen(Settings settings) {
    List<Integration> all =
        desk.chosen(settings, integration == null ? List.of() : List.of(integration));
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
