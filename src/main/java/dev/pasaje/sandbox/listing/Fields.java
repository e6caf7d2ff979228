// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.listing;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Readers of members a request must hold in a certain form. They refuse with the services'
/// envelope and the word `bad_request`: the reference gives no codes for these resources.
public final class Fields {
  private Fields() {}

  public static ApiError refusal(String message) {
    return ApiError.invalid("bad_request", message);
  }

  public static String text(JsonNode body, String name) {
    return Json.text(body, name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> refusal(name + " is required"));
  }

  /// A member that may be absent, but is text when it is there.
  public static Optional<String> optionalText(JsonNode body, String name) {
    if (!Json.present(body, name)) {
      return Optional.empty();
    }
    return Optional.of(
        Json.text(body, name).orElseThrow(() -> refusal(name + " must be a string")));
  }

  public static BigDecimal positive(JsonNode body, String name) {
    return Json.number(body, name)
        .filter(amount -> amount.signum() > 0)
        .orElseThrow(() -> refusal(name + " must be a positive number"));
  }

  public static String oneOf(JsonNode body, String name, Collection<String> values) {
    return Json.text(body, name)
        .filter(values::contains)
        .orElseThrow(() -> refusal(name + " must be one of " + String.join(", ", values)));
  }

  public static Optional<Boolean> optionalFlag(JsonNode body, String name) {
    if (!Json.present(body, name)) {
      return Optional.empty();
    }
    return Optional.of(
        Json.flag(body, name).orElseThrow(() -> refusal(name + " must be a boolean")));
  }

  /// An absolute web address.
  public static String webAddress(JsonNode body, String name) {
    String text = text(body, name);
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().startsWith("http")) {
        return text;
      }
    } catch (URISyntaxException notAnAddress) {
      throw refusal(name + " must be a valid url");
    }
    throw refusal(name + " must be a valid url");
  }
}
