// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Catalog;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.render.Sheet.Ink;
import dev.pasaje.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The page of one check: what it detects, why that matters, how to fix it, where the rule comes
/// from. The same words in the terminal (`pasaje explain`) and under docs/checks.
public final class CheckPages {
  private final Words words;

  private CheckPages(Language language) {
    this.words = new Words(language);
  }

  public static String text(CheckInfo check, Style style) {
    return new CheckPages(style.language()).text(check, new Sheet(style));
  }

  public static String markdown(CheckInfo check, Language language) {
    return new CheckPages(language).markdown(check);
  }

  /// Every page of a catalogue in every language, with an index, by its path under docs/checks.
  public static SortedMap<String, String> all(Catalog catalog) {
    SortedMap<String, String> pages = new TreeMap<>();
    for (Language language : Language.values()) {
      CheckPages set = new CheckPages(language);
      for (CheckInfo check : catalog.all()) {
        pages.put(
            language.code() + "/" + check.id() + ".md",
            set.header(check.bundle()) + set.markdown(check));
      }
      pages.put(language.code() + "/README.md", set.header("render") + set.index(catalog));
    }
    return pages;
  }

  /// One product that has the check, with what it costs there.
  private record Share(Product product, Severity severity, int weight) {}

  private static List<Share> shares(CheckInfo check) {
    List<Share> shares = new ArrayList<>();
    if (check.requirement() == Requirement.QUALITY) {
      for (Product product : Product.values()) {
        for (QualityChecks.Weighted rule : QualityChecks.of(product)) {
          if (rule.info().id().equals(check.id())) {
            shares.add(new Share(product, rule.info().severity(), rule.weight()));
          }
        }
      }
    }
    return shares;
  }

  private String text(CheckInfo check, Sheet sheet) {
    sheet.say(0, "", words.title(check), Ink.STRONG);
    sheet.say(0, "", String.join(" · ", tags(check)), Ink.SOFT);
    section(sheet, "explain.looks", words.problem(check, List.of()));
    section(sheet, "explain.why", words.why(check));
    section(sheet, "explain.fix", words.remedy(check, List.of()));
    section(sheet, "explain.kind", kind(check));
    List<Share> shares = shares(check);
    if (!shares.isEmpty()) {
      sheet.gap();
      sheet.say(0, "", words.say("explain.weights"), Ink.STRONG);
      shares.forEach(share -> sheet.say(2, "", line(share), Ink.PLAIN));
      if (shares.stream().anyMatch(share -> share.weight() > 0)) {
        sheet.say(2, "", words.say("note.weights"), Ink.SOFT);
      }
    }
    section(sheet, "explain.official", official(check));
    section(sheet, "explain.source", check.source());
    return sheet.toString();
  }

  private void section(Sheet sheet, String key, String text) {
    sheet.gap();
    sheet.say(0, "", words.say(key), Ink.STRONG);
    sheet.say(2, "", text, Ink.PLAIN);
  }

  private List<String> tags(CheckInfo check) {
    List<String> tags = new ArrayList<>();
    tags.add(check.id());
    tags.add(words.requirement(check.requirement()));
    if (check.aspect() != null) {
      tags.add(words.aspect(check.aspect()));
    }
    return tags;
  }

  private String kind(CheckInfo check) {
    return words.severity(check.severity()) + ". " + words.severityMeans(check.severity());
  }

  private String official(CheckInfo check) {
    return check.officialName() == null ? words.say("explain.ours") : check.officialName();
  }

  private String line(Share share) {
    return words.product(share.product()) + ": " + points(share);
  }

  private String points(Share share) {
    return words.severity(share.severity())
        + ", "
        + (share.weight() == 0
            ? words.say("explain.not-scored")
            : words.count("points", share.weight()));
  }

  private String header(String bundle) {
    String where = "src/main/resources/dev/pasaje/text/" + bundle + "_" + words.language().code();
    return "<!-- "
        + words.say("explain.generated", Map.of("where", where + ".properties"))
        + " -->\n\n";
  }

  private String markdown(CheckInfo check) {
    StringBuilder text = new StringBuilder("# " + Markdown.escape(words.title(check)) + "\n\n");
    List<String> tags = tags(check);
    text.append(Markdown.code(tags.getFirst()));
    tags.stream().skip(1).forEach(tag -> text.append(" · ").append(Markdown.escape(tag)));
    text.append('\n');
    section(text, "explain.looks", Markdown.escape(words.problem(check, List.of())));
    section(text, "explain.why", Markdown.escape(words.why(check)));
    section(text, "explain.fix", Markdown.escape(words.remedy(check, List.of())));
    section(text, "explain.kind", Markdown.escape(kind(check)));
    List<Share> shares = shares(check);
    if (!shares.isEmpty()) {
      StringBuilder table =
          new StringBuilder(
              Markdown.head(List.of(words.say("explain.product"), words.say("label.weight"))));
      shares.forEach(share ->
          table.append(
              Markdown.row(
                  List.of(Markdown.escape(words.product(share.product())), points(share)))));
      if (shares.stream().anyMatch(share -> share.weight() > 0)) {
        table.append('\n').append(Markdown.escape(words.say("note.weights")));
      }
      section(text, "explain.weights", table.toString().stripTrailing());
    }
    section(
        text,
        "explain.official",
        check.officialName() == null
            ? Markdown.escape(official(check))
            : Markdown.code(check.officialName()));
    section(text, "explain.source", Markdown.escape(check.source()));
    section(text, "explain.terminal", "```sh\npasaje explain " + check.id() + "\n```");
    return text.toString();
  }

  private void section(StringBuilder text, String key, String markdown) {
    text.append("\n## ").append(words.say(key)).append("\n\n").append(markdown).append('\n');
  }

  private String index(Catalog catalog) {
    StringBuilder text = new StringBuilder("# " + words.say("explain.index") + "\n\n");
    text.append(Markdown.escape(words.say("explain.index.lead"))).append('\n');
    for (Requirement requirement : Requirement.values()) {
      List<CheckInfo> some =
          catalog.all().stream()
              .filter(check -> check.requirement() == requirement)
              .sorted(Comparator.comparing(CheckInfo::id))
              .toList();
      if (some.isEmpty()) {
        continue;
      }
      text.append("\n## ").append(words.requirement(requirement)).append("\n\n");
      text.append(
          Markdown.head(
              List.of(
                  words.say("label.id"), words.say("label.check"), words.say("label.severity"))));
      for (CheckInfo check : some) {
        text.append(
            Markdown.row(
                List.of(
                    "[" + check.id() + "](" + check.id() + ".md)",
                    Markdown.escape(words.title(check)),
                    words.severity(check.severity()))));
      }
    }
    return text.toString();
  }
}
