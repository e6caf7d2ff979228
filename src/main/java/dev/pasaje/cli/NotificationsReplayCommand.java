// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.notifications.Inbox.Replayed;
import dev.pasaje.render.InboxReport;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.settings.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Has what notifications speak of read again. Doing it twice does no more than once: a reading
/// answers any number of reasons.
@Command(name = "replay")
public final class NotificationsReplayCommand implements Callable<Integer> {
  /// One transaction for so many: the receiver is never kept waiting long.
  private static final int AT_ONCE = 500;

  private static final int MOST_DEAD = 100_000;

  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(arity = "0..*", paramLabel = "ID", descriptionKey = "ARRIVALS")
  private List<Long> ids = List.of();

  @Option(names = "--quarantined")
  private boolean quarantined;

  @Option(names = "--unrouted")
  private boolean unrouted;

  @Option(names = "--dead")
  private boolean dead;

  @Option(names = "--since", paramLabel = "INSTANT")
  private @Nullable String since;

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  private final Desk desk;

  public NotificationsReplayCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Settings settings = desk.settings(global);
    Instant from = from();
    long kinds =
        Stream.of(!ids.isEmpty(), quarantined, unrouted, dead).filter(chosen -> chosen).count();
    if (kinds > 1 || (kinds == 0 && since == null) || (!ids.isEmpty() && since != null)) {
      throw usage("inbox.replay-what", Map.of());
    }
    if (integration != null) {
      desk.chosen(settings, List.of(integration));
    } else if (unrouted) {
      throw usage("inbox.replay-whose", Map.of());
    }
    Set<String> known =
        settings.integrations().stream().map(Integration::id).collect(Collectors.toSet());
    Replayed done;
    try (Database database = Database.open(settings.storeUrl(), desk.terminal().directory())) {
      done = dead ? revive(database, known, from) : replay(new Inbox(database), known, from);
    }
    desk.terminal()
        .out()
        .print(
            InboxReport.text(
                done,
                dead ? InboxReport.Replay.DEAD_WORK : InboxReport.Replay.ARRIVALS,
                ReportFormats.style(desk.terminal())));
    return 0;
  }

  private Instant from() {
    if (since == null) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(since);
    } catch (DateTimeException bad) {
      throw usage("inbox.since", Map.of("found", since));
    }
  }

  private Replayed replay(Inbox inbox, Set<String> known, Instant from) {
    if (!ids.isEmpty()) {
      Set<Long> wanted = new HashSet<>(ids);
      List<Inbox.Entry> found = inbox.these(wanted);
      found.forEach(entry -> wanted.remove(entry.id()));
      if (!wanted.isEmpty()) {
        throw usage("inbox.unknown", Map.of("found", wanted.iterator().next().toString()));
      }
      return inbox.replay(found, entry -> owner(entry, known), now());
    }
    Inbox.Filter filter =
        new Inbox.Filter(
            unrouted || integration == null ? "" : integration,
            quarantined ? "quarantined" : unrouted ? "unrouted" : "",
            "");
    // What arrives meanwhile is no part of it.
    long upTo = inbox.last();
    Replayed done = Replayed.NONE;
    long after = 0;
    while (true) {
      List<Inbox.Entry> some = inbox.between(filter, from, after, upTo, AT_ONCE);
      if (some.isEmpty()) {
        return done;
      }
      done = done.plus(inbox.replay(some, entry -> owner(entry, known), now()));
      after = some.getLast().id();
    }
  }

  /// Nobody reads for an integration that is not in the settings.
  private Optional<String> owner(Inbox.Entry entry, Set<String> known) {
    return entry.integration().isEmpty()
        ? Optional.ofNullable(integration)
        : Optional.of(entry.integration()).filter(known::contains);
  }

  private Replayed revive(Database database, Set<String> known, Instant from) {
    List<WorkQueue.Dead> all =
        new WorkQueue(database)
            .dead(integration == null ? "" : integration, MOST_DEAD).stream()
                .filter(one -> !one.at().isBefore(from))
                .toList();
    Replayed done = Replayed.NONE;
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      List<WorkQueue.Dead> some = all.subList(i, Math.min(all.size(), i + AT_ONCE));
      done =
          done.plus(
              database
                  .write()
                  .inTransaction(handle -> {
                    long raised = 0;
                    for (WorkQueue.Dead one : some) {
                      Optional<ResourceRef> resource = one.resource();
                      if (resource.isPresent() && known.contains(one.integration())) {
                        WorkQueue.raise(
                            handle,
                            one.integration(),
                            resource.get(),
                            WorkQueue.Reason.REPLAY,
                            now());
                        raised++;
                      }
                    }
                    return new Replayed(raised, some.size() - raised);
                  }));
    }
    return done;
  }

  private Instant now() {
    return desk.terminal().clock().instant();
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
