// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

/// Lets web pages of any origin make the calls a browser makes: card tokens and catalogues.
final class Cors {
  private Cors() {}

  static Reply preflight(Request request) {
    return allow(request, Reply.empty(204))
        .withHeader("Access-Control-Allow-Methods", "GET, POST, PUT, OPTIONS")
        .withHeader(
            "Access-Control-Allow-Headers",
            "content-type, authorization, x-idempotency-key, x-meli-session-id, x-product-id, x-public-key, x-tracking-id")
        .withHeader("Access-Control-Max-Age", "600");
  }

  static Reply allow(Request request, Reply reply) {
    return request
        .header("origin")
        .map(origin ->
            reply.withHeader("Access-Control-Allow-Origin", origin).withHeader("Vary", "Origin"))
        .orElse(reply);
  }
}
