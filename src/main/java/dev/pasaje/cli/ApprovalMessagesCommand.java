// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.render.ApprovalJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The texts for buyers, one for each way a payment can end, in the language of `--lang`.
@Command(name = "messages")
public final class ApprovalMessagesCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  public ApprovalMessagesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    output.validate(terminal, FORMATS);
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> ApprovalJson.messages(ReportFormats.style(terminal));
              case JSON -> ApprovalJson.messages(terminal.language());
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return 0;
  }
}
