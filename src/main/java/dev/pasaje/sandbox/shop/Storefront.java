// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import dev.pasaje.sandbox.pages.Html;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// The shop's pages, and what they load from it.
final class Storefront {
  /// Hosts of the card form, domain/credentials.md 9.6.
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self';"
          + " script-src 'self' https://sdk.mercadopago.com https://http2.mlstatic.com"
          + " https://www.mercadopago.com;"
          + " connect-src 'self' https://api.mercadopago.com https://api-static.mercadopago.com"
          + " https://secure-fields.mercadopago.com https://http2.mlstatic.com"
          + " https://events.mercadopago.com https://api.mercadolibre.com;"
          + " frame-src https://secure-fields.mercadopago.com https://www.mercadopago.com"
          + " https://www.mercadopago.com.ar https://www.mercadolibre.com;"
          + " img-src 'self' https://http2.mlstatic.com https://www.mercadopago.com;"
          + " style-src 'self'";

  private static final Map<String, String> FILES =
      Map.of(
          "/tienda.css", "tienda.css",
          "/tienda.js", "tienda.js",
          "/js/mercadopago-v2.js", "mercadopago-v2.js",
          "/img/mate.svg", "mate.svg",
          "/img/mercado-pago.svg", "mercado-pago.svg");

  private final ShopVariant variant;
  private final Keys keys;
  private final Supplier<JsonNode> preference;

  /// What the pages show.
  ///
  /// @param publicKey asked for at each view
  /// @param testKey of the test credentials, which the neglected page uses
  record Keys(Supplier<String> publicKey, String testKey, String accessToken) {}

  /// @param preference makes one for each view of the checkout page
  Storefront(ShopVariant variant, Keys keys, Supplier<JsonNode> preference) {
    this.variant = variant;
    this.keys = keys;
    this.preference = preference;
  }

  private record Content(int status, String type, String text) {
    static Content page(int status, String name, Map<String, Object> params) {
      return new Content(status, "text/html", Html.text("sandbox/shop/" + name, params));
    }

    /// @param page one of those `result.jte` has words for
    static Content result(int status, String page) {
      return page(status, "result", Map.of("page", page));
    }
  }

  void routes(HttpRouting.Builder routing) {
    FILES.forEach((path, name) -> {
      Content file = file(name);
      serve(routing, path, () -> file);
    });
    serve(routing, "/", () -> Content.page(200, "home", Map.of()));
    serve(routing, "/checkout", this::checkout);
    for (String page : List.of("gracias", "pendiente", "error")) {
      serve(routing, "/" + page, () -> Content.result(200, page));
    }
    routing.any((request, response) -> send(request, response, Content.result(404, "nada")));
  }

  private Content checkout() {
    JsonNode made;
    try {
      made = preference.get();
    } catch (IllegalStateException | UncheckedIOException refused) {
      return Content.result(502, "cerrado");
    }
    String initPoint = made.path("init_point").asString();
    return switch (variant) {
      case READY ->
          Content.page(
              200, "checkout", Map.of("publicKey", keys.publicKey().get(), "initPoint", initPoint));
      case NEGLECTED ->
          Content.page(
              200,
              "neglected",
              Map.of(
                  "accessToken", keys.accessToken(),
                  "testKey", keys.testKey(),
                  "initPoint", initPoint,
                  "sandboxInitPoint", made.path("sandbox_init_point").asString()));
    };
  }

  private static Content file(String name) {
    String type =
        name.endsWith(".css")
            ? "text/css"
            : name.endsWith(".js") ? "text/javascript" : "image/svg+xml";
    try (InputStream in =
        Objects.requireNonNull(Storefront.class.getResourceAsStream(name), name)) {
      return new Content(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void serve(HttpRouting.Builder routing, String path, Supplier<Content> content) {
    routing.any(
        path,
        (request, response) -> {
          Method method = request.prologue().method();
          if (method.equals(Method.GET) || method.equals(Method.HEAD)) {
            send(request, response, content.get());
          } else {
            response.header("Allow", "GET, HEAD").status(Status.METHOD_NOT_ALLOWED_405).send();
          }
        });
  }

  private void send(ServerRequest in, ServerResponse out, Content content) {
    byte[] body = content.text().getBytes(StandardCharsets.UTF_8);
    out.status(Status.create(content.status()));
    out.header("Content-Type", content.type() + "; charset=utf-8");
    switch (variant) {
      case READY -> {
        out.header("Content-Security-Policy", POLICY);
        out.header("X-Content-Type-Options", "nosniff");
        out.header("Referrer-Policy", "strict-origin-when-cross-origin");
        out.header("Set-Cookie", "carrito=1; Path=/; Secure; HttpOnly; SameSite=Lax");
      }
      case NEGLECTED -> out.header("Set-Cookie", "carrito=1; Path=/");
    }
    if (in.prologue().method().equals(Method.HEAD)) {
      out.contentLength(body.length);
      out.send();
    } else {
      out.send(body);
    }
  }
}
