// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.db.Database;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.notifications.Receiver;
import dev.pasaje.oauth.Application;
import dev.pasaje.oauth.Authorisations;
import dev.pasaje.oauth.Renewals;
import dev.pasaje.oauth.Sellers;
import dev.pasaje.orders.OrderChange;
import dev.pasaje.orders.OrderListener;
import dev.pasaje.orders.Orders;
import dev.pasaje.outbox.Dispatcher;
import dev.pasaje.outbox.Outbox;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.resources.Schedules;
import dev.pasaje.resources.Surroundings;
import dev.pasaje.resources.Sweep;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.resources.Worker;
import dev.pasaje.settings.Settings;
import dev.pasaje.vault.Vault;
import dev.pasaje.web.OAuthRoutes;
import dev.pasaje.web.ReceiverRoutes;
import dev.pasaje.web.Tokens;
import dev.pasaje.web.Web;
import dev.pasaje.web.api.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Everything of `pasaje serve`, running: receives, reads again, keeps orders right, searches for
/// what never arrived, delivers. Several may share one PostgreSQL.
public final class Service implements AutoCloseable {
  private static final int CALLS_IN_A_LEASE = 4;
  private static final int FORGOTTEN_AT_ONCE = 500;
  private static final int MOST_ANSWER_BYTES = 4 << 20;
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final Transport transport;
  private final Metrics metrics;
  private final Receiver receiver;
  private final Worker worker;
  private final Sweep sweep;
  private final Schedules schedules;
  private final Dispatcher dispatcher;
  private final Web web;
  private final SellerKeeper sellers;
  private final StatementKeeper statements;
  private final List<Integration> integrations;
  private volatile boolean stopping;

  /// What surrounds a service.
  ///
  /// @param node unlike any other node's that shares the store, and unlike that of an earlier start
  /// @param release of Pasaje, for the API
  /// @param random for waits that must not coincide
  public record Conditions(
      InstantSource clock, RandomGenerator random, String node, String release) {}

  private Service(
      Settings settings,
      Database database,
      Optional<Vault> vault,
      Optional<Archive> archive,
      Conditions conditions) {
    InstantSource clock = conditions.clock();
    integrations = settings.integrations();
    WorkQueue queue = new WorkQueue(database);
    metrics = new Metrics(queue, clock);
    Logbook logbook = new Logbook(metrics.registry());
    Outbox outbox = new Outbox(database, settings.targets());
    metrics.outbox(outbox, clock);
    dispatcher =
        new Dispatcher(
            database, settings.targets(), conditions.node(), clock, conditions.random(), logbook);
    Orders orders = new Orders(database, listener(outbox), Orders.accounts(integrations));
    // A call must end well within its lease.
    Duration lease = settings.serve().lease();
    transport = Transport.with(lease.dividedBy(CALLS_IN_A_LEASE), MOST_ANSWER_BYTES);
    MercadoPago.Access access =
        new MercadoPago.Access(
            settings.apiBaseUrl(),
            transport,
            Pacing.USUAL,
            clock,
            Pacing.Sleeper.REAL,
            "Pasaje/" + conditions.release());
    Surroundings surroundings = new Surroundings(database, access, clock, logbook);
    statements = new StatementKeeper(database, integrations, access, archive, clock);
    List<Application> applications = applications(settings);
    sellers =
        new SellerKeeper(
            new Sellers(database),
            applications.stream().map(Application::integration).toList(),
            metrics.registry(),
            clock);
    worker =
        new Worker(
            surroundings,
            integrations,
            List.of(orders.follower(), sellers, statements),
            new Worker.Limits(
                Worker.Limits.USUAL.perIntegration(),
                Worker.Limits.USUAL.atOnce(),
                lease,
                Worker.Limits.USUAL.poll()),
            conditions.node(),
            conditions.random());
    sweep = new Sweep(surroundings, settings.serve().silenceAfter(), worker::signal);
    receiver =
        new Receiver(
            database,
            integrations,
            settings.serve().hintsPerSecond(),
            clock,
            received -> {
              metrics.received(received);
              logbook.received(received);
              if (received.disposition().equals("raised")) {
                worker.signal();
              }
            });
    Api api =
        new Api(
            settings.serve().apiTokens(),
            new OrderShelf(
                orders,
                integrations.stream().map(Integration::id).collect(Collectors.toSet()),
                clock),
            outbox,
            clock,
            failed -> logbook.failed("api", failed));
    Optional<Authorisations.Surroundings> around =
        vault.map(opened ->
            new Authorisations.Surroundings(
                database,
                opened,
                transport,
                clock,
                "Pasaje/" + conditions.release(),
                conditions.random()));
    Web.Pages pages =
        new Web.Pages(
            new ReceiverRoutes(receiver, clock),
            around.map(one ->
                new OAuthRoutes(new SellerDesk(new Authorisations(one), applications, sellers))),
            () -> !stopping && receiver.healthy(),
            metrics::text,
            Optional.of(api),
            new Tokens(settings.serve().apiTokens()));
    try {
      web = Web.start(settings.serve().host(), settings.serve().port(), pages);
    } catch (RuntimeException cannotListen) {
      end(
          List.of(
              receiver::close,
              sellers::close,
              statements::close,
              dispatcher::close,
              transport::close,
              metrics::close));
      throw cannotListen;
    }
    worker.start();
    statements.start();
    dispatcher.start();
    around.ifPresent(
        one -> sellers.start(new Renewals(one, applications, conditions.node(), sellers)));
    schedules =
        Schedules.start(
            surroundings,
            integrations,
            sweep,
            new Schedules.Times(
                settings.serve().sweepEvery(),
                settings.serve().keepDays(),
                before -> forget(outbox, before)),
            conditions.node());
  }

  /// Starts everything; the database stays the caller's.
  ///
  /// @throws dev.pasaje.failure.PasajeException when the address is taken or a target cannot be
  ///   used
  public static Service start(Settings settings, Database database, Conditions conditions) {
    return start(settings, database, Optional.empty(), conditions);
  }

  /// The same, looking after the sellers whose tokens are in a vault.
  public static Service start(
      Settings settings, Database database, Optional<Vault> vault, Conditions conditions) {
    return start(settings, database, vault, archive(settings), conditions);
  }

  /// The same, keeping reports it is told of elsewhere than beside the settings.
  public static Service start(
      Settings settings,
      Database database,
      Optional<Vault> vault,
      Optional<Archive> archive,
      Conditions conditions) {
    return new Service(settings, database, vault, archive, conditions);
  }

  /// Beside the settings, where the commands keep reports too.
  private static Optional<Archive> archive(Settings settings) {
    return settings
        .file()
        .map(file -> new Archive(file.toAbsolutePath().resolveSibling("reports")));
  }

  private static List<Application> applications(Settings settings) {
    return settings.integrations().stream()
        .filter(one -> one.production().clientId().isPresent())
        .filter(one -> one.production().clientSecret().isPresent())
        .map(one -> Application.of(one, settings.apiBaseUrl()))
        .toList();
  }

  /// In small batches: with SQLite the receiver uses the same connection.
  private static void forget(Outbox outbox, Instant before) {
    while (outbox.prune(before, FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
      // Until there are fewer.
    }
  }

  /// Writes changes of orders into the outbox, for commands that change orders too.
  public static OrderListener listener(Outbox outbox) {
    return (handle, change) -> outbox.append(handle, event(change), change.now().changedAt());
  }

  private static dev.pasaje.outbox.OrderChange event(OrderChange change) {
    var order = change.now();
    return new dev.pasaje.outbox.OrderChange(
        order.integration(),
        order.reference(),
        order.revision(),
        order.state().id(),
        order.revision() <= 1 ? Optional.empty() : Optional.of(change.before().id()),
        order.currency(),
        order.total(),
        order.paid(),
        order.refunded(),
        order.flags().stream().map(flag -> flag.id()).sorted().toList());
  }

  public int port() {
    return web.port();
  }

  /// Searches now, instead of at the next time; what is found is read soon after.
  public Map<String, Sweep.Report> sweep() {
    return integrations.stream()
        .collect(Collectors.toMap(Integration::id, sweep::run, (one, _) -> one));
  }

  /// The text of `/metrics`.
  public String metrics() {
    return metrics.text();
  }

  /// Ends in order: nothing new comes in, what is acknowledged is kept, what runs may end.
  @Override
  public void close() {
    stopping = true;
    end(
        List.of(
            web::close,
            receiver::close,
            schedules::close,
            sellers::close,
            () -> worker.stop(STOPPING),
            statements::close,
            () -> dispatcher.stop(STOPPING),
            dispatcher::close,
            transport::close,
            metrics::close));
  }

  private static void end(List<Runnable> steps) {
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException failed) {
        Logger.getLogger("dev.pasaje").log(Level.WARNING, "could not end in order", failed);
      }
    }
  }
}
