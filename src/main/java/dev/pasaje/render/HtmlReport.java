// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.text.Language;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Reports for people and their printers: one file that asks the network for nothing and runs no
/// script. The templates are src/main/jte/report, compiled with the program; they escape every
/// text.
public final class HtmlReport {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.pasaje.jte");
  private static final String CSS = css();

  /// Only this style sheet and the icon inside the file may be used.
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Sha256.base64(CSS)
          + "'; img-src data:; base-uri 'none'; form-action 'none'";

  private HtmlReport() {}

  public static String of(ReadinessReport report, Language language) {
    Words words = new Words(language);
    return of(new Readings(words).of(report), words);
  }

  public static String of(List<QualityReport> reports, Language language) {
    Words words = new Words(language);
    return of(new Readings(words).of(reports), words);
  }

  static String of(Reading reading, Words words) {
    UnaryOperator<String> say = words::say;
    StringOutput page = new StringOutput();
    ENGINE.render(
        "report/page.jte",
        Map.of("reading", reading, "say", say, "css", CSS, "policy", POLICY),
        page);
    return page.toString();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("report.css", broken);
    }
  }
}
