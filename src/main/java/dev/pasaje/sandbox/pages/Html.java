// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.pages;

import dev.pasaje.sandbox.http.Reply;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Renders the pages of `src/main/jte/sandbox`, which are compiled with the program.
public final class Html {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.pasaje.jte");

  private Html() {}

  /// @param name of the template, without folder and ending
  public static Reply page(int status, String name, Map<String, Object> params) {
    return Reply.html(status, text("sandbox/hosted/" + name, params))
        .withHeader("Cache-Control", "no-store");
  }

  /// @param name of the template, without ending
  public static String text(String name, Map<String, Object> params) {
    StringOutput output = new StringOutput();
    ENGINE.render(name + ".jte", params, output);
    return output.toString();
  }

  /// A page that says one thing, such as why there is nothing to pay.
  public static Reply message(int status, String lang, String title, String text) {
    return page(status, "message", Map.of("lang", lang, "title", title, "message", text));
  }
}
