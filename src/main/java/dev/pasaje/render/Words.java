// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.check.Aspect;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.check.Waiver;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of one language for what reports speak of.
final class Words {
  /// Looks up a text of a check: `title`, `problem`, `why` or `remedy`.
  @FunctionalInterface
  interface CheckTexts {
    String get(CheckInfo check, String part, Map<String, String> arguments);
  }

  private final Language language;
  private final Texts render;
  private final Texts check;
  private final CheckTexts texts;

  Words(Language language) {
    this(
        language,
        (info, part, arguments) ->
            Texts.of(info.bundle(), language).get(info.id() + "." + part, arguments));
  }

  Words(Language language, CheckTexts texts) {
    this.language = language;
    this.render = Texts.of("render", language);
    this.check = Texts.of("check", language);
    this.texts = texts;
  }

  Language language() {
    return language;
  }

  String say(String key) {
    return render.get(key);
  }

  String say(String key, Map<String, String> arguments) {
    return render.get(key, arguments);
  }

  /// A text that differs for one and for many: `<key>.one`, `<key>.many`.
  String count(String key, int count) {
    return render.get(
        key + (count == 1 ? ".one" : ".many"), Map.of("count", Integer.toString(count)));
  }

  String title(CheckInfo info) {
    return texts.get(info, "title", NO_EVIDENCE);
  }

  /// What is wrong; the text may speak of the first piece of evidence.
  String problem(CheckInfo info, List<Evidence> evidence) {
    return texts.get(info, "problem", arguments(evidence));
  }

  String why(CheckInfo info) {
    return texts.get(info, "why", NO_EVIDENCE);
  }

  /// What to do; where a plugin does it, what its owner can do there.
  String remedy(CheckInfo info, List<Evidence> evidence) {
    boolean plugin = evidence.stream().anyMatch(one -> one.where().equals("plugin.woocommerce"));
    return texts.get(info, plugin ? "remedy-woocommerce" : "remedy", arguments(evidence));
  }

  private static final Map<String, String> NO_EVIDENCE =
      Map.of("where", "…", "found", "…", "expected", "…");

  private static Map<String, String> arguments(List<Evidence> evidence) {
    return evidence.stream()
        .findFirst()
        .map(first ->
            Map.of(
                "where",
                first.where(),
                "found",
                orDots(first.found()),
                "expected",
                orDots(first.expected())))
        .orElse(NO_EVIDENCE);
  }

  private static String orDots(@Nullable String text) {
    return text == null ? "…" : text;
  }

  String verdict(String id) {
    return check.get("verdict." + id);
  }

  /// `payment.payer.email: nothing (expected a valid address)`; not cleaned yet.
  String fact(Evidence evidence) {
    String expected = evidence.expected();
    return evidence.where()
        + ": "
        + (evidence.found() == null ? say("label.nothing") : evidence.found())
        + (expected == null
            ? ""
            : " (" + say("label.expected", Map.of("expected", expected)) + ")");
  }

  String requirement(Requirement requirement) {
    return check.get("requirement." + requirement.id());
  }

  String aspect(Aspect aspect) {
    return check.get("aspect." + aspect.id());
  }

  String severity(Severity severity) {
    return check.get("severity." + severity.id());
  }

  /// `Payment 1318204719`; a subject of another type is called by it.
  String subject(QualityReport.Subject subject) {
    String id = Clean.of(subject.id());
    return switch (subject.type()) {
      case "payment", "order" -> say("subject." + subject.type(), Map.of("id", id));
      default -> Clean.of(subject.type()) + " " + id;
    };
  }

  String severityMeans(Severity severity) {
    return check.get("severity." + severity.id() + ".means");
  }

  String product(Product product) {
    return check.get("product." + product.id());
  }

  String site(Site site) {
    return check.get("site." + site.name());
  }

  String kind(Evidence.Kind kind) {
    return check.get("kind." + kind.id());
  }

  String reason(Outcome.Inapplicability reason) {
    return check.get("inapplicability." + reason.id());
  }

  String reason(Outcome.Ignorance reason) {
    return check.get("ignorance." + reason.id());
  }

  String reason(Waiver.Reason reason) {
    return check.get("waiver." + reason.id());
  }

  String hint(Outcome.Ignorance reason) {
    return check.get("hint." + reason.id());
  }
}
