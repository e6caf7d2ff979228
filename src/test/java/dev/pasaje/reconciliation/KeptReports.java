// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The reports of a shop as they are kept after parsing, with orders that were overpaid.
public final class KeptReports {
  private KeptReports() {}

  /// A small shop; one order was overpaid.
  ///
  /// @return a CSV file of the shop's orders, under another shop's headings
  public static Path write(Path archive, String integration) throws IOException, SQLException {
    Lives lives = new Lives(7, 120);
    overpaid(lives.any(Lives.Kind.PLAIN));
    return write(archive, integration, lives);
  }

  /// A shop of so many orders. Of the plain ones each was overpaid according to its first books,
  /// `pedidos.csv`, and none according to its second, `corregidos.csv`.
  public static void write(Path archive, String integration, int orders)
      throws IOException, SQLException {
    Path right = write(archive, integration, new Lives(7, orders));
    Files.move(right, archive.resolve("corregidos.csv"));
    Lives lives = new Lives(7, orders);
    lives.lives.stream()
        .filter(life -> life.kind() == Lives.Kind.PLAIN)
        .forEach(KeptReports::overpaid);
    write(archive, integration, lives);
  }

  private static void overpaid(Lives.Life life) {
    life.order()
        .merge(
            "amount",
            "-1.00",
            (old, less) -> new BigDecimal(old).add(new BigDecimal(less)).toPlainString());
  }

  private static Path write(Path archive, String integration, Lives lives)
      throws IOException, SQLException {
    Path made = Files.createDirectories(archive.resolve("made"));
    try (Engine engine = Engine.duckDb(made.resolve("spill"), 256L << 20)) {
      var files = lives.ledger.write(engine, made);
      for (Relation relation : new Relation[] {Relation.SETTLEMENT, Relation.RELEASE}) {
        Path folder =
            Files.createDirectories(archive.resolve(integration).resolve(relation.table()));
        Files.move(
            files.getOrDefault(relation, List.of()).getFirst(),
            folder.resolve("a.csv.parquet"),
            StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
            folder.resolve("a.csv.json"),
            "{\"schemaVersion\":1,\"family\":\""
                + relation.table()
                + "\",\"sha256\":\""
                + (relation == Relation.SETTLEMENT ? Lives.S : Lives.R)
                + "\",\"requestedBegin\":\""
                + Lives.BEGIN
                + "\",\"requestedEnd\":\""
                + Lives.END
                + "\",\"malformed\":[]}");
      }
    }
    StringBuilder csv = new StringBuilder("Pedido;Total;Moneda;Estado;Devuelto;Fecha;Pago;Pack\n");
    Map<String, String> packs = new java.util.HashMap<>();
    lives
        .ledger
        .rows(Relation.ORDER_KEYS)
        .forEach(key -> packs.put(key.get("reference"), key.get("value")));
    for (Map<String, String> order : lives.ledger.rows(Relation.ORDERS)) {
      csv.append(
              String.join(
                  ";",
                  order.get("reference"),
                  order.get("amount"),
                  order.get("currency"),
                  order.get("status"),
                  order.get("refunded"),
                  order.get("created_at") + "Z",
                  order.getOrDefault("payment_id", ""),
                  packs.getOrDefault(order.get("reference"), "")))
          .append('\n');
    }
    Path orders = archive.resolve("pedidos.csv");
    Files.writeString(orders, csv);
    Files.writeString(
        archive.resolve("reconciliation.yaml"),
        """
        columns: {reference: Pedido, amount: Total, currency: Moneda, status: Estado,
          refunded: Devuelto, created_at: Fecha, payment_ids: Pago, ml_ids: Pack}
        rates:
          - {type: credit_card, installments: 1, percent: 6.29, vat: 21}
        """);
    return orders;
  }
}
