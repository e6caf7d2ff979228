// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One page of the matrix: what a shop serves, and what must be said of it.
///
/// @param headers of the page, `name: value`, one a line
/// @param files further files by path
/// @param expected outcomes by check without a browser, such as `csp-missing=failed`, by blanks
/// @param inBrowser those that differ with Chromium
record PageCase(
    String name,
    Product product,
    String headers,
    String html,
    Map<String, String> files,
    String expected,
    String inBrowser) {
  static final String KEY = "APP_USR-6ba7b810-9dad-41d1-80b4-00c04fd430c8";
  static final String OTHER_KEY = "APP_USR-7ca8c921-0ebe-42e2-91c5-11d15ae541d9";
  static final String TEST_KEY = "TEST-0d1e2f3a-4b5c-4d6e-8f70-112233445566";
  static final String TEST_USER_KEY = "APP_USR-1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0ff";
  static final String TOKEN =
      "APP_USR-1234567890123456-091211-0123456789abcdef0123456789abcdef-123456789";
  static final String REFRESH = "TG-65008cda0123456789abcdef-123456789";
  static final String SDK = "<script src='https://sdk.mercadopago.com/js/v2'></script>";

  static PageCase of(String name, Product product, String html, String expected, String inBrowser) {
    return new PageCase(name, product, "", html, Map.of(), expected, inBrowser);
  }

  PageCase withHeaders(String more) {
    return new PageCase(name, product, more, html, files, expected, inBrowser);
  }

  PageCase withFile(String path, String text) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(path, text);
    return new PageCase(name, product, headers, html, all, expected, inBrowser);
  }

  PageFacts look(TestSite site, Optional<Chromium> browser) {
    site.serve("/pay", "text/html; charset=utf-8", headers, html);
    files.forEach((path, text) ->
        site.serve(
            path,
            path.endsWith(".js")
                ? "text/javascript"
                : path.endsWith(".json") ? "application/json" : "text/html",
            "",
            text));
    return site.look(
        "/pay",
        new PageTarget(
            URI.create("https://replaced.invalid/"),
            product,
            Optional.of(KEY),
            Optional.of(TEST_USER_KEY)),
        browser);
  }

  void verify(PageFacts facts, boolean browser) {
    Map<String, String> wanted = words(expected);
    if (browser) {
      wanted.putAll(words(inBrowser));
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (Finding finding : Page.judge(facts)) {
      if (wanted.containsKey(finding.info().id())) {
        found.put(finding.info().id(), finding.outcome().id());
      }
    }
    assertThat(found)
        .as("%s, %s, %s", name, browser ? "in Chromium" : "without a browser", facts.rendered())
        .containsExactlyInAnyOrderEntriesOf(wanted);
  }

  private static Map<String, String> words(String text) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        String[] pair = word.split("=", 2);
        words.put(pair[0], pair[1]);
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return name;
  }

  static List<PageCase> all() {
    return java.util.stream.Stream.of(
            FormCases.ALL, SecretCases.ALL, PolicyCases.ALL, ContentCases.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
