// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of a list that was asked for, in the envelope of preferences and merchant orders.
record Pages(int limit, int offset) {
  private static final int MOST = 1000;

  static Pages of(Request request, int usual) {
    return new Pages(number(request, "limit", usual), number(request, "offset", 0));
  }

  private static int number(Request request, String name, int usual) {
    return request
        .queryParam(name)
        .map(text ->
            Request.parseLong(text)
                .filter(
                    n -> n >= 0 && (n <= MOST || name.equals("offset")) && n <= Integer.MAX_VALUE)
                .orElseThrow(() -> ApiError.invalid("bad_request", "invalid " + name)))
        .map(Long::intValue)
        .orElse(usual);
  }

  <T> List<T> slice(List<T> all) {
    return all.stream().skip(offset).limit(limit).toList();
  }

  ObjectNode elements(ArrayNode elements, int total) {
    ObjectNode page = Json.object();
    page.set("elements", elements);
    return page.put("next_offset", offset + elements.size()).put("total", total);
  }
}
