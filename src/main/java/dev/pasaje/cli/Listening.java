// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.http.Exchange;
import dev.pasaje.notifications.Forward;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.notifications.Watch;
import dev.pasaje.render.InboxReport;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prints arrivals, a line each, one look at a time.
final class Listening {
  /// So many of the latest begin the screen; they are not sent on.
  private static final int LATEST = 10;

  private final Inbox inbox;
  private final String integration;
  private final Optional<Forward> forward;
  private final Terminal terminal;
  private Watch watch;

  /// @param integration all when empty
  Listening(Inbox inbox, String integration, Optional<Forward> forward, Terminal terminal) {
    this.inbox = inbox;
    this.integration = integration;
    this.forward = forward;
    this.terminal = terminal;
    this.watch = new Watch(inbox, 0);
  }

  /// With what it begins.
  enum Start {
    LATEST,
    NOW
  }

  void begin(Start start) {
    watch = new Watch(inbox, inbox.last());
    if (start == Start.LATEST) {
      inbox.latest(new Inbox.Filter(integration, "", ""), LATEST).reversed().forEach(this::print);
      terminal.out().flush();
    }
  }

  /// @return how many were new, shown or not
  int step() {
    List<Inbox.Entry> found = watch.step();
    for (Inbox.Entry entry : found) {
      if (integration.isEmpty() || integration.equals(entry.integration())) {
        print(entry);
        terminal.out().flush();
        forward.ifPresent(to -> send(entry, to));
      }
    }
    return found.size();
  }

  private void print(Inbox.Entry entry) {
    terminal.out().print(InboxReport.line(entry, ReportFormats.style(terminal)));
  }

  private void send(Inbox.Entry entry, Forward to) {
    Texts texts = Texts.of("inbox", terminal.language());
    String line =
        switch (to.send(inbox.request(entry.id()).orElse(new byte[0]))) {
          case Exchange.Answer answer ->
              texts.get("listen.answered", Map.of("status", Integer.toString(answer.status())));
          case Exchange.NoAnswer(Exchange.Reason reason, _) ->
              texts.get("listen.no-answer", Map.of("why", reason.id()));
        };
    terminal.out().println(terminal.unicode() ? "  → " + line : "  -> " + line);
    terminal.out().flush();
  }
}
