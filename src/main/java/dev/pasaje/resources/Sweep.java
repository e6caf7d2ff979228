// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Searches for what no notification spoke of; domain/notifications.md 8. There is no list of
/// missed notifications, so what changed lately is compared with what is stored.
///
/// Whatever is found is raised as work like any other. A search that ends too early changes no
/// cursor, so that the next one begins where the last whole one ended. Not for several runs of one
/// integration at once.
public final class Sweep {
  /// The API's own clock and index may be behind, and so may its notifications.
  private static final Duration OVERLAP = Duration.ofMinutes(15);

  /// What is younger may have a notification on its way; the next run sees it.
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /// How far back the very first search looks.
  private static final Duration FIRST = Duration.ofDays(30);

  /// Once a day a search goes further back, over what the windows in between may have missed.
  private static final Duration DEEP_EVERY = Duration.ofDays(1);

  private static final Duration DEEP = Duration.ofDays(3);

  /// For a search by date of creation, which never lists an old order that changed.
  private static final Duration DEEP_BY_CREATION = Duration.ofDays(30);

  /// Subscriptions a usual run goes through; the daily one goes through all.
  private static final int USUAL_MOST = 1000;

  private final Surroundings surroundings;
  private final Duration silenceAfter;
  private final Runnable signal;
  private final Cursors cursors;
  private final Janitor janitor;

  /// @param silenceAfter without a notification for so long an integration that had some is silent
  /// @param signal called when something was raised, such as [Worker#signal]
  public Sweep(Surroundings surroundings, Duration silenceAfter, Runnable signal) {
    this.surroundings = surroundings;
    this.silenceAfter = silenceAfter;
    this.signal = signal;
    this.cursors = new Cursors(surroundings.database());
    this.janitor = new Janitor(surroundings.database());
  }

  /// What one run found.
  ///
  /// @param hanging how many are read again because they have been waiting for long
  /// @param silentSince the last notification, if it came too long ago
  public record Report(
      String integration, List<Source> sources, int hanging, Optional<Instant> silentSince) {
    public Report {
      sources = List.copyOf(sources);
    }

    public long found() {
      return sources.stream().mapToLong(Source::found).sum();
    }

    public long healed() {
      return sources.stream().mapToLong(Source::healed).sum();
    }
  }

  /// What one search found.
  ///
  /// @param seen how many it listed
  /// @param found newer than what is stored, and about to be read for no other reason
  /// @param healed found without a notification
  /// @param trouble why it ended too early, as an id with detail after a colon; empty for a whole
  ///   one
  public record Source(
      ResourceKind kind,
      Instant from,
      Instant to,
      long seen,
      long found,
      long healed,
      int calls,
      String trouble) {}

  public Report run(Integration integration) {
    List<Source> sources = new ArrayList<>();
    List<Clients.Client> clients = Clients.of(integration, surroundings.access());
    if (!clients.isEmpty()) {
      MercadoPago api = clients.getFirst().api();
      for (Search search : Search.of(integration)) {
        sources.add(run(integration.id(), search, api));
      }
    }
    Instant now = surroundings.clock().instant();
    Report report =
        new Report(
            integration.id(),
            sources,
            janitor.raiseHanging(integration.id(), now),
            janitor.silentSince(integration.id(), silenceAfter, now));
    if (report.found() > 0 || report.hanging() > 0) {
      signal.run();
    }
    surroundings.observer().swept(report);
    return report;
  }

  private Source run(String integration, Search search, MercadoPago api) {
    Instant now = surroundings.clock().instant();
    String source = search.kind().id();
    String daily = source + "-daily";
    boolean deep =
        cursors
            .at(integration, daily)
            .map(last -> !last.plus(DEEP_EVERY).isAfter(now))
            .orElse(true);
    Instant from = from(search, cursors.at(integration, source), deep, now);
    Instant to = now.minus(YOUNG);
    Finds finds =
        new Finds(surroundings.database(), surroundings.clock(), integration, search.kind());
    Walk walk = new Walk(search, api, finds::examine);
    String trouble = "";
    try {
      walk.through(from, to, deep ? Integer.MAX_VALUE : USUAL_MOST);
    } catch (Walk.Unfinished unfinished) {
      trouble = String.valueOf(unfinished.getMessage());
    }
    boolean whole = trouble.isEmpty();
    Optional<Instant> cursor = whole ? Optional.of(to) : Optional.empty();
    cursors.moved(integration, source, cursor, now, finds.found(), finds.healed(), trouble);
    if (whole && deep) {
      cursors.moved(integration, daily, Optional.of(now), now, 0, 0, "");
    }
    return new Source(
        search.kind(), from, to, walk.seen(), finds.found(), finds.healed(), walk.calls(), trouble);
  }

  private static Instant from(Search search, Optional<Instant> cursor, boolean deep, Instant now) {
    Instant usual = cursor.map(at -> at.minus(OVERLAP)).orElse(now.minus(FIRST));
    Instant back =
        switch (search.by()) {
          case UPDATE, NOTHING -> deep ? now.minus(DEEP) : usual;
          case CREATION -> now.minus(deep ? DEEP_BY_CREATION : DEEP);
        };
    Instant from = back.isBefore(usual) ? back : usual;
    Instant farthest = now.minus(search.farthest());
    return from.isBefore(farthest) ? farthest : from;
  }
}
