// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.db.Database;
import dev.pasaje.db.StoreState;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Environment;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.SeenNotification;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.Snapshot;
import dev.pasaje.resources.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// What `pasaje serve` and `pasaje reports` have kept here, as evidence on the quality of an
/// integration: notifications that came, the other payments of the time, disputes, and when reports
/// were last downloaded. It only reads; a store that cannot be read is no evidence.
public final class StoredEvidence {
  public static final StoredEvidence NONE =
      new StoredEvidence(Optional::empty, Optional.empty(), () -> Instant.EPOCH);

  private static final int MOST_NOTIFICATIONS = 200;
  private static final int MOST_PAYMENTS = 500;
  private static final int MOST_DISPUTES = 50;

  /// The other payments are those of this time before the latest.
  private static final Duration WINDOW = Duration.ofDays(30);

  private final Supplier<Optional<Database>> store;
  private final Optional<Archive> archive;
  private final InstantSource clock;

  /// @param store opened only to look, and closed here; empty when there is none
  /// @param archive of downloaded reports
  public StoredEvidence(
      Supplier<Optional<Database>> store, Optional<Archive> archive, InstantSource clock) {
    this.store = store;
    this.archive = archive;
    this.clock = clock;
  }

  /// What is known of an integration, read once and for many purchases.
  public Known of(String integration) {
    Map<String, Instant> reports = reports(integration);
    try (Database database = store.get().orElse(null)) {
      if (database == null || database.state().age() != StoreState.Age.CURRENT) {
        return new Known(List.of(), List.of(), List.of(), reports, clock.instant());
      }
      return new Known(
          notifications(database, integration),
          payments(database, integration),
          Snapshots.latest(database, integration, ResourceKind.CHARGEBACK, MOST_DISPUTES).stream()
              .map(Snapshot::body)
              .toList(),
          reports,
          clock.instant());
    } catch (PasajeException | org.jdbi.v3.core.JdbiException unreadable) {
      return new Known(List.of(), List.of(), List.of(), reports, clock.instant());
    }
  }

  /// @param reports when a report of a kind was last downloaded
  public record Known(
      List<SeenNotification> notifications,
      List<JsonNode> payments,
      List<JsonNode> disputes,
      Map<String, Instant> reports,
      Instant asOf) {
    /// The evidence with what is known beside it; what it has itself stays as it was.
    public QualityEvidence around(QualityEvidence evidence) {
      QualityEvidence more = evidence;
      if (!notifications.isEmpty() && more.lacks("notifications")) {
        more = more.withNotifications(notifications);
      }
      if (!payments.isEmpty() && more.lacks("history")) {
        more = more.withHistory(payments);
      }
      if (!reports.isEmpty() && more.lacks("reports")) {
        more = more.withReports(reports, asOf);
      }
      return disputes(more);
    }

    /// The same for one purchase after the other: what is kept is only put together once.
    public UnaryOperator<QualityEvidence> each() {
      AtomicReference<Optional<QualityEvidence>> first = new AtomicReference<>(Optional.empty());
      return evidence -> {
        QualityEvidence known = first.get().orElseGet(() -> around(evidence));
        first.set(Optional.of(known));
        return disputes(evidence.beside(known));
      };
    }

    private QualityEvidence disputes(QualityEvidence evidence) {
      List<JsonNode> own = disputes.stream().filter(evidence::concerns).toList();
      return own.isEmpty() || !evidence.lacks("chargebacks")
          ? evidence
          : evidence.withChargebacks(own);
    }
  }

  /// A forged one, or one for nobody, says nothing of the integration.
  private static List<SeenNotification> notifications(Database database, String integration) {
    Snapshots snapshots = new Snapshots(database, List.of());
    List<SeenNotification> seen = new ArrayList<>();
    for (Inbox.Entry entry :
        new Inbox(database).latest(new Inbox.Filter(integration, "", ""), MOST_NOTIFICATIONS)) {
      if (entry.disposition().equals("raised")) {
        boolean readAgain =
            entry
                .resource()
                .flatMap(resource -> snapshots.find(integration, resource))
                .filter(read -> !read.readAt().isBefore(entry.at()))
                .isPresent();
        // What is in the store was answered so; it is not there otherwise.
        seen.add(
            new SeenNotification(entry.at(), entry.topic(), entry.resourceId(), 200, readAgain));
      }
    }
    return seen;
  }

  private static List<JsonNode> payments(Database database, String integration) {
    List<Snapshot> all = new ArrayList<>();
    for (ResourceKind kind : List.of(ResourceKind.PAYMENT, ResourceKind.ORDER)) {
      all.addAll(Snapshots.latest(database, integration, kind, MOST_PAYMENTS));
    }
    all.removeIf(one -> one.environment() != Environment.PRODUCTION);
    long latest = all.stream().mapToLong(Snapshot::version).max().orElse(0);
    return all.stream()
        .filter(one -> one.version() >= latest - WINDOW.toMillis())
        .map(Snapshot::body)
        .toList();
  }

  private Map<String, Instant> reports(String integration) {
    Map<String, Instant> latest = new TreeMap<>();
    for (ReportFamily family : ReportFamily.values()) {
      String kind =
          switch (family) {
            case RELEASE -> "released-money";
            case SETTLEMENT -> "all-transactions";
          };
      archive
          .flatMap(kept -> kept.latest(integration, family))
          .ifPresent(at -> latest.put(kind, at));
    }
    return latest;
  }
}
