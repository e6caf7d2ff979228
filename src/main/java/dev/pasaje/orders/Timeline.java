// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tools.jackson.databind.JsonNode;

/// Puts an order's timeline together from its own events, the versions of its resources and the
/// notifications about them.
final class Timeline {
  private static final Comparator<Moment> BY_TIME =
      Comparator.comparing(Moment::at).thenComparing(Moment::source);

  private static final String EVENTS =
      """
      select at, kind, detail from order_event
      where integration = :integration and reference = :reference order by id
      """;

  private static final String READINGS =
      Links.MEMBERS
          + """
          select v.read_at, v.kind, v.resource_id, v.version, v.reason, v.body from member m
          join resource_version v on v.integration = :integration
            and v.kind = m.kind and v.resource_id = m.resource_id
          order by v.id
          """;

  private static final String NOTIFICATIONS =
      Links.MEMBERS
          + """
          select i.received_at, i.kind, i.resource_id, i.channel, i.topic, i.action, i.signature,
            i.disposition
          from member m join inbox i on i.integration = :integration
            and i.kind = m.kind and i.resource_id = m.resource_id
          order by i.id
          """;

  private Timeline() {}

  static List<Moment> of(Handle handle, String integration, String reference) {
    List<Moment> all = new ArrayList<>();
    all.addAll(rows(handle, NOTIFICATIONS, integration, reference, (row, _) -> notification(row)));
    all.addAll(rows(handle, READINGS, integration, reference, (row, _) -> reading(row)));
    all.addAll(rows(handle, EVENTS, integration, reference, (row, _) -> event(row)));
    all.sort(BY_TIME);
    return List.copyOf(all);
  }

  private static List<Moment> rows(
      Handle handle, String sql, String integration, String reference, RowMapper<Moment> mapper) {
    return handle
        .createQuery(sql)
        .bind("integration", integration)
        .bind("reference", reference)
        .map(mapper)
        .list();
  }

  private static Moment notification(ResultSet row) throws SQLException {
    Map<String, String> detail = new LinkedHashMap<>();
    for (String name : List.of("channel", "topic", "action", "signature", "disposition")) {
      put(detail, name, row.getString(name));
    }
    return new Moment(
        Instant.ofEpochMilli(row.getLong("received_at")),
        Moment.Source.NOTIFICATION,
        row.getString("kind"),
        row.getString("resource_id"),
        detail);
  }

  private static Moment reading(ResultSet row) throws SQLException {
    JsonNode body = OrderRows.json(row.getString("body"));
    Map<String, String> detail = new LinkedHashMap<>();
    for (String name : List.of("status", "status_detail", "order_status")) {
      put(detail, name, body.path(name).asString(""));
    }
    detail.put("version", Long.toString(row.getLong("version")));
    put(detail, "reason", row.getString("reason"));
    return new Moment(
        Instant.ofEpochMilli(row.getLong("read_at")),
        Moment.Source.READING,
        row.getString("kind"),
        row.getString("resource_id"),
        detail);
  }

  private static Moment event(ResultSet row) throws SQLException {
    Map<String, String> detail = new LinkedHashMap<>();
    OrderRows.json(row.getString("detail"))
        .properties()
        .forEach(entry -> put(detail, entry.getKey(), entry.getValue().asString("")));
    return new Moment(
        Instant.ofEpochMilli(row.getLong("at")),
        Moment.Source.ORDER,
        row.getString("kind"),
        "",
        detail);
  }

  private static void put(Map<String, String> detail, String name, String value) {
    if (!value.isEmpty()) {
      detail.put(name, value);
    }
  }
}
