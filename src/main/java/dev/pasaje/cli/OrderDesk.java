// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.orders.Order;
import dev.pasaje.orders.Orders;
import dev.pasaje.outbox.Outbox;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the commands about orders share: the store, and the order that is meant.
final class OrderDesk implements AutoCloseable {
  private final Database database;
  private final Orders orders;

  private OrderDesk(Database database, Orders orders) {
    this.database = database;
    this.orders = orders;
  }

  /// Whoever changes an order tells the targets of the settings, whether it serves or not.
  static OrderDesk open(Settings settings, Terminal terminal) {
    Database database = Database.open(settings.storeUrl(), terminal.directory());
    return new OrderDesk(
        database,
        new Orders(
            database,
            Service.listener(new Outbox(database, settings.targets())),
            Orders.accounts(settings.integrations())));
  }

  Orders orders() {
    return orders;
  }

  /// The order of that name in the one integration that has it.
  Order order(List<Integration> among, String reference) {
    List<Order> found =
        among.stream()
            .map(integration -> orders.find(integration.id(), reference))
            .flatMap(Optional::stream)
            .toList();
    if (found.size() > 1) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "cli.which-integration",
          Map.of("known", String.join(", ", found.stream().map(Order::integration).toList())));
    }
    if (found.isEmpty()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "orders.unknown", Map.of("found", reference));
    }
    return found.getFirst();
  }

  @Override
  public void close() {
    database.close();
  }
}
