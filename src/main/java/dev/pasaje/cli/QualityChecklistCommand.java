// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Product;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.render.Checklist;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Every item of a product's checklist, with its official name and its weight.
@Command(name = "checklist")
public final class QualityChecklistCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.MARKDOWN);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--product", paramLabel = "PRODUCT", defaultValue = "checkout-pro")
  private String product = "checkout-pro";

  private final Terminal terminal;

  public QualityChecklistCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Product chosen =
        Product.of(product)
            .filter(QualityChecks::measurable)
            .orElseThrow(() ->
                new PasajeException(
                    PasajeException.Kind.USAGE,
                    "cli.product",
                    Map.of(
                        "found",
                        product,
                        "accepted",
                        Arrays.stream(Product.values())
                            .filter(QualityChecks::measurable)
                            .map(Product::id)
                            .collect(Collectors.joining(" ")))));
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> Checklist.text(chosen, ReportFormats.style(terminal));
              case JSON -> Checklist.json(chosen, terminal.language());
              case MARKDOWN -> Checklist.markdown(chosen, terminal.language());
              case JSONL, CSV, JUNIT, SARIF, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return 0;
  }
}
