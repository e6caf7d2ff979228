// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An answer before it is sent.
@SuppressWarnings("ArrayRecordComponent") // made by one call, sent once
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer of(int status, JsonNode body) {
    return of(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(int status, byte[] json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    return new Answer(status, headers, json);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
