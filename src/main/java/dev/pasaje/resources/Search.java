// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A search of the API that lists what changed; domain/notifications.md 8.
enum Search {
  PAYMENTS(
      ResourceKind.PAYMENT, By.UPDATE, "/v1/payments/search", "results", 50, Duration.ofDays(364)),
  MERCHANT_ORDERS(
      ResourceKind.MERCHANT_ORDER,
      By.UPDATE,
      "/merchant_orders/search",
      "elements",
      50,
      Duration.ofDays(89)),
  /// It knows the date of creation only: what changes later is found by the daily pass, and by the
  /// janitor while it is unpaid.
  ORDERS(ResourceKind.ORDER, By.CREATION, "/v1/orders", "data", 100, Duration.ofDays(364)),
  /// It knows no dates at all.
  SUBSCRIPTIONS(
      ResourceKind.PREAPPROVAL,
      By.NOTHING,
      "/preapproval/search",
      "results",
      100,
      Duration.ofDays(364));

  /// What a search can be limited by.
  enum By {
    UPDATE,
    CREATION,
    NOTHING
  }

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ResourceKind kind;
  private final By by;
  private final String path;
  private final String list;
  private final int limit;
  private final Duration farthest;

  Search(ResourceKind kind, By by, String path, String list, int limit, Duration farthest) {
    this.kind = kind;
    this.by = by;
    this.path = path;
    this.list = list;
    this.limit = limit;
    this.farthest = farthest;
  }

  /// @param total how many there are in all; empty when the API does not say
  record Page(List<JsonNode> items, Optional<Long> total) {}

  /// The searches that can find something of an integration.
  static List<Search> of(Integration integration) {
    List<Search> searches = new ArrayList<>();
    searches.add(PAYMENTS);
    Product product = integration.product();
    if (product != Product.SUBSCRIPTIONS) {
      searches.add(MERCHANT_ORDERS);
    }
    switch (product) {
      case CHECKOUT_PRO_ORDERS, CHECKOUT_API_ORDERS, POINT_ORDERS, QR_ORDERS ->
          searches.add(ORDERS);
      case SUBSCRIPTIONS -> searches.add(SUBSCRIPTIONS);
      case CHECKOUT_PRO, CHECKOUT_API, BRICKS, POINT, QR, WOOCOMMERCE -> {}
    }
    return searches;
  }

  ResourceKind kind() {
    return kind;
  }

  By by() {
    return by;
  }

  String path() {
    return path;
  }

  int limit() {
    return limit;
  }

  /// Nothing older is ever listed.
  Duration farthest() {
    return farthest;
  }

  Map<String, String> query(Instant from, Instant to, int offset) {
    Map<String, String> query = new TreeMap<>();
    query.put("limit", String.valueOf(limit));
    query.put("offset", String.valueOf(offset));
    String begin = DATE.format(from);
    String end = DATE.format(to);
    switch (this) {
      case PAYMENTS -> {
        query.put("sort", "date_last_updated");
        query.put("criteria", "asc");
        query.put("range", "date_last_updated");
        query.put("begin_date", begin);
        query.put("end_date", end);
      }
      case MERCHANT_ORDERS -> {
        query.put("last_updated_from", begin);
        query.put("last_updated_to", end);
      }
      case ORDERS -> {
        query.put("begin_date", begin);
        query.put("end_date", end);
      }
      case SUBSCRIPTIONS -> {}
    }
    return query;
  }

  Page page(JsonNode body) {
    JsonNode total =
        body.path("paging").has("total") ? body.path("paging").path("total") : body.path("total");
    return new Page(
        StreamSupport.stream(body.path(list).spliterator(), false).toList(),
        total.isIntegralNumber() ? Optional.of(total.asLong()) : Optional.empty());
  }

  /// The date of an item that the search is limited by.
  Optional<Instant> date(JsonNode item) {
    return switch (by) {
      case UPDATE -> Versions.updated(item);
      case CREATION ->
          Versions.date(item, "created_date").or(() -> Versions.date(item, "date_created"));
      case NOTHING -> Optional.empty();
    };
  }
}
