// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Waiver;
import dev.pasaje.credentials.activation.Activation;
import dev.pasaje.credentials.activation.Plan;
import dev.pasaje.credentials.activation.Proof;
import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.readiness.Judgement;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.SwitchProof;
import dev.pasaje.readiness.Waivers;
import dev.pasaje.render.ActivationReport;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.By;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The passage: verdict, plan, write everywhere or nowhere, prove.
@Command(name = "activate")
public final class CredentialsActivateCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OneIntegration integration = new OneIntegration();
  @Mixin final Person person = new Person();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--accept", paramLabel = "CHECK")
  private List<String> accepted = List.of();

  @Option(names = "--resume")
  private boolean resume;

  @Option(names = "--prove")
  private boolean proveOnly;

  @Option(names = "--dry-run")
  private boolean dryRun;

  @Option(names = "--yes")
  private boolean yes;

  @Option(names = "--force", descriptionKey = "force-drift")
  private boolean force;

  @Option(names = "--pay", paramLabel = "AMOUNT")
  private @Nullable BigDecimal pay;

  @Option(names = "--card-token", paramLabel = "TOKEN")
  private @Nullable String cardToken;

  @Option(names = "--payment-method", paramLabel = "METHOD")
  private @Nullable String method;

  @Option(names = "--payer-email", paramLabel = "EMAIL", descriptionKey = "payer-email-required")
  private @Nullable String payerEmail;

  private final Terminal terminal;
  private final Desk desk;
  private final VaultDesk vaults;

  public CredentialsActivateCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.vaults = new VaultDesk(terminal, desk);
  }

  @Override
  public Integer call() {
    output.validate(terminal, FORMATS);
    Optional<SwitchProof.Sale> sale = sale();
    if (!accepted.isEmpty() && !person.givesReason()) {
      throw usage("activation.reason", Map.of());
    }
    Settings settings = desk.settings(global);
    Integration one = vaults.one(settings, integration);
    try (Readiness readiness = desk.readiness(settings)) {
      By by = person.by(terminal, "activate");
      if (dryRun) {
        Plan plan =
            Activation.plan(one.id(), VaultDesk.targets(settings, one), VaultDesk.production(one));
        terminal.out().print(ActivationReport.plan(plan, terminal.language()));
        return 0;
      }
      Activation activation =
          vaults.activation(
              settings, vaults.openOrCreate(settings, by), one, vaults.telling(global));
      if (resume) {
        activation.resume(by, force);
      } else if (!proveOnly && !written(one, readiness, activation, by)) {
        return 2;
      }
      return proved(settings, one, readiness, activation, by, sale);
    }
  }

  /// The verdict, the plan, a yes, the writing.
  private boolean written(Integration one, Readiness readiness, Activation activation, By by) {
    List<String> risks = refuseBlockers(one, readiness);
    Plan plan = activation.plan(VaultDesk.production(one));
    terminal.err().print(ActivationReport.plan(plan, terminal.language()));
    if (plan.changes() && !vaults.confirmed(yes)) {
      return false;
    }
    if (!activation.activate(plan, by, risks) && !global.quiet()) {
      terminal.err().println(Texts.of("activation", terminal.language()).get("nothing-to-write"));
    }
    return true;
  }

  /// The checks accepted: by their ids, or all of a requirement by its own.
  private List<String> risks() {
    List<String> checks = new ArrayList<>();
    for (String word : accepted) {
      List<String> meant =
          Readiness.catalog().all().stream()
              .filter(info -> info.id().equals(word) || info.requirement().id().equals(word))
              .map(CheckInfo::id)
              .toList();
      if (meant.isEmpty()) {
        throw usage("activation.no-check", Map.of("found", word));
      }
      checks.addAll(meant);
    }
    return checks;
  }

  /// @return the risks taken, as `check: reason`
  private List<String> refuseBlockers(Integration one, Readiness readiness) {
    desk.progress(
        global,
        "progress.check",
        Map.of("count", "1", "address", readiness.access().base().toString()));
    LocalDate today = terminal.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    By by = person.by(terminal, "");
    Waivers waivers =
        new Waivers(
            risks().stream()
                .map(check ->
                    new Waivers.Entry(
                        Optional.of(one.id()),
                        new Waiver(check, Waiver.Reason.ACCEPTED_RISK, by.why(), by.who(), today)))
                .toList());
    ReadinessReport report =
        Judgement.of(readiness.look(List.of(one), Readiness.MEASURED), waivers);
    List<Finding> blockers = SwitchProof.blockers(report);
    if (!blockers.isEmpty()) {
      throw usage(
          "activation.blocked",
          Map.of(
              "integration",
              one.id(),
              "checks",
              blockers.stream()
                  .map(finding -> finding.info().id() + " (" + finding.outcome().id() + ")")
                  .distinct()
                  .collect(Collectors.joining(", "))));
    }
    return report.findings().stream()
        .filter(Finding::waived)
        .map(finding -> finding.info().id() + ": " + by.why())
        .distinct()
        .toList();
  }

  /// With the inbox, when it is Pasaje that is told.
  private List<Proof> look(
      Settings settings, Integration one, Readiness readiness, Optional<SwitchProof.Sale> sale) {
    if (!SwitchProof.ownReceiver(one)) {
      return new SwitchProof(readiness).look(one, sale);
    }
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      return new SwitchProof(readiness, Optional.of(new Inbox(database))).look(one, sale);
    }
  }

  private int proved(
      Settings settings,
      Integration one,
      Readiness readiness,
      Activation activation,
      By by,
      Optional<SwitchProof.Sale> sale) {
    boolean live = activation.status().state().equals("active");
    if (live) {
      activation.record(look(settings, one, readiness, sale), by);
    }
    var status = activation.status();
    output.write(
        terminal,
        FORMATS,
        format ->
            format == Format.JSON
                ? ActivationReport.json(List.of(status))
                : ActivationReport.text(List.of(status), terminal.language()));
    if (status.exitCode() != 0 || !live) {
      return status.exitCode();
    }
    List<String> outcomes = status.proofs().stream().map(Proof::outcome).toList();
    if (outcomes.contains("failed")) {
      return 1;
    }
    return outcomes.contains("unknown") ? 3 : 0;
  }

  private Optional<SwitchProof.Sale> sale() {
    if (pay == null && cardToken == null && method == null) {
      return Optional.empty();
    }
    if (pay == null
        || pay.signum() <= 0
        || cardToken == null
        || method == null
        || payerEmail == null) {
      throw usage("activation.pay", Map.of());
    }
    return Optional.of(new SwitchProof.Sale(pay, cardToken, method, payerEmail));
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
