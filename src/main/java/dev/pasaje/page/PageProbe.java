// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Threads;
import dev.pasaje.http.Transport;
import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import dev.pasaje.page.PageFacts.Document;
import dev.pasaje.page.PageFacts.Markup;
import dev.pasaje.page.PageFacts.Policy;
import dev.pasaje.page.PageFacts.Rendered;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/// Looks at the checkout page once: as text, and as Chromium shows it when there is one. Both
/// within one limit.
public final class PageProbe {
  private static final int MAX_SCRIPTS = 20;
  private static final int MAX_SCRIPT = 2 << 20;
  private static final int MAX_POLICIES = 20;
  private static final Duration RESOLVING = Duration.ofSeconds(3);

  private final Outlook outlook;
  private final Optional<Chromium> browser;
  private final Predicate<String> publicHost;

  public PageProbe(Outlook outlook, Optional<Chromium> browser) {
    this(outlook, browser, PageProbe::isPublic);
  }

  PageProbe(Outlook outlook, Optional<Chromium> browser, Predicate<String> publicHost) {
    this.outlook = outlook;
    this.browser = browser;
    this.publicHost = publicHost;
  }

  /// Never throws for what the page does; takes little more than the limit.
  public PageFacts look(PageTarget target) {
    Deadline deadline = Deadline.in(outlook.limit());
    try (ExecutorService pool = Threads.perTask();
        Transport transport =
            Transport.visiting(outlook.limit(), Body.MAX_SENT, outlook.trust().context())) {
      // A browser takes as long to start as the page takes to be read: both begin at once.
      Optional<Render> render = browser.map(chromium -> new Render(chromium, outlook, publicHost));
      Optional<Future<Started>> early =
          render.map(by -> pool.submit(() -> by.start(target.checkout(), deadline)));
      Walk walk = new Walk(transport, outlook.userAgent(), publicHost);
      Walk.Visit visit = walk.go(target.checkout(), deadline);
      Optional<Future<Rendered>> rendering =
          visit
              .landing()
              .flatMap(landing ->
                  render.map(by ->
                      pool.submit(() ->
                          by.look(
                              target.checkout(),
                              early.orElseThrow(),
                              landing.address(),
                              deadline))));
      if (rendering.isEmpty()) {
        early.ifPresent(started -> pool.execute(() -> Render.end(started)));
      }
      Optional<Document> document =
          visit.landing().map(landing -> document(landing, walk, pool, deadline));
      return new PageFacts(
          outlook.clock().instant(),
          target.product(),
          Links.clean(target.checkout()),
          target.productionKey(),
          target.testKey(),
          visit.reach(),
          document,
          rendering.map(PageProbe::result));
    }
  }

  private Document document(
      Walk.Landing landing, Walk walk, ExecutorService pool, Deadline deadline) {
    Reading reading = new Reading();
    reading.document(landing.page(), landing.address());
    List<String> unread = new ArrayList<>();
    Map<URI, Future<Optional<String>>> fetches = new LinkedHashMap<>();
    for (URI script : scripts(landing)) {
      if (fetches.size() < MAX_SCRIPTS && allowed(landing.address(), script)) {
        fetches.put(script, pool.submit(() -> text(walk, script, deadline)));
      } else {
        unread.add(Links.clean(script));
      }
    }
    fetches.forEach((script, fetch) ->
        result(fetch)
            .ifPresentOrElse(
                text -> reading.scan.script(text, Links.clean(script)),
                () -> unread.add(Links.clean(script))));
    return document(landing, reading.markup(), unread);
  }

  private static Document document(Walk.Landing landing, Markup markup, List<String> unread) {
    Exchange.Answer answer = landing.answer();
    List<Policy> policies = new ArrayList<>();
    for (String value : answer.headers().getOrDefault("content-security-policy", List.of())) {
      policies.add(new Policy(value, false));
    }
    for (Element meta : landing.page().select("head meta[http-equiv][content]")) {
      if (meta.attr("http-equiv").strip().equalsIgnoreCase("content-security-policy")) {
        policies.add(new Policy(meta.attr("content"), true));
      }
    }
    return new Document(
        Links.clean(landing.address()),
        answer.status(),
        policies.subList(0, Math.min(policies.size(), MAX_POLICIES)),
        answer.headers().getOrDefault("content-security-policy-report-only", List.of()),
        Body.header(answer, "x-frame-options"),
        Body.header(answer, "referrer-policy"),
        Body.header(answer, "x-content-type-options"),
        markup,
        unread);
  }

  /// Scripts that may hold keys or secrets of the shop: all but Mercado Pago's, the shop's first.
  private static List<URI> scripts(Walk.Landing landing) {
    String host = Links.host(landing.address());
    return landing.page().select("script[src]").stream()
        .flatMap(script -> Links.resolve(landing.address(), script.attr("abs:src")).stream())
        .filter(uri -> !Links.official(Links.host(uri)))
        .distinct()
        .sorted((a, b) ->
            Boolean.compare(Links.own(Links.host(b), host), Links.own(Links.host(a), host)))
        .toList();
  }

  private boolean allowed(URI page, URI script) {
    return !publicHost.test(Links.host(page)) || publicHost.test(Links.host(script));
  }

  private static Optional<String> text(Walk walk, URI script, Deadline deadline) {
    try {
      return walk.get(script, "*/*", deadline) instanceof Exchange.Answer answer
              && answer.status() == 200
              && answer.body().length <= MAX_SCRIPT
          ? Optional.of(Body.text(answer))
          : Optional.empty();
    } catch (Body.Refused unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isPublic(String host) {
    try {
      return Addresses.of(host, RESOLVING).stream().allMatch(Addresses::isPublic);
    } catch (UnknownHostException nobody) {
      // Whoever has no address is not asked anyway.
      return true;
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a look broke off", broken.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a look was interrupted", stopped);
    }
  }
}
