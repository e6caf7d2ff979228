// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sales of a marketplace's sellers (reports.md 6): payments made through its application that left
/// it a fee. The documents name the fields by their headings only, and no task route. A marketplace
/// is called `MP-MKT-` and its application's number here.
final class MarketplaceSales {
  private static final String KIND = "marketplace_report";
  static final String BASE = "/v1/account/marketplace_sales_report";
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final long FIRST = 4_200_001L;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> HEADINGS =
      List.of(
          "Collector",
          "Nickname",
          "Payment",
          "Status description",
          "Status Detail",
          "Purchase order",
          "Payment method type",
          "Transaction amt. LC",
          "Created Date",
          "Approved Date",
          "Marketplace fee amt. LC",
          "MP fee amt. LC",
          "Total Paid Amount",
          "Net Received Amt LC");

  private final World world;
  private final MarketplaceSetup setup;

  MarketplaceSales(World world) {
    this.world = world;
    this.setup = new MarketplaceSetup(world, this);
    world.agenda().work(KIND, id -> world.shelf(KIND).find(id).ifPresent(this::finish));
  }

  void routes(Router router) {
    setup.routes(router);
    router.post(BASE, this::create);
    router.get(BASE + "/list", this::list);
    router.get(BASE + "/{file_name}", this::download);
  }

  private Caller caller(Request request) {
    return world.access().seller(request);
  }

  private Reply create(Request request) {
    Caller caller = caller(request);
    ObjectNode asked = request.object();
    Instant begin = date(asked, "begin_date");
    Instant end = date(asked, "end_date");
    if (!begin.isBefore(end)) {
      throw ApiError.invalid("end_date_before_begin_date", "begin_date must be before end_date");
    }
    String own = "MP-MKT-" + caller.application().id();
    for (JsonNode one : asked.path("marketplaces")) {
      if (!one.asString("").equals(own)) {
        throw ApiError.invalid("invalid_parameter", "unknown marketplace " + one.asString(""));
      }
    }
    if (asked.path("marketplaces").isEmpty()) {
      throw ApiError.invalid("invalid_parameter", "marketplaces is required");
    }
    if (!caller.site().name().equals(asked.path("site").asString(""))) {
      throw ApiError.invalid("invalid_parameter", "site must be " + caller.site().name());
    }
    Document asker = new Document("", caller, Json.object());
    return Reply.json(
        202, made(asker, caller.application().id(), new Range(begin, end), "manual").body());
  }

  /// @param owner whose it is
  Document made(Document owner, long application, Range range, String createdFrom) {
    String id = Long.toString(world.next(KIND, FIRST));
    ObjectNode body = Json.object().put("id", Long.parseLong(id));
    body.put("begin_date", range.begin().toString()).put("end_date", range.end().toString());
    body.put("created_from", createdFrom).put("status", "pending");
    body.put("date_created", Dates.text(world.now()));
    Document report = new Document(id, owner.ownerId(), owner.live(), body, Json.object());
    report.notes().put("application_id", application);
    world.shelf(KIND).put(report);
    world.agenda().at(world.now().plus(STEP), KIND, id);
    return report;
  }

  private static Instant date(ObjectNode body, String name) {
    return Json.text(body, name)
        .flatMap(Dates::parse)
        .orElseThrow(() -> ApiError.invalid("invalid_" + name, name + " is missing or malformed"));
  }

  private void finish(Document report) {
    String prefix =
        setup
            .of(report)
            .flatMap(one -> Json.text(one.body(), "file_name_prefix"))
            .orElse("marketplace-sales");
    report.body().put("status", "processed");
    report
        .body()
        .put("file_name", prefix + "-" + report.id() + "-" + STAMP.format(world.now()) + ".csv");
  }

  private Reply list(Request request) {
    ArrayNode all = Json.array();
    world
        .shelf(KIND)
        .of(caller(request))
        .sorted(Comparator.comparing(Document::id).reversed())
        .forEach(report -> {
          if (!world.clockRuns() && report.body().path("status").asString().equals("pending")) {
            world.agenda().cancel(KIND, report.id());
            finish(report);
          }
          all.add(report.body());
        });
    return Reply.ok(all);
  }

  private Reply download(Request request) {
    Document report =
        world
            .shelf(KIND)
            .of(caller(request))
            .filter(
                one -> one.body().path("file_name").asString("").equals(request.param("file_name")))
            .findFirst()
            .orElseThrow(() -> ApiError.service(404, "not_found", "Report not found", List.of()));
    byte[] csv = ReportFile.csv(new Table(HEADINGS, HEADINGS, rows(report)), ',', Set.of());
    return Reply.bytes(200, "text/csv;charset=UTF-8", csv)
        .withHeader(
            "Content-Disposition", "attachment; filename=\"" + request.param("file_name") + "\"");
  }

  private List<Map<String, String>> rows(Document report) {
    Range range =
        new Range(
            Instant.parse(report.body().path("begin_date").asString()),
            Instant.parse(report.body().path("end_date").asString()));
    return world
        .shelf("payment")
        .all()
        .filter(payment -> payment.live() == report.live())
        .filter(payment ->
            payment.notes().path("application_id").equals(report.notes().path("application_id")))
        .filter(payment -> fee(payment).signum() > 0)
        .filter(payment ->
            Json.text(payment.body(), "date_created")
                .flatMap(Dates::parse)
                .filter(range::contains)
                .isPresent())
        .map(this::row)
        .toList();
  }

  private static BigDecimal fee(Document payment) {
    return Json.number(payment.notes(), "application_fee").orElse(BigDecimal.ZERO);
  }

  private Map<String, String> row(Document payment) {
    JsonNode body = payment.body();
    Map<String, String> row = new HashMap<>();
    row.put("Collector", Long.toString(payment.ownerId()));
    world
        .accounts()
        .account(payment.ownerId())
        .ifPresent(account -> row.put("Nickname", account.nickname()));
    row.put("Payment", payment.id());
    String status = Json.text(body, "status").orElse("");
    row.put(
        "Status description",
        status.equals("rejected") ? "Rejected" : status.equals("approved") ? "Approved" : status);
    put(row, "Status Detail", body, "status_detail");
    put(row, "Purchase order", body, "order", "id");
    put(row, "Payment method type", body, "payment_type_id");
    put(row, "Transaction amt. LC", body, "transaction_amount");
    put(row, "Created Date", body, "date_created");
    put(row, "Approved Date", body, "date_approved");
    row.put("Marketplace fee amt. LC", fee(payment).toPlainString());
    BigDecimal charged = BigDecimal.ZERO;
    for (JsonNode one : body.path("fee_details")) {
      if (one.path("type").asString("").equals("mercadopago_fee")) {
        charged = charged.add(Json.number(one, "amount").orElse(BigDecimal.ZERO));
      }
    }
    row.put("MP fee amt. LC", charged.toPlainString());
    put(row, "Total Paid Amount", body, "transaction_details", "total_paid_amount");
    put(row, "Net Received Amt LC", body, "transaction_details", "net_received_amount");
    return row;
  }

  private static void put(Map<String, String> row, String key, JsonNode node, String... path) {
    Json.anyText(node, path).ifPresent(text -> row.put(key, text));
  }
}
