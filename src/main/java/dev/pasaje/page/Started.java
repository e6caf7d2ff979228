// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.outside.Outlook;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A Chromium that runs, with one empty tab ready to go to a page. It is started while the page is
/// still looked at as text, so the key of the site it may believe is that of the address asked for;
/// a page elsewhere wants another one when its key differs.
record Started(Optional<String> trusting, Chromium.Running running, DevTools tools, String session)
    implements AutoCloseable {

  /// @param page whose certificate it must be able to believe
  /// @throws IOException when the browser does not start, or not in time
  static Started by(Chromium chromium, Outlook outlook, URI page, Deadline deadline)
      throws IOException {
    Optional<String> trusting = OwnRoot.flag(page, outlook.trust(), deadline);
    Chromium.Running running = chromium.launch(trusting.stream().toList(), deadline);
    try {
      DevTools tools = DevTools.connect(running.address(), deadline);
      try {
        return new Started(trusting, running, tools, tab(tools, outlook.userAgent()));
      } catch (IOException failed) {
        tools.close();
        throw failed;
      }
    } catch (IOException failed) {
      running.close();
      throw failed;
    }
  }

  private static String tab(DevTools tools, String userAgent) throws IOException {
    tools.call("", "Browser.setDownloadBehavior", Map.of("behavior", "deny"));
    String agent = tools.call("", "Browser.getVersion", Map.of()).path("userAgent").asString("");
    String target = "";
    for (JsonNode one : tools.call("", "Target.getTargets", Map.of()).path("targetInfos")) {
      target =
          one.path("type").asString("").equals("page") ? one.path("targetId").asString() : target;
    }
    String session =
        tools
            .call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asString("");
    for (String domain : List.of("Page", "Network", "Audits")) {
      tools.call(session, domain + ".enable", Map.of());
    }
    tools.call(
        session, "Network.setUserAgentOverride", Map.of("userAgent", agent + " " + userAgent));
    // Documents are let through one by one: a script must not lead us into our own network.
    tools.call(
        session,
        "Fetch.enable",
        Map.of("patterns", List.of(Map.of("urlPattern", "*", "resourceType", "Document"))));
    return session;
  }

  /// Ends the browser with everything of it.
  @Override
  public void close() {
    tools.close();
    running.close();
  }
}
