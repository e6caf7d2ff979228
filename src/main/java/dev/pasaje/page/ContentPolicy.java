// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.page.PageFacts.Policy;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One content security policy, read and applied as CSP level 3 says.
final class ContentPolicy {
  private static final int MAX_DIRECTIVES = 100;

  /// They are ignored in a `meta` element.
  private static final Set<String> HEADER_ONLY = Set.of("frame-ancestors", "report-uri", "sandbox");

  private final Map<String, List<String>> directives;

  private ContentPolicy(Map<String, List<String>> directives) {
    this.directives = directives;
  }

  /// What is loaded, with the directives that rule it, the nearest first.
  enum Use {
    SCRIPT,
    CONNECT,
    FRAME;

    private List<String> rules() {
      return switch (this) {
        case SCRIPT -> List.of("script-src-elem", "script-src", "default-src");
        case CONNECT -> List.of("connect-src", "default-src");
        case FRAME -> List.of("frame-src", "child-src", "default-src");
      };
    }

    /// The name to write into a policy.
    String directive() {
      return this == SCRIPT ? "script-src" : rules().getFirst();
    }
  }

  /// How a script came into the page.
  ///
  /// @param inserted by another script, not by the markup
  record Origin(Optional<String> nonce, Optional<String> integrity, boolean inserted) {
    static final Origin MARKUP = new Origin(Optional.empty(), Optional.empty(), false);
    static final Origin INSERTED = new Origin(Optional.empty(), Optional.empty(), true);
  }

  /// Every policy in force: a header may hold several, and all must allow a thing.
  static List<ContentPolicy> all(List<Policy> values) {
    List<ContentPolicy> all = new ArrayList<>();
    for (Policy value : values) {
      for (String one : value.value().split(",")) {
        ContentPolicy policy = of(one, value.meta());
        if (!policy.directives.isEmpty()) {
          all.add(policy);
        }
      }
    }
    return all;
  }

  private static ContentPolicy of(String text, boolean meta) {
    Map<String, List<String>> directives = new LinkedHashMap<>();
    for (String part : text.split(";", MAX_DIRECTIVES)) {
      String[] words = part.strip().split("[ \\t\\n\\f\\r]+");
      String name = words[0].toLowerCase(Locale.ROOT);
      // The first of two with one name counts.
      if (!name.isEmpty() && !(meta && HEADER_ONLY.contains(name))) {
        directives.putIfAbsent(name, List.of(words).subList(1, words.length));
      }
    }
    return new ContentPolicy(directives);
  }

  boolean has(String directive) {
    return directives.containsKey(directive);
  }

  /// The sources of a directive, as written.
  List<String> sources(String directive) {
    return directives.getOrDefault(directive, List.of());
  }

  /// @param self the page
  boolean allows(Use use, URI url, URI self, Origin origin) {
    Optional<List<String>> rule =
        use.rules().stream().filter(this::has).map(this::sources).findFirst();
    if (rule.isEmpty()) {
      return true;
    }
    List<String> sources = rule.get();
    if (use == Use.SCRIPT) {
      if (trusted(sources, origin)) {
        return true;
      }
      if (sources.stream().anyMatch(source -> source.equalsIgnoreCase("'strict-dynamic'"))) {
        return origin.inserted();
      }
    }
    return sources.stream().anyMatch(source -> SourceExpression.matches(source, url, self));
  }

  /// By a nonce, or by hashes that the element promises to have.
  private static boolean trusted(List<String> sources, Origin origin) {
    if (origin.nonce().filter(nonce -> sources.contains("'nonce-" + nonce + "'")).isPresent()) {
      return true;
    }
    return origin
        .integrity()
        .map(promised -> List.of(promised.strip().split("\\s+")))
        .filter(promised ->
            promised.stream()
                .map(hash -> hash.split("\\?", 2)[0])
                .allMatch(hash -> sources.contains("'" + hash + "'")))
        .isPresent();
  }
}
