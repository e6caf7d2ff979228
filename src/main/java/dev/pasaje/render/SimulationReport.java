// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.notifications.probe.ReceiverFacts;
import dev.pasaje.notifications.probe.ReceiverTarget;
import dev.pasaje.notifications.probe.Simulation.Outcome;
import dev.pasaje.notifications.probe.Simulation.Wish;
import dev.pasaje.text.Texts;
import java.util.Map;

/// What was answered to one notification.
public final class SimulationReport {
  private SimulationReport() {}

  public static String text(ReceiverTarget target, Wish wish, Outcome.Sent sent, Style style) {
    Texts texts = Texts.of("inbox", style.language());
    ReceiverFacts.Answer answer = sent.answer();
    String ended =
        answer.result() == ReceiverFacts.Result.ANSWERED
            ? Integer.toString(answer.status())
            : Texts.of("notifications", style.language()).get("result." + answer.result().id());
    Sheet sheet = new Sheet(style);
    sheet.say(
        0,
        "",
        texts.get(
            sent.accepted() ? "simulate.accepted" : "simulate.refused",
            Map.of(
                "answer", ended,
                "millis", Long.toString(answer.took().toMillis()),
                "limit", Long.toString(wish.limit().toMillis()))),
        sent.accepted() ? Sheet.Ink.GOOD_STRONG : Sheet.Ink.BAD_STRONG);
    sheet.say(2, "", Clean.of(target.shown()), Sheet.Ink.PLAIN);
    sheet.say(2, "", Clean.of(sent.request()), Sheet.Ink.SOFT);
    answer
        .headers()
        .forEach((name, value) -> sheet.say(2, "", name + ": " + Clean.of(value), Sheet.Ink.SOFT));
    for (String more : new String[] {answer.body(), answer.detail()}) {
      if (!more.isBlank()) {
        sheet.say(2, "", Clean.of(more), Sheet.Ink.PLAIN);
      }
    }
    return sheet.toString();
  }
}
