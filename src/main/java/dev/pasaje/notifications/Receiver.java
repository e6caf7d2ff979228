// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.db.Database;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.InboxRow.Disposition;
import dev.pasaje.notifications.Routes.Destination;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Takes notifications of every shape and acknowledges what is on disk, and nothing else
/// (domain/notifications.md 7). It believes none of them: a right signature only says that Mercado
/// Pago spoke of a resource, and what cannot be verified is a hint, of which so many a second are
/// taken. Safe for many threads.
public final class Receiver implements AutoCloseable {
  private final Routes routes;
  private final Keeper keeper;
  private final Listener listener;

  /// How an arrival ended.
  public enum Receipt {
    /// On disk: 200.
    STORED(200),
    /// A visit that brings nothing, as of a monitor: 200.
    VISIT(200),
    /// Its beginning is on disk, its body is longer than is ever sent: 413.
    TOO_LARGE(413),
    /// Not on disk, so that Mercado Pago sends it again: 503.
    NOT_STORED(503);

    private final int status;

    Receipt(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /// Hears of every arrival after it was written, for figures and for who watches live.
  public interface Listener {
    void received(Received received);
  }

  /// What is told of an arrival.
  ///
  /// @param integration empty when nobody's
  /// @param resource such as `payment 123`; empty when none
  /// @param manifest which documented form the signature has; empty unless verified
  /// @param unit of the time in the signature, `s` or `ms`; empty when there is none
  /// @param drift how long before its arrival it was signed
  public record Received(
      Arrival arrival,
      String integration,
      Channel channel,
      String topic,
      String action,
      String resource,
      String signature,
      String manifest,
      String unit,
      Optional<Duration> drift,
      String disposition,
      Receipt receipt) {}

  /// Where arrivals are kept.
  interface Keeper extends AutoCloseable {
    /// @return whether it is on disk
    boolean keep(InboxRow row);

    boolean healthy();

    @Override
    void close();

    static Keeper of(GroupCommit<InboxRow> commits) {
      return new Keeper() {
        @Override
        public boolean keep(InboxRow row) {
          return commits.write(row);
        }

        @Override
        public boolean healthy() {
          return commits.healthy();
        }

        @Override
        public void close() {
          commits.close();
        }
      };
    }
  }

  /// @param hintsPerSecond taken for each integration of what nobody can verify
  public Receiver(
      Database database,
      List<Integration> integrations,
      int hintsPerSecond,
      InstantSource clock,
      Listener listener) {
    this(
        Keeper.of(new GroupCommit<>("inbox", new JdbcInbox(database)::write)),
        new Routes(integrations, hintsPerSecond, clock.instant()),
        listener);
  }

  Receiver(Keeper keeper, Routes routes, Listener listener) {
    this.keeper = keeper;
    this.routes = routes;
    this.listener = listener;
  }

  public Receipt receive(Arrival arrival) {
    Notice notice = Notice.of(arrival);
    if (isVisit(arrival, notice)) {
      return Receipt.VISIT;
    }
    Destination to = routes.of(arrival, notice);
    Disposition disposition = disposition(arrival, notice, to);
    boolean stored =
        to.route().admits(to.signature().verdict(), arrival.at())
            && keeper.keep(
                new InboxRow(
                    to.route().integration(),
                    arrival.at(),
                    notice,
                    to.signature(),
                    disposition,
                    arrival.remote(),
                    arrival.request()));
    Receipt receipt =
        !stored
            ? Receipt.NOT_STORED
            : disposition == Disposition.TOO_LARGE ? Receipt.TOO_LARGE : Receipt.STORED;
    listener.received(
        new Received(
            arrival,
            to.route().integration(),
            notice.channel(),
            notice.topic(),
            notice.action(),
            notice.resource().map(Object::toString).orElse(""),
            to.signature().verdict().id(),
            to.signature().manifest(),
            to.signature().unit(),
            to.signature().drift(),
            disposition.id(),
            receipt));
    return receipt;
  }

  /// Monitors and people look; tests of IPN come as GET with an id, and count.
  private static boolean isVisit(Arrival arrival, Notice notice) {
    String method = arrival.method().toUpperCase(Locale.ROOT);
    return method.equals("HEAD") || (method.equals("GET") && notice.channel() == Channel.UNKNOWN);
  }

  private static Disposition disposition(Arrival arrival, Notice notice, Destination to) {
    if (arrival.tooLarge()) {
      return Disposition.TOO_LARGE;
    }
    if (to.route().integration().isEmpty()) {
      return Disposition.UNROUTED;
    }
    return switch (to.signature().verdict()) {
      case MISMATCH, MALFORMED -> Disposition.QUARANTINED;
      case VERIFIED, ABSENT, UNVERIFIABLE, NO_SECRET ->
          notice.resource().isPresent() ? Disposition.RAISED : Disposition.NOTHING_TO_READ;
    };
  }

  /// Whether the store took what was last written to it.
  public boolean healthy() {
    return keeper.healthy();
  }

  /// Ends when everything under way is on disk.
  @Override
  public void close() {
    keeper.close();
  }
}
