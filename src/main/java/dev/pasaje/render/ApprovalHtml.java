// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.approval.Analysis;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// An analysis of approval as one page with charts, which asks the network for nothing and runs no
/// script. The template is src/main/jte/report/approval.jte; it escapes every text.
public final class ApprovalHtml {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.pasaje.jte");
  private static final String CSS = css("report.css") + css("approval.css");

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Sha256.base64(CSS)
          + "'; img-src data:; base-uri 'none'; form-action 'none'";

  private ApprovalHtml() {}

  public static String of(Analysis analysis, Language language) {
    Texts texts = Texts.of("approval", language);
    UnaryOperator<String> say = key -> texts.get("report." + key);
    StringOutput page = new StringOutput();
    ENGINE.render(
        "report/approval.jte",
        Map.of(
            "page",
            ApprovalPage.of(analysis, language),
            "say",
            say,
            "skip",
            Texts.of("render", language).get("skip"),
            "css",
            CSS,
            "policy",
            POLICY),
        page);
    return page.toString();
  }

  private static String css(String name) {
    try (InputStream in = ApprovalHtml.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(name, broken);
    }
  }
}
