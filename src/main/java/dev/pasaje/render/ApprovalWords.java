// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.approval.Analysis;
import dev.pasaje.approval.Attempts;
import dev.pasaje.approval.Rate;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an analysis of approval says, in words.
final class ApprovalWords {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Texts texts;
  private final ZoneId zone;

  ApprovalWords(Language language, ZoneId zone) {
    this.texts = Texts.of("approval", language);
    this.zone = zone;
  }

  String say(String key) {
    return texts.get("report." + key);
  }

  String say(String key, Map<String, String> arguments) {
    return texts.get("report." + key, arguments);
  }

  String of(String group, String id) {
    return texts.find(group + "." + id).orElse(id);
  }

  /// `82.4 %`; a dash when there is nothing to divide by.
  static String percent(Optional<BigDecimal> share) {
    return share.map(ApprovalWords::percent).orElse("–");
  }

  static String percent(BigDecimal share) {
    return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString() + " %";
  }

  /// With its interval where there are few cases.
  String rate(Rate rate) {
    String share = percent(rate.share()) + " (" + rate.approved() + "/" + rate.all() + ")";
    return rate.small() && rate.all() > 0
        ? share
            + ", "
            + rate.interval()
                .map(one ->
                    say("interval", Map.of("low", percent(one.low()), "high", percent(one.high()))))
                .orElse("")
        : share;
  }

  String interval(Rate rate) {
    return rate.interval()
        .map(one -> percent(one.low()).replace(" %", "") + "–" + percent(one.high()))
        .orElse("–");
  }

  String amounts(Map<String, BigDecimal> amounts) {
    String list =
        amounts.entrySet().stream()
            .filter(entry -> entry.getValue().signum() > 0)
            .map(entry -> (entry.getValue().toPlainString() + " " + entry.getKey()).strip())
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? say("nothing-lost") : list;
  }

  String at(Instant at) {
    return MINUTE.format(at.atZone(zone));
  }

  String span(Analysis.Span span) {
    return say("seen", Map.of("from", at(span.from()), "to", at(span.to())));
  }

  String left(Map<Attempts.Left, Long> left) {
    return left.entrySet().stream()
        .map(entry -> entry.getValue() + " " + of("left", entry.getKey().id()))
        .collect(Collectors.joining(", "));
  }

  String title(Analysis.Insight insight) {
    return insight(insight, "title");
  }

  String problem(Analysis.Insight insight) {
    return insight(insight, "problem");
  }

  String remedy(Analysis.Insight insight) {
    return insight(insight, "remedy");
  }

  private String insight(Analysis.Insight insight, String part) {
    Map<String, String> arguments = new HashMap<>();
    insight.facts().forEach((name, value) -> arguments.put(name, Clean.of(value)));
    arguments.put("count", Long.toString(insight.count()));
    arguments.put("amounts", amounts(insight.amounts()));
    arguments.put("family", of("family", insight.subject()));
    arguments.put("advice", of("advice", insight.subject()));
    arguments.put("datum", of("datum", insight.subject()));
    arguments.put("dimension", of("dimension", insight.subject()));
    return texts.get("finding." + insight.kind().id() + "." + part, arguments);
  }
}
