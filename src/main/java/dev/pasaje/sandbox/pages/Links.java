// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Addresses with parameters, as browsers are sent back to shops.
public final class Links {
  private Links() {}

  /// The address with further query parameters, before its fragment.
  public static String withQuery(String url, Map<String, String> params) {
    int hash = url.indexOf('#');
    StringBuilder result = new StringBuilder(hash < 0 ? url : url.substring(0, hash));
    for (Map.Entry<String, String> param : params.entrySet()) {
      result.append(result.indexOf("?") < 0 ? '?' : '&').append(param.getKey()).append('=');
      result.append(URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8));
    }
    return hash < 0 ? result.toString() : result + url.substring(hash);
  }
}
