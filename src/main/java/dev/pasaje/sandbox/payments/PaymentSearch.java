// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/payments/search` (api.md 2.6).
final class PaymentSearch {
  private static final Set<String> SORTS =
      Set.of("date_approved", "date_created", "date_last_updated", "id", "money_release_date");
  private static final Set<String> RANGES =
      Set.of("date_created", "date_last_updated", "date_approved", "money_release_date");

  /// Filters by the member of the same name.
  private static final Map<String, String[]> FILTERS =
      Map.of(
          "external_reference", new String[] {"external_reference"},
          "status", new String[] {"status"},
          "id", new String[] {"id"},
          "store_id", new String[] {"store_id"},
          "pos_id", new String[] {"pos_id"},
          "payment_method_id", new String[] {"payment_method_id"},
          "payment_type_id", new String[] {"payment_type_id"},
          "operation_type", new String[] {"operation_type"},
          "collector.id", new String[] {"collector_id"},
          "payer.id", new String[] {"payer", "id"});

  private static final Pattern RELATIVE =
      Pattern.compile("NOW(?:-([0-9]{1,4})(DAYS?|MONTHS?|YEARS?|HOURS?|MINUTES?))?");
  private static final int USUAL_LIMIT = 30;

  /// Not published; more answers code 1000.
  private static final int MOST_ROWS = 1000;

  private static final int MOST_OFFSET = 100_000;

  private final World world;

  PaymentSearch(World world) {
    this.world = world;
  }

  ObjectNode find(Request request, Caller seller) {
    int limit = number(request, "limit", USUAL_LIMIT);
    int offset = number(request, "offset", 0);
    if (limit > MOST_ROWS || offset > MOST_OFFSET) {
      throw ApiError.badRequest(1000, "Number of rows exceeded the limits");
    }
    String range = request.queryParam("range").filter(r -> !r.isEmpty()).orElse("date_created");
    if (!RANGES.contains(range)) {
      throw ApiError.badRequest(1, "Params Error");
    }
    Instant begin = date(request, "begin_date", "NOW-3MONTHS");
    Instant end = date(request, "end_date", "NOW");
    if (Duration.between(begin, end).toDays() > 366) {
      throw ApiError.badRequest(
          9062, "The range between begin_date and end_date must be less than 365 days");
    }
    List<Document> found =
        world
            .shelf(PaymentDesk.SHELF)
            .of(seller)
            .filter(this::indexed)
            .filter(payment -> matches(payment, request))
            .filter(payment -> within(payment, range, begin, end))
            .sorted(order(request))
            .toList();
    ObjectNode page = Json.object();
    page.putObject("paging").put("total", found.size()).put("limit", limit).put("offset", offset);
    ArrayNode results = page.putArray("results");
    found.stream().skip(offset).limit(limit).forEach(payment -> results.add(payment.body()));
    return page;
  }

  private static int number(Request request, String name, int otherwise) {
    String text =
        request.queryParam(name).filter(t -> !t.isEmpty()).orElse(Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,9}")) {
      throw ApiError.badRequest(1, "Params Error");
    }
    return Integer.parseInt(text);
  }

  private Instant date(Request request, String name, String otherwise) {
    String text = request.queryParam(name).filter(t -> !t.isEmpty()).orElse(otherwise);
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return relative.group(1) == null
          ? world.now()
          : before(Integer.parseInt(relative.group(1)), relative.group(2));
    }
    return Dates.parse(text)
        .orElseThrow(() ->
            ApiError.badRequest(
                1001,
                "The following parameters must be valid date and format (yyyy-MM-dd'T'HH:mm:ss.SSSZ) "
                    + name));
  }

  private Instant before(int count, String unit) {
    OffsetDateTime now = world.now().atOffset(ZoneOffset.UTC);
    OffsetDateTime then =
        switch (unit.charAt(0)) {
          case 'D' -> now.minusDays(count);
          case 'Y' -> now.minusYears(count);
          case 'H' -> now.minusHours(count);
          default -> unit.startsWith("MO") ? now.minusMonths(count) : now.minusMinutes(count);
        };
    return then.toInstant();
  }

  private static boolean matches(Document payment, Request request) {
    for (Map.Entry<String, String[]> filter : FILTERS.entrySet()) {
      Optional<String> wanted = request.queryParam(filter.getKey()).filter(t -> !t.isEmpty());
      if (wanted.isPresent() && !Json.anyText(payment.body(), filter.getValue()).equals(wanted)) {
        return false;
      }
    }
    return true;
  }

  private boolean indexed(Document payment) {
    Instant newest = world.now().minus(world.rules().searchLag());
    return Json.text(payment.body(), "date_created")
        .flatMap(Dates::parse)
        .filter(at -> !at.isAfter(newest))
        .isPresent();
  }

  /// Payments of the last twelve months only.
  private boolean within(Document payment, String range, Instant begin, Instant end) {
    Optional<Instant> date = Json.text(payment.body(), range).flatMap(Dates::parse);
    Instant oldest = world.now().atOffset(ZoneOffset.UTC).minusMonths(12).toInstant();
    return date.filter(at -> !at.isBefore(begin) && !at.isAfter(end) && !at.isBefore(oldest))
        .isPresent();
  }

  /// Newest first unless asked otherwise; the id breaks ties, so that pages do not overlap.
  private static Comparator<Document> order(Request request) {
    String sort = request.queryParam("sort").filter(s -> !s.isEmpty()).orElse("date_created");
    String criteria = request.queryParam("criteria").filter(c -> !c.isEmpty()).orElse("desc");
    if (!SORTS.contains(sort)) {
      throw ApiError.badRequest(1003, "The sort parameter is invalid");
    }
    if (!criteria.equals("asc") && !criteria.equals("desc")) {
      throw ApiError.badRequest(1004, "The criteria parameter is invalid");
    }
    Comparator<Document> byId =
        Comparator.comparingLong(payment -> payment.body().path("id").longValue());
    Comparator<Document> order =
        sort.equals("id")
            ? byId
            : Comparator.<Document, String>comparing(p -> Json.text(p.body(), sort).orElse(""))
                .thenComparing(byId);
    return criteria.equals("asc") ? order : order.reversed();
  }
}
