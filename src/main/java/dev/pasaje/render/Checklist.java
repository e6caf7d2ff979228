// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.render.Sheet.Ink;
import dev.pasaje.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is asked of a product before anything is judged: every rule, its severity and its weight.
public final class Checklist {
  private final Product product;
  private final List<QualityChecks.Weighted> rules;
  private final Words words;

  private Checklist(Product product, Language language) {
    this.product = product;
    this.rules = QualityChecks.of(product);
    this.words = new Words(language);
  }

  public static String text(Product product, Style style) {
    return new Checklist(product, style.language()).text(new Sheet(style));
  }

  public static String markdown(Product product, Language language) {
    return new Checklist(product, language).markdown();
  }

  /// The shape of docs/schemas/quality-checklist.schema.json.
  public static String json(Product product, Language language) {
    return new Checklist(product, language).json();
  }

  private String headline() {
    return words.say(
        "checklist.headline",
        Map.of(
            "product",
            words.product(product),
            "count",
            Integer.toString(rules.size()),
            "points",
            Integer.toString(rules.stream().mapToInt(QualityChecks.Weighted::weight).sum())));
  }

  private List<QualityChecks.Weighted> of(Severity severity) {
    return rules.stream().filter(rule -> rule.info().severity() == severity).toList();
  }

  private String text(Sheet sheet) {
    sheet.say(0, "", headline(), Ink.STRONG);
    for (Severity severity : Severity.values()) {
      List<QualityChecks.Weighted> some = of(severity);
      if (!some.isEmpty()) {
        sheet.gap();
        sheet.say(0, "", words.severity(severity) + " (" + some.size() + ")", Ink.STRONG);
        sheet.say(2, "", words.severityMeans(severity), Ink.SOFT);
        some.forEach(rule -> text(sheet, rule));
      }
    }
    sheet.gap();
    sheet.say(0, "", words.say("note.weights"), Ink.SOFT);
    return sheet.toString();
  }

  private void text(Sheet sheet, QualityChecks.Weighted rule) {
    CheckInfo info = rule.info();
    String points =
        rule.weight() == 0 ? "    " : String.format(Locale.ROOT, "%2d  ", rule.weight());
    sheet.say(2, points, Ink.STRONG, words.title(info), Ink.PLAIN);
    String official = info.officialName() == null ? "" : " · " + info.officialName();
    String aspect = info.aspect() == null ? "" : " · " + words.aspect(info.aspect());
    sheet.say(6, "", info.id() + official + aspect, Ink.SOFT);
  }

  private String markdown() {
    StringBuilder text = new StringBuilder("# " + Markdown.escape(headline()) + "\n");
    for (Severity severity : Severity.values()) {
      List<QualityChecks.Weighted> some = of(severity);
      if (some.isEmpty()) {
        continue;
      }
      text.append("\n## ").append(words.severity(severity)).append(" (").append(some.size());
      text.append(")\n\n").append(Markdown.escape(words.severityMeans(severity))).append("\n\n");
      text.append(
          Markdown.head(
              List.of(
                  words.say("label.weight"),
                  words.say("label.check"),
                  words.say("label.id"),
                  words.say("label.official"),
                  words.say("label.aspect"))));
      for (QualityChecks.Weighted rule : some) {
        CheckInfo info = rule.info();
        text.append(
            Markdown.row(
                List.of(
                    Integer.toString(rule.weight()),
                    Markdown.escape(words.title(info)),
                    Markdown.code(info.id()),
                    info.officialName() == null ? "" : Markdown.code(info.officialName()),
                    info.aspect() == null ? "" : Markdown.escape(words.aspect(info.aspect())))));
      }
    }
    return text + "\n_" + Markdown.escape(words.say("note.weights")) + "_\n";
  }

  private String json() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("product", product.id());
    ArrayNode array = document.putArray("rules");
    for (QualityChecks.Weighted rule : rules) {
      CheckInfo info = rule.info();
      ObjectNode node = array.addObject();
      node.put("id", info.id());
      node.put("officialName", info.officialName());
      node.put("aspect", info.aspect() == null ? null : info.aspect().id());
      node.put("severity", info.severity().id());
      node.put("weight", rule.weight());
      node.put("title", words.title(info));
      node.put("remedy", words.remedy(info, List.of()));
      node.put("source", info.source());
    }
    return JsonReport.pretty(document);
  }
}
