// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.pages;

import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The stand-in for the scripts a shop page loads: `/js/v2` (on `sdk.mercadopago.com` in real
/// life), `/v2/security.js` (on `www.`) and the frames of the secure fields. Own code with the
/// documented method names, never a copy.
public final class BrowserScript {
  private static final List<String> PARTS =
      List.of("core.js", "fields.js", "cardform.js", "bricks.js", "mercadopago.js");
  private static final String FIELD_STYLE =
      "html,body{margin:0;height:100%}input{width:100%;height:100%;box-sizing:border-box;border:0;"
          + "padding:0;background:transparent;font:16px system-ui,sans-serif}"
          + "input:focus-visible{outline:2px solid #1d4ed8}";

  private final byte[] library;
  private final byte[] security;
  private final String field;

  public BrowserScript() {
    StringBuilder all = new StringBuilder();
    for (String part : PARTS) {
      all.append(read(part)).append('\n');
    }
    library = wrapped(all.toString());
    security = wrapped(read("security.js"));
    field =
        "<!doctype html><html lang=\"es\"><head><meta charset=\"utf-8\"><title>Campo seguro</title><style>"
            + FIELD_STYLE
            + "</style></head><body><input inputmode=\"numeric\"><script type=\"module\">"
            + read("field.js")
            + "</script></body></html>";
  }

  public void routes(Router router) {
    router.browser("GET", "/js/v2", _ -> script(library));
    router.browser("GET", "/v2/security.js", _ -> script(security));
    router.get("/secure-fields/v2/field", this::field);
  }

  private Reply field(Request request) {
    return Reply.html(200, field);
  }

  private static Reply script(byte[] body) {
    return Reply.bytes(200, "text/javascript;charset=UTF-8", body);
  }

  private static byte[] wrapped(String script) {
    return ("(() => {\n'use strict';\n" + script + "})();\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String read(String name) {
    try (InputStream stream = BrowserScript.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
