// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.listing;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which part of a list a request wants.
public record Page(int limit, int offset) {
  /// Reads `limit` and `offset`.
  ///
  /// @throws ApiError 400 when one is no number or out of bounds
  public static Page of(Request request, int usual, int most, int furthest) {
    return new Page(
        number(request, "limit", usual, 1, most), number(request, "offset", 0, 0, furthest));
  }

  private static int number(Request request, String name, int usual, int least, int most) {
    return request
        .queryParam(name)
        .map(text ->
            Request.parseLong(text)
                .filter(value -> value >= least && value <= most)
                .orElseThrow(() ->
                    ApiError.invalid(
                        "bad_request", name + " must be between " + least + " and " + most)))
        .map(Long::intValue)
        .orElse(usual);
  }

  public <T> List<T> of(List<T> all) {
    return all.stream().skip(offset).limit(limit).toList();
  }

  /// `{paging:{total,limit,offset}, <name>:[…]}`.
  public Reply reply(String name, List<? extends JsonNode> all) {
    ObjectNode body = Json.object();
    body.putObject("paging").put("total", all.size()).put("limit", limit).put("offset", offset);
    ArrayNode list = body.putArray(name);
    of(all).forEach(list::add);
    return Reply.ok(body);
  }
}
