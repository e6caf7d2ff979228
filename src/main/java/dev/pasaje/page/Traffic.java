// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.page.PageFacts.Mixed;
import dev.pasaje.page.PageFacts.Request;
import dev.pasaje.page.PageFacts.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a page asked for and what was refused, folded from the events of DevTools.
final class Traffic {
  private static final int MOST = 500;
  private static final Set<String> TEXTS = Set.of("Script", "Fetch", "XHR");

  private final Map<String, Request> requests = new LinkedHashMap<>();
  private final Set<String> unfinished = new HashSet<>();
  private final Map<String, String> finished = new LinkedHashMap<>();
  private final Set<Violation> violations = new LinkedHashSet<>();
  private boolean loaded;

  void on(JsonNode event) {
    JsonNode parameters = event.path("params");
    switch (event.path("method").asString("")) {
      case "Network.requestWillBeSent" -> asked(parameters);
      case "Network.loadingFinished" -> {
        String id = parameters.path("requestId").asString("");
        unfinished.remove(id);
        Request request = requests.get(id);
        if (request != null && TEXTS.contains(request.type())) {
          finished.put(id, request.address());
        }
      }
      case "Network.loadingFailed" -> failed(parameters);
      case "Page.loadEventFired" -> loaded = true;
      case "Audits.issueAdded" -> issue(parameters.path("issue").path("details"));
      default -> {}
    }
  }

  private void asked(JsonNode parameters) {
    JsonNode request = parameters.path("request");
    String url = request.path("url").asString("");
    String id = parameters.path("requestId").asString("");
    if (!url.regionMatches(true, 0, "http", 0, 4) || requests.size() >= MOST) {
      return;
    }
    unfinished.add(id);
    JsonNode initiator = parameters.path("initiator");
    String by =
        initiator
            .path("url")
            .asString(
                initiator
                    .path("stack")
                    .path("callFrames")
                    .path(0)
                    .path("url")
                    .asString(parameters.path("documentURL").asString("")));
    requests.put(
        id,
        new Request(
            Links.clean(url),
            parameters.path("type").asString("Other"),
            Links.host(Links.clean(by)),
            mixed(request.path("mixedContentType").asString("none")),
            Optional.empty()));
  }

  private static Mixed mixed(String type) {
    return switch (type) {
      case "blockable" -> Mixed.ACTIVE;
      case "optionally-blockable" -> Mixed.PASSIVE;
      default -> Mixed.NO;
    };
  }

  private void failed(JsonNode parameters) {
    String id = parameters.path("requestId").asString("");
    unfinished.remove(id);
    String trouble =
        parameters.path("blockedReason").asString(parameters.path("errorText").asString("failed"));
    requests.computeIfPresent(
        id,
        (_, asked) ->
            new Request(
                asked.address(),
                asked.type(),
                asked.initiator(),
                asked.mixed(),
                Optional.of(trouble)));
  }

  private void issue(JsonNode details) {
    JsonNode refused = details.path("contentSecurityPolicyIssueDetails");
    if (!refused.isMissingNode() && violations.size() < MOST) {
      violations.add(
          new Violation(
              refused.path("violatedDirective").asString(""),
              refused.has("blockedURL")
                  ? Links.clean(refused.path("blockedURL").asString(""))
                  : "inline",
              refused.path("isReportOnly").asBoolean(false)));
    }
    JsonNode mixed = details.path("mixedContentIssueDetails");
    String type = mixed.path("resourceType").asString("");
    // A form that posts without TLS is another matter, and read from the markup.
    if (!mixed.isMissingNode() && !type.equals("Form") && requests.size() < MOST) {
      String address = Links.clean(mixed.path("insecureURL").asString(""));
      String status = mixed.path("resolutionStatus").asString("");
      requests.putIfAbsent(
          "mixed " + address,
          new Request(
              address,
              type,
              "",
              status.equals("MixedContentBlocked") ? Mixed.ACTIVE : Mixed.PASSIVE,
              Optional.of(status)));
    }
  }

  boolean loaded() {
    return loaded;
  }

  boolean quiet() {
    return unfinished.isEmpty();
  }

  /// The answers that are text made by the shop or others, in order: address by id.
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>(finished);
    texts.values().removeIf(address -> Links.official(Links.host(address)));
    return texts;
  }

  List<Request> requests() {
    return new ArrayList<>(requests.values());
  }

  List<Violation> violations() {
    return new ArrayList<>(violations);
  }
}
