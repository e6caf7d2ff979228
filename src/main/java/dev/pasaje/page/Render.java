// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.outside.Outlook;
import dev.pasaje.page.PageFacts.Cookie;
import dev.pasaje.page.PageFacts.Markup;
import dev.pasaje.page.PageFacts.Rendered;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;

/// One look at a page with Chromium: start it, go there, wait until it is loaded and quiet, read,
/// end it.
final class Render {
  /// Without a request for so long, a page has settled.
  private static final Duration QUIET = Duration.ofMillis(300);

  /// A page that never falls silent is read this long after it was loaded.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Kept from the limit for reading the page.
  private static final Duration READING = Duration.ofSeconds(1);

  private static final int MAX_FRAMES = 20;
  private static final int MAX_TEXTS = 40;
  private static final int MAX_TEXT = 2 << 20;
  private static final int MAX_COOKIES = 100;

  /// The document after its scripts, with what open shadow roots hold; at most 4 Mi characters.
  private static final String READ =
      """
      (() => {
        const roots = [];
        const walk = from => {
          for (const one of from.querySelectorAll('*')) {
            if (one.shadowRoot) { roots.push(one.shadowRoot); walk(one.shadowRoot); }
          }
        };
        walk(document);
        const all = document.documentElement;
        return all ? all.getHTML({shadowRoots: roots}).slice(0, 4194304) : '';
      })()
      """;

  private final Chromium chromium;
  private final Outlook outlook;
  private final Predicate<String> publicHost;

  Render(Chromium chromium, Outlook outlook, Predicate<String> publicHost) {
    this.chromium = chromium;
    this.outlook = outlook;
    this.publicHost = publicHost;
  }

  /// Starts a browser for a page before it is known that the page is there.
  Started start(URI page, Deadline deadline) throws IOException {
    return Started.by(chromium, outlook, page, deadline);
  }

  /// @param early started for the address that led to the page; ended here
  Rendered look(URI first, Future<Started> early, URI page, Deadline deadline) {
    Traffic traffic = new Traffic();
    try (Started started = fitting(first, early, page, deadline)) {
      Optional<String> trouble = visit(started.tools(), started.session(), page, traffic, deadline);
      return read(started.tools(), started.session(), page, traffic, trouble);
    } catch (IOException failed) {
      return new Rendered(
          Links.clean(page),
          false,
          String.valueOf(failed.getMessage()),
          new Reading().markup(),
          traffic.requests(),
          List.of(),
          traffic.violations());
    }
  }

  /// The browser already started, unless the page is on a site whose key it does not know.
  private Started fitting(URI first, Future<Started> early, URI page, Deadline deadline)
      throws IOException {
    Started started = await(early);
    if (page.resolve("/").equals(first.resolve("/"))
        || OwnRoot.flag(page, outlook.trust(), deadline).equals(started.trusting())) {
      return started;
    }
    started.close();
    return start(page, deadline);
  }

  /// Ends a browser that has nowhere to go.
  static void end(Future<Started> early) {
    try {
      await(early).close();
    } catch (IOException failed) {
      // It never ran.
    }
  }

  private static Started await(Future<Started> early) throws IOException {
    try {
      return early.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("a browser's start broke off", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  /// Goes there and waits; says what went wrong.
  private Optional<String> visit(
      DevTools tools, String session, URI page, Traffic traffic, Deadline deadline)
      throws IOException {
    CompletableFuture<JsonNode> going =
        tools.send(session, "Page.navigate", Map.of("url", page.toString()));
    Deadline until = deadline.atMost(deadline.left().minus(READING));
    boolean loaded = false;
    while (!until.left().isZero()) {
      Duration patience = traffic.loaded() && traffic.quiet() ? QUIET : until.left();
      Optional<JsonNode> event =
          tools.event(patience.compareTo(until.left()) < 0 ? patience : until.left());
      if (event.isEmpty() && traffic.loaded() && traffic.quiet()) {
        break;
      }
      if (event.isPresent()) {
        traffic.on(event.get());
        reply(tools, session, page, event.get());
      }
      if (going.isCompletedExceptionally()) {
        return Optional.of("the browser does not go there");
      }
      if (going.isDone() && going.resultNow().hasNonNull("errorText")) {
        return Optional.of(going.resultNow().path("errorText").asString(""));
      }
      if (traffic.loaded() && !loaded) {
        loaded = true;
        until = until.atMost(PATIENCE);
      }
    }
    return loaded ? Optional.empty() : Optional.of("not loaded within the limit");
  }

  /// Some events wait for an answer.
  private void reply(DevTools tools, String session, URI page, JsonNode event) {
    JsonNode parameters = event.path("params");
    switch (event.path("method").asString("")) {
      case "Page.javascriptDialogOpening" ->
          tools.post(session, "Page.handleJavaScriptDialog", Map.of("accept", false));
      case "Fetch.requestPaused" -> {
        String id = parameters.path("requestId").asString("");
        String host = Links.host(Links.clean(parameters.path("request").path("url").asString("")));
        boolean allowed = !publicHost.test(Links.host(page)) || publicHost.test(host);
        if (allowed) {
          tools.post(session, "Fetch.continueRequest", Map.of("requestId", id));
        } else {
          tools.post(
              session,
              "Fetch.failRequest",
              Map.of("requestId", id, "errorReason", "BlockedByClient"));
        }
      }
      default -> {}
    }
  }

  private static Rendered read(
      DevTools tools, String session, URI page, Traffic traffic, Optional<String> trouble)
      throws IOException {
    JsonNode tree = tools.call(session, "Page.getFrameTree", Map.of()).path("frameTree");
    String landed = Links.clean(tree.path("frame").path("url").asString(""));
    boolean stayed = Links.host(landed).equals(Links.host(page));
    Reading reading = new Reading();
    if (stayed) {
      documents(tools, session, tree, reading);
      texts(tools, session, traffic, reading);
    }
    Markup markup = reading.markup();
    return new Rendered(
        landed,
        trouble.isEmpty() && stayed,
        trouble.orElse(stayed ? "" : "scripts led to " + landed),
        markup,
        traffic.requests(),
        stayed ? cookies(tools, session, landed) : List.of(),
        traffic.violations());
  }

  private static void documents(DevTools tools, String session, JsonNode tree, Reading reading)
      throws IOException {
    List<JsonNode> frames = new ArrayList<>();
    flatten(tree, frames);
    for (JsonNode frame : frames) {
      if (frame.path("url").asString("").startsWith("chrome-error:")) {
        continue;
      }
      try {
        int context =
            tools
                .call(
                    session,
                    "Page.createIsolatedWorld",
                    Map.of("frameId", frame.path("id").asString(""), "worldName", "pasaje"))
                .path("executionContextId")
                .asInt(0);
        String html =
            tools
                .call(
                    session,
                    "Runtime.evaluate",
                    Map.of("expression", READ, "contextId", context, "returnByValue", true))
                .path("result")
                .path("value")
                .asString("");
        Optional<URI> address = Links.resolve(BLANK, frame.path("url").asString(""));
        var document = Jsoup.parse("<html>" + html + "</html>", address.orElse(BLANK).toString());
        document.outputSettings().prettyPrint(false);
        reading.document(document, address.orElse(BLANK));
      } catch (IOException gone) {
        // A frame may go away while it is looked at; the page itself must not.
        if (frame.equals(frames.getFirst())) {
          throw gone;
        }
      }
    }
  }

  /// A frame without an address of its own, written by a script.
  private static final URI BLANK = URI.create("https://frame.invalid/");

  private static void flatten(JsonNode tree, List<JsonNode> frames) {
    if (frames.size() < MAX_FRAMES) {
      frames.add(tree.path("frame"));
      tree.path("childFrames").forEach(child -> flatten(child, frames));
    }
  }

  private static void texts(DevTools tools, String session, Traffic traffic, Reading reading)
      throws IOException {
    for (Map.Entry<String, String> one :
        traffic.texts().entrySet().stream().limit(MAX_TEXTS).toList()) {
      try {
        JsonNode body =
            tools.call(session, "Network.getResponseBody", Map.of("requestId", one.getKey()));
        String text = body.path("body").asString("");
        if (body.path("base64Encoded").asBoolean(false)) {
          text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }
        reading.scan.script(
            text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text, one.getValue());
      } catch (IOException | IllegalArgumentException gone) {
        // The browser drops bodies when it needs the memory; the static look has read the file.
      }
    }
  }

  private static List<Cookie> cookies(DevTools tools, String session, String landed)
      throws IOException {
    List<Cookie> found = new ArrayList<>();
    JsonNode answer = tools.call(session, "Network.getCookies", Map.of("urls", List.of(landed)));
    for (JsonNode cookie : answer.path("cookies")) {
      if (found.size() < MAX_COOKIES) {
        found.add(
            new Cookie(
                cookie.path("name").asString(""),
                cookie.path("secure").asBoolean(false),
                cookie.path("httpOnly").asBoolean(false),
                Optional.of(cookie.path("sameSite").asString("").toLowerCase(Locale.ROOT))
                    .filter(text -> !text.isEmpty()),
                false));
      }
    }
    return found;
  }
}
