// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.integration.OrderBooks;
import dev.pasaje.orders.BookSync;
import dev.pasaje.orders.Books;
import dev.pasaje.orders.OrderState;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reads what orders cost from the merchant's own books, and judges anew those of which that is
/// news. Ends with 1 while there are orders that a person has to look at.
@Command(name = "sync")
public final class OrdersSyncCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// More lines about bad lines help nobody.
  private static final int MOST_PROBLEMS = 20;

  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Desk desk;

  public OrdersSyncCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Settings settings = desk.settings(global);
    long alarms = 0;
    try (OrderDesk store = OrderDesk.open(settings, desk.terminal())) {
      for (Integration integration : desk.chosen(settings, integrations)) {
        alarms += sync(store, integration);
      }
    }
    return alarms == 0 ? 0 : 1;
  }

  private long sync(OrderDesk store, Integration integration) {
    Terminal terminal = desk.terminal();
    Texts texts = Texts.of("orders", terminal.language());
    Optional<OrderBooks> books = integration.orders();
    if (books.isPresent()) {
      // Read before the store is touched: a shop may take its time.
      Books.Reading reading = Books.read(books.get(), LIMIT);
      BookSync done = store.orders().sync(integration.id(), reading, terminal.clock().instant());
      terminal
          .out()
          .println(
              texts.get(
                  "sync.done",
                  Map.of(
                      "integration", integration.id(),
                      "source", reading.source(),
                      "read", Integer.toString(done.read()),
                      "learned", Integer.toString(done.learned()),
                      "bad", Integer.toString(done.problems().size()))));
      tell(done.problems());
    } else {
      terminal.out().println(texts.get("sync.none", Map.of("integration", integration.id())));
    }
    Map<OrderState, Long> counts = store.orders().counts(integration.id());
    counts.forEach((state, many) ->
        terminal.out().println("  " + texts.get("state." + state.id()) + ": " + many));
    return Arrays.stream(OrderState.values())
        .filter(OrderState::alarming)
        .mapToLong(state -> counts.getOrDefault(state, 0L))
        .sum();
  }

  private void tell(List<Books.Problem> problems) {
    Terminal terminal = desk.terminal();
    problems.stream()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> terminal.err().println("  " + problem.in(terminal.language())));
    if (problems.size() > MOST_PROBLEMS) {
      terminal
          .err()
          .println(
              "  "
                  + Texts.of("orders", terminal.language())
                      .get(
                          "sync.more",
                          Map.of("count", Integer.toString(problems.size() - MOST_PROBLEMS))));
    }
  }
}
