// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.db.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Brings payments as the API gives them into the two relations of payments, from Pasaje's store or
/// from outside.
final class StagedPayments {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Database database;
  private final String integration;
  private final Staging staging;
  private final List<String[]> refunds = new ArrayList<>();

  StagedPayments(Database database, String integration, Staging staging) {
    this.database = database;
    this.integration = integration;
    this.staging = staging;
  }

  Map<Relation, List<Path>> of(Optional<Reconciliation.Payments> given) {
    staging.table(
        "paid",
        List.of(
            "id",
            "reference",
            "status",
            "amount",
            "currency",
            "refunded",
            "approved_at",
            "release_at"),
        rows ->
            given.ifPresentOrElse(
                payments ->
                    payments
                        .each()
                        .accept(payment -> {
                          if (sold(payment, payments.sellers())) {
                            row(rows, payment.path("id").asString(""), payment);
                          }
                        }),
                () -> stored(payment -> row(rows, payment.path("id").asString(""), payment))));
    staging.table(
        "given",
        List.of("payment_id", "refund_id", "refunded_at"),
        rows -> refunds.forEach(rows::row));
    String time = "try_cast(%s as timestamptz) at time zone 'UTC' as %1$s";
    return Map.of(
        Relation.PAYMENTS,
        List.of(
            staging.write(
                Relation.PAYMENTS,
                "select id, reference, status, try_cast(amount as decimal(18, 2)) as amount, currency,"
                    + " try_cast(refunded as decimal(18, 2)) as refunded, "
                    + time.formatted("approved_at")
                    + ", "
                    + time.formatted("release_at")
                    // A payment at the edge of two pages may come twice; the later one is newer.
                    + " from (select *, row_number() over (partition by id order by rowid desc) as"
                    + " place from paid) where place = 1 and id <> ''")),
        Relation.PAYMENT_REFUNDS,
        List.of(
            staging.write(
                Relation.PAYMENT_REFUNDS,
                "select distinct payment_id, refund_id, "
                    + time.formatted("refunded_at")
                    + " from given")));
  }

  /// The search gives what the account bought, too (domain/reports.md 15.13).
  private static boolean sold(JsonNode payment, Set<String> sellers) {
    String collector =
        payment.path("collector_id").asString(payment.path("collector").path("id").asString(""));
    return sellers.isEmpty() || collector.isEmpty() || sellers.contains(collector);
  }

  private void row(Staging.Rows rows, String id, JsonNode body) {
    rows.row(
        id,
        text(body.path("external_reference").asString("")),
        body.path("status").asString(null),
        body.path("transaction_amount").asString(null),
        body.path("currency_id").asString(null),
        body.path("transaction_amount_refunded").asString(null),
        body.path("date_approved").asString(null),
        body.path("money_release_date").asString(null));
    body.path("refunds")
        .forEach(refund ->
            refunds.add(
                new String[] {
                  id, refund.path("id").asString(""), text(refund.path("date_created").asString(""))
                }));
  }

  /// What Pasaje has read.
  private void stored(Consumer<JsonNode> each) {
    database
        .read()
        .useHandle(handle ->
            handle
                .createQuery(
                    "select body from resource where integration = :integration and kind ="
                        + " 'payment'")
                .bind("integration", integration)
                .mapTo(String.class)
                .forEach(body -> each.accept(JSON.readTree(body))));
  }

  private static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }
}
