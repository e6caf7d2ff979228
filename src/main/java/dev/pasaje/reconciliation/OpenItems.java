// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.db.Database;
import dev.pasaje.reconciliation.OpenItem.State;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Discrepancies between runs. Finding one again changes its row and adds none, so that a run that
/// was interrupted is simply done again. Safe for several nodes.
public final class OpenItems {
  /// Few enough that nobody else waits long for the one connection that writes.
  private static final int AT_ONCE = 200;

  private final Database database;

  public OpenItems(Database database) {
    this.database = database;
  }

  /// Takes over what a run found.
  ///
  /// @param looked whether the run looked at where an item was: one that it did not find there is
  ///   gone; all others are carried over
  public OpenItem.Kept keep(
      String integration,
      List<Discrepancy> found,
      boolean valid,
      Predicate<Discrepancy> looked,
      Instant now) {
    long run = begin(integration, now);
    Map<Put, Integer> put = new EnumMap<>(Put.class);
    Set<String> ids = new HashSet<>();
    for (int start = 0; start < found.size(); start += AT_ONCE) {
      List<Discrepancy> part = found.subList(start, Math.min(found.size(), start + AT_ONCE));
      List<Put> done =
          database
              .write()
              .inTransaction(handle ->
                  part.stream()
                      .sorted(Comparator.comparing(Discrepancy::id))
                      .map(one -> put(handle, integration, one, run, now))
                      .toList());
      part.forEach(one -> ids.add(one.id()));
      done.forEach(one -> put.merge(one, 1, Integer::sum));
    }
    List<String> past = new ArrayList<>();
    int carried = 0;
    for (OpenItem item : list(integration, true)) {
      String id = item.discrepancy().id();
      if (!ids.contains(id)) {
        // What an invalid run did not find may be in what it lost.
        if (valid && looked.test(item.discrepancy())) {
          past.add(id);
        } else {
          carried++;
        }
      }
    }
    int gone = close(integration, past, now);
    database
        .write()
        .useHandle(handle ->
            handle
                .createUpdate(
                    "update reconciliation_run set ended_at = :now, valid = :valid,"
                        + " findings = :findings where id = :id")
                .bind("now", now.toEpochMilli())
                .bind("valid", valid ? 1 : 0)
                .bind("findings", found.size())
                .bind("id", run)
                .execute());
    return new OpenItem.Kept(
        put.getOrDefault(Put.NEW, 0),
        put.getOrDefault(Put.RETURNED, 0),
        gone,
        carried,
        list(integration, true));
  }

  /// @return how many were still waiting: meanwhile a person or another node may have closed one
  private int close(String integration, List<String> past, Instant now) {
    int gone = 0;
    for (int start = 0; start < past.size(); start += AT_ONCE) {
      List<String> part = past.subList(start, Math.min(past.size(), start + AT_ONCE));
      gone +=
          database
              .write()
              .inTransaction(handle ->
                  (int)
                      part.stream()
                          .sorted()
                          .filter(id -> gone(handle, integration, id, now))
                          .count());
    }
    return gone;
  }

  private static boolean gone(Handle handle, String integration, String id, Instant now) {
    boolean waiting =
        handle
                .createUpdate(
                    "update open_item set state = 'RESOLVED_AUTO' where integration = :integration"
                        + " and item_id = :id and state in ('OPEN', 'ACKNOWLEDGED')")
                .bind("integration", integration)
                .bind("id", id)
                .execute()
            == 1;
    if (waiting) {
      event(handle, integration, id, now, "gone", "", "");
    }
    return waiting;
  }

  private long begin(String integration, Instant now) {
    return database
        .write()
        .withHandle(handle ->
            handle
                .createUpdate(
                    "insert into reconciliation_run (integration, begun_at, ended_at, valid,"
                        + " findings) values (:integration, :now, null, 0, 0)")
                .bind("integration", integration)
                .bind("now", now.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
  }

  /// What became of a discrepancy: there was none such, or it is known, or it had gone by itself.
  private enum Put {
    NEW,
    KNOWN,
    RETURNED
  }

  private static Put put(
      Handle handle, String integration, Discrepancy one, long run, Instant now) {
    boolean fresh =
        bound(
                    handle.createUpdate(
                        "insert into open_item (integration, item_id, code, identity, state,"
                            + " first_seen, detail, amount, currency, reference, source_id,"
                            + " matched_by, family, file, line, row_key, expected, found,"
                            + " happened_at, last_seen, run_id) values (:integration, :id, :code,"
                            + " :identity, 'OPEN', :now, :detail, :amount, :currency, :reference,"
                            + " :source, :by, :family, :file, :line, :row_key, :expected, :found,"
                            + " :at, :now, :run) on conflict do nothing"),
                    integration,
                    one,
                    run,
                    now)
                .bind("code", one.code().name())
                .bind("identity", one.identity())
                .execute()
            == 1;
    if (fresh) {
      event(handle, integration, one.id(), now, "found", "", "");
      return Put.NEW;
    }
    Optional<OpenItem> before = find(handle, integration, one.id());
    bound(
            handle.createUpdate(
                "update open_item set detail = :detail, amount = :amount, currency = :currency,"
                    + " reference = :reference, source_id = :source, matched_by = :by, family ="
                    + " :family, file = :file, line = :line, row_key = :row_key, expected ="
                    + " :expected, found = :found, happened_at = :at, last_seen = :now, run_id ="
                    + " :run where integration = :integration and item_id = :id"),
            integration,
            one,
            run,
            now)
        .execute();
    if (before.isPresent() && !same(before.get().discrepancy(), one)) {
      event(
          handle,
          integration,
          one.id(),
          now,
          "changed",
          "",
          text(before.get().discrepancy().found()) + " > " + text(one.found()));
    }
    return again(handle, integration, one.id(), now) ? Put.RETURNED : Put.KNOWN;
  }

  private static Update bound(
      Update update, String integration, Discrepancy one, long run, Instant now) {
    return update
        .bind("detail", text(one.detail()))
        .bind("amount", plain(one.amount()))
        .bind("currency", text(one.currency()))
        .bind("reference", text(one.reference()))
        .bind("source", text(one.sourceId()))
        .bind("by", text(one.matchedBy()))
        .bind("family", text(one.family()))
        .bind("file", text(one.file()))
        .bind("line", one.line())
        .bind("row_key", text(one.rowKey()))
        .bind("expected", text(one.expected()))
        .bind("found", text(one.found()))
        .bind("at", one.at() == null ? null : one.at().toEpochMilli())
        .bind("now", now.toEpochMilli())
        .bind("run", run)
        .bind("integration", integration)
        .bind("id", one.id());
  }

  private static boolean same(Discrepancy one, Discrepancy other) {
    return text(one.found()).equals(text(other.found()))
        && text(one.expected()).equals(text(other.expected()))
        && plain(one.amount()).equals(plain(other.amount()));
  }

  /// Amounts are kept as text, and compared so.
  private static String plain(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.toPlainString();
  }

  /// What had gone by itself is open again; what a person closed stays closed.
  private static boolean again(Handle handle, String integration, String id, Instant now) {
    boolean back =
        handle
                .createUpdate(
                    "update open_item set state = 'OPEN' where integration = :integration and"
                        + " item_id = :id and state = 'RESOLVED_AUTO'")
                .bind("integration", integration)
                .bind("id", id)
                .execute()
            == 1;
    if (back) {
      event(handle, integration, id, now, "returned", "", "");
    }
    return back;
  }

  private static void event(
      Handle handle,
      String integration,
      String id,
      Instant now,
      String kind,
      String who,
      String note) {
    handle
        .createUpdate(
            "insert into open_item_event (integration, item_id, at, kind, who, note)"
                + " values (:integration, :id, :now, :kind, :who, :note)")
        .bind("integration", integration)
        .bind("id", id)
        .bind("now", now.toEpochMilli())
        .bind("kind", kind)
        .bind("who", who)
        .bind("note", note)
        .execute();
  }

  /// A person says where an item stands.
  ///
  /// @return whether there is such an item
  public boolean resolve(
      String integration, String id, State state, String who, String note, Instant now) {
    return database
        .write()
        .inTransaction(handle -> {
          boolean there =
              handle
                      .createUpdate(
                          "update open_item set state = :state where integration = :integration"
                              + " and item_id = :id")
                      .bind("state", state.name())
                      .bind("integration", integration)
                      .bind("id", id)
                      .execute()
                  == 1;
          if (there) {
            event(handle, integration, id, now, state.id(), who, note);
          }
          return there;
        });
  }

  /// The gravest first, whenever they were found.
  ///
  /// @param waiting only those that are not closed
  public List<OpenItem> list(String integration, boolean waiting) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select * from open_item where integration = :integration"
                        + (waiting ? " and state in ('OPEN', 'ACKNOWLEDGED')" : "")
                        + " order by item_id")
                .bind("integration", integration)
                .map((row, _) -> item(row))
                .stream()
                .sorted(Comparator.comparing(OpenItem::discrepancy, Discrepancy.GRAVEST_FIRST))
                .toList());
  }

  public Optional<OpenItem> find(String integration, String id) {
    return database.read().withHandle(handle -> find(handle, integration, id));
  }

  private static Optional<OpenItem> find(Handle handle, String integration, String id) {
    return handle
        .createQuery(
            "select * from open_item where integration = :integration and" + " item_id = :id")
        .bind("integration", integration)
        .bind("id", id)
        .map((row, _) -> item(row))
        .findOne();
  }

  /// What happened to an item, the first first.
  public List<OpenItem.Event> history(String integration, String id) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select * from open_item_event where integration = :integration and"
                        + " item_id = :id order by id")
                .bind("integration", integration)
                .bind("id", id)
                .map((row, _) ->
                    new OpenItem.Event(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("kind"),
                        row.getString("who"),
                        row.getString("note")))
                .list());
  }

  private static OpenItem item(ResultSet row) throws SQLException {
    String amount = row.getString("amount");
    long line = row.getLong("line");
    @Nullable Long atLine = row.wasNull() ? null : line;
    long at = row.getLong("happened_at");
    @Nullable Instant happened = row.wasNull() ? null : Instant.ofEpochMilli(at);
    return new OpenItem(
        row.getString("integration"),
        new Discrepancy(
            Code.valueOf(row.getString("code")),
            row.getString("identity"),
            none(row.getString("detail")),
            amount.isEmpty() ? null : new BigDecimal(amount),
            none(row.getString("currency")),
            none(row.getString("reference")),
            none(row.getString("source_id")),
            none(row.getString("matched_by")),
            none(row.getString("family")),
            none(row.getString("file")),
            atLine,
            none(row.getString("row_key")),
            none(row.getString("expected")),
            none(row.getString("found")),
            happened),
        State.valueOf(row.getString("state")),
        Instant.ofEpochMilli(row.getLong("first_seen")),
        Instant.ofEpochMilli(row.getLong("last_seen")));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable String none(String value) {
    return value.isEmpty() ? null : value;
  }
}
