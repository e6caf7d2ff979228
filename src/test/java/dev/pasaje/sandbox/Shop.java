// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's server in tests: calls an emulator over real HTTP with one account's credentials.
record Shop(String baseUrl, SandboxAccount account, List<String> headers) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// An answer; `json` is a missing node when the body is no JSON.
  record Answer(int status, String text, HttpResponse<String> raw) {
    JsonNode json() {
      return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
    }

    JsonNode at(String pointer) {
      return json().at(pointer);
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  static Shop of(Sandbox sandbox, String site, String kind) {
    SandboxAccount account = sandbox.account(site, kind);
    return new Shop(
        sandbox.baseUrl(), account, List.of("Authorization", "Bearer " + account.accessToken()));
  }

  /// The same shop with other header lines (name, value, …) instead of its own.
  Shop with(String... lines) {
    return new Shop(baseUrl, account, List.of(lines));
  }

  Shop and(String... lines) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of(lines));
    return new Shop(baseUrl, account, all);
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  Answer send(String method, String path, String body) {
    return send(method, path, HttpRequest.BodyPublishers.ofString(body));
  }

  Answer send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path)).method(method, body);
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
