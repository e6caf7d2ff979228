// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.integration.Integration;
import dev.pasaje.oauth.Seller;
import dev.pasaje.oauth.Sellers;
import dev.pasaje.render.SellerReport;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The sellers that authorised an application, how long their tokens last, and who must authorise
/// again at which link.
@Command(name = "sellers")
public final class CredentialsSellersCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Desk desk;

  public CredentialsSellersCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    List<String> wanted =
        desk.chosen(settings, integrations).stream().map(Integration::id).toList();
    List<Seller> sellers;
    try (Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      sellers =
          new Sellers(database)
              .all().stream().filter(one -> wanted.contains(one.integration())).toList();
    }
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT ->
                  SellerReport.text(
                      sellers, terminal.clock().instant(), ReportFormats.style(terminal));
              case JSON -> SellerReport.json(sellers);
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return sellers.stream().anyMatch(one -> one.state() == Seller.State.AUTHORISE_AGAIN) ? 1 : 0;
  }
}
