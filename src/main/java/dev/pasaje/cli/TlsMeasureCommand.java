// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.Finding;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Product;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.render.TlsReport;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.Settings.Measure;
import dev.pasaje.settings.WebAddress;
import dev.pasaje.tls.Tls;
import dev.pasaje.tls.TlsFacts;
import dev.pasaje.tls.TlsProbe;
import dev.pasaje.tls.TlsProfile;
import dev.pasaje.tls.TlsTarget;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures the TLS of one address and grades it.
@Command(name = "measure")
public final class TlsMeasureCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ADDRESS", descriptionKey = "ADDRESS")
  private String address = "";

  @Option(names = "--plain", paramLabel = "URL")
  private @Nullable String plain;

  private final Desk desk;

  public TlsMeasureCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    output.validate(desk.terminal(), FORMATS);
    TlsTarget target = target();
    Measure measure = desk.settingsIfAny(global).map(Settings::measure).orElse(Measure.USUAL);
    desk.progress(global, "progress.tls", Map.of("address", target.address().toString()));
    TlsFacts facts = new TlsProbe(desk.outlook(measure)).look(List.of(target), Optional.empty());
    List<Finding> findings =
        Tls.judge(facts, TlsProfile.named(measure.tlsProfile()), Product.CHECKOUT_API);
    output.write(
        desk.terminal(),
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> TlsReport.text(facts, findings, ReportFormats.style(desk.terminal()));
              case JSON -> TlsReport.json(facts, findings, desk.terminal().language());
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return Verdict.of(findings).exitCode();
  }

  private TlsTarget target() {
    TlsTarget target =
        TlsTarget.of(
            TlsFacts.Use.WEBSITE,
            web(address.contains("://") ? address : "https://" + address + "/"));
    return plain == null
        ? target
        : new TlsTarget(target.use(), target.address(), Optional.of(web(plain)));
  }

  private static URI web(String text) {
    return WebAddress.of(text).orElseThrow(() -> unusable(text));
  }

  private static PasajeException unusable(String text) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "cli.web-address", Map.of("found", text));
  }
}
