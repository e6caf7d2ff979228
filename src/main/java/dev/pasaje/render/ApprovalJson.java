// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.approval.Analysis;
import dev.pasaje.approval.Rate;
import dev.pasaje.approval.StatusDetail;
import dev.pasaje.approval.StatusDetails;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An analysis of approval, and the messages for buyers, in the shapes of docs/schemas. Amounts and
/// shares are texts, so that no reader rounds them.
public final class ApprovalJson {
  private ApprovalJson() {}

  public static String of(Analysis analysis, Language language) {
    ApprovalWords words = new ApprovalWords(language, analysis.zone());
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("subject", Clean.of(analysis.subject()));
    ObjectNode window = document.putObject("window");
    instant(window, "askedFrom", analysis.asked().from());
    instant(window, "askedTo", analysis.asked().to());
    instant(window, "first", analysis.window().map(Analysis.Span::from));
    instant(window, "last", analysis.window().map(Analysis.Span::to));
    document.put("zone", analysis.zone().getId());
    document.put("captured", analysis.captured());
    document.put("read", analysis.read());
    ObjectNode left = document.putObject("left");
    analysis.left().forEach((why, count) -> left.put(why.id(), count));
    counts(document.putObject("counts"), analysis.counts());
    rates(document.putObject("rates"), analysis.rates());
    ArrayNode rejections = document.putArray("rejections");
    analysis.rejections().forEach(one -> rejection(rejections.addObject(), one, words));
    ObjectNode families = document.putObject("families");
    analysis.families().forEach((family, count) -> families.put(family.id(), count));
    ObjectNode cuts = document.putObject("cuts");
    analysis
        .cuts()
        .forEach((dimension, slices) -> {
          ArrayNode list = cuts.putArray(dimension);
          for (Analysis.Slice one : slices) {
            ObjectNode slice = list.addObject();
            slice.put("value", Clean.of(one.value()));
            slice.put("attempts", one.attempts());
            rate(slice.putObject("rate"), one.rate());
          }
        });
    ArrayNode missing = document.putArray("missing");
    analysis.missing().forEach(one -> missing(missing.addObject(), one));
    ArrayNode findings = document.putArray("findings");
    analysis.insights().forEach(one -> insight(findings.addObject(), one, words));
    return JsonReport.pretty(document);
  }

  private static void counts(ObjectNode node, Analysis.Counts counts) {
    node.put("attempts", counts.attempts());
    node.put("approved", counts.approved());
    node.put("rejected", counts.rejected());
    node.put("open", counts.open());
    node.put("abandoned", counts.abandoned());
    node.put("purchases", counts.purchases());
    node.put("lost", counts.lost());
  }

  private static void rates(ObjectNode node, Analysis.Rates rates) {
    rate(node.putObject("raw"), rates.raw());
    rate(node.putObject("decided"), rates.decided());
    rate(node.putObject("purchases"), rates.purchases());
    ArrayNode amounts = node.putArray("byAmount");
    for (Analysis.AmountRate one : rates.byAmount()) {
      ObjectNode amount = amounts.addObject();
      amount.put("currency", Clean.of(one.currency()));
      amount.put("approved", one.approved().toPlainString());
      amount.put("decided", one.decided().toPlainString());
      amount.put("share", one.share().map(BigDecimal::toPlainString).orElse(null));
      amount.put("lost", one.lost().toPlainString());
    }
  }

  private static void rate(ObjectNode node, Rate rate) {
    node.put("approved", rate.approved());
    node.put("all", rate.all());
    node.put("share", rate.share().map(BigDecimal::toPlainString).orElse(null));
    node.put("low", rate.interval().map(one -> one.low().toPlainString()).orElse(null));
    node.put("high", rate.interval().map(one -> one.high().toPlainString()).orElse(null));
    node.put("small", rate.small());
  }

  private static void rejection(ObjectNode node, Analysis.Rejection one, ApprovalWords words) {
    StatusDetail detail = one.detail();
    node.put("api", detail.api().id());
    node.put("status", Clean.of(detail.status()));
    node.put("statusDetail", Clean.of(detail.detail()));
    node.put("known", detail.known());
    node.put("blame", detail.blame().id());
    node.put("family", detail.family().id());
    node.put("retry", detail.retry().id());
    node.put("meaning", words.of("topic", detail.topic() + ".meaning"));
    node.put("action", words.of("topic", detail.topic() + ".action"));
    node.put("buyerMessage", words.of("message", detail.message()));
    node.put("attempts", one.attempts());
    node.put("purchasesLost", one.purchasesLost());
    amounts(node.putObject("lost"), one.lost());
  }

  private static void missing(ObjectNode node, Analysis.Missing one) {
    node.put("datum", one.datum());
    node.put("path", one.path());
    node.put("rejected", one.rejected());
    node.put("neverSent", one.neverSent());
    node.put("absentInRecord", one.absent());
    node.put("notVisible", one.notVisible());
    amounts(node.putObject("recoverableAtMost"), one.recoverable());
    optional(node, "with", one.with());
    optional(node, "without", one.without());
  }

  private static void optional(ObjectNode node, String name, Optional<Rate> rate) {
    rate.ifPresentOrElse(one -> rate(node.putObject(name), one), () -> node.putNull(name));
  }

  private static void insight(ObjectNode node, Analysis.Insight one, ApprovalWords words) {
    node.put("id", one.kind().id());
    node.put("level", one.kind().level().id());
    node.put("subject", Clean.of(one.subject()));
    node.put("from", one.span().from().toString());
    node.put("to", one.span().to().toString());
    node.put("count", one.count());
    amounts(node.putObject("amounts"), one.amounts());
    node.put("title", words.title(one));
    node.put("problem", words.problem(one));
    node.put("remedy", words.remedy(one));
  }

  private static void amounts(ObjectNode node, Map<String, BigDecimal> amounts) {
    amounts.forEach((currency, amount) -> node.put(Clean.of(currency), amount.toPlainString()));
  }

  private static void instant(ObjectNode node, String name, Optional<Instant> at) {
    node.put(name, at.map(Instant::toString).orElse(null));
  }

  /// The texts for buyers, for use in a shop: `{descriptor}`, `{fecha}` and `{monto}` stay for the
  /// shop to fill. What is in no table gets the message named by `unknown`.
  public static String messages(Language language) {
    Texts texts = Texts.of("approval", language);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("language", language.code());
    ObjectNode messages = document.putObject("messages");
    StatusDetails.MESSAGES.forEach(
        key -> messages.put(key, texts.find("message." + key).orElseThrow()));
    document.put("unknown", StatusDetails.UNKNOWN_MESSAGE);
    ArrayNode details = document.putArray("details");
    for (StatusDetail one : StatusDetails.ALL) {
      ObjectNode detail = details.addObject();
      detail.put("api", one.api().id());
      detail.put("status", one.status());
      detail.put("statusDetail", one.detail());
      detail.put("message", one.message());
      detail.put("retry", one.retry().id());
    }
    return JsonReport.pretty(document);
  }

  /// The same for people: each text, then which detail gets it.
  public static String messages(Style style) {
    Texts texts = Texts.of("approval", style.language());
    Sheet sheet = new Sheet(style);
    sheet.say(0, "", texts.get("report.messages.title"), Sheet.Ink.STRONG);
    for (String key : StatusDetails.MESSAGES) {
      sheet.say(
          0,
          key + " ".repeat(Math.max(1, 11 - key.length())),
          Sheet.Ink.STRONG,
          texts.find("message." + key).orElseThrow(),
          Sheet.Ink.PLAIN);
    }
    sheet.gap();
    sheet.say(0, "", texts.get("report.messages.details"), Sheet.Ink.STRONG);
    for (StatusDetail one : StatusDetails.ALL) {
      sheet.say(
          0,
          one.message() + " ".repeat(Math.max(1, 11 - one.message().length())),
          Sheet.Ink.PLAIN,
          one.status()
              + "/"
              + one.detail()
              + " ("
              + one.api().id()
              + "; "
              + texts.get("retry." + one.retry().id())
              + ")",
          Sheet.Ink.PLAIN);
    }
    return sheet.toString();
  }
}
