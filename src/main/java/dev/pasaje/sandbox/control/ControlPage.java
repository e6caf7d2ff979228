// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.RequestLog;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.notifications.Delivery;
import dev.pasaje.sandbox.notifications.History;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.weather.Forecast;
import dev.pasaje.sandbox.weather.Weather;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The control page: what the emulator holds, received and sent, with buttons. It works without
/// scripts. The secrets on it are the emulator's own and open nothing else.
public final class ControlPage {
  private static final int MOST_ROWS = 50;
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.pasaje.jte");

  private final Supplier<Scene> scene;
  private final LongConsumer reset;
  private final long seed;
  private final Weather weather;
  private final RequestLog log;

  ControlPage(
      Supplier<Scene> scene, LongConsumer reset, long seed, Weather weather, RequestLog log) {
    this.scene = scene;
    this.reset = reset;
    this.seed = seed;
    this.weather = weather;
    this.log = log;
  }

  /// A row of the accounts' table.
  public record AccountRow(
      String site, String nickname, String kind, String token, String publicKey, String secret) {}

  /// A row of the payments' table, with the actions its state allows.
  public record PaymentRow(
      String id, String method, String amount, String status, List<String> actions) {}

  /// A row of the deliveries' table.
  public record DeliveryRow(
      String number, String channel, String what, String url, String state, String lastAnswer) {}

  /// A row of the requests' table.
  public record RequestRow(String at, String method, String path, int status, String idempotency) {}

  /// Everything the page shows.
  public record View(
      String now,
      boolean running,
      String weather,
      History history,
      List<AccountRow> accounts,
      List<PaymentRow> payments,
      List<DeliveryRow> deliveries,
      List<RequestRow> requests) {}

  void routes(Router router) {
    router.get("/_sandbox", _ -> page());
    router.post("/_sandbox/page", this::press);
  }

  private Reply page() {
    StringOutput output = new StringOutput();
    ENGINE.render("sandbox/control/page.jte", Map.of("view", view()), output);
    return Reply.html(200, output.toString())
        .withHeader("Cache-Control", "no-store")
        .withHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
  }

  /// A button: does one thing, then shows the page again.
  private Reply press(Request request) {
    String what = field(request, "do");
    String value = field(request, "value");
    switch (what) {
      case "advance" -> {
        Duration by = Duration.parse(value);
        Control.checkAdvance(by);
        scene.get().advance(by);
      }
      case "run" -> scene.get().runClock(value.equals("true"));
      case "weather" -> weather.change(Forecast.preset(value));
      case "pump" -> scene.get().pump();
      case "reset" -> reset.accept(seed);
      default -> throw Ask.refuse("there is no button '" + what + "'");
    }
    return Reply.empty(303).withHeader("Location", "/_sandbox/");
  }

  private static String field(Request request, String name) {
    return request.form().getOrDefault(name, List.of("")).getFirst();
  }

  private View view() {
    World world = scene.get().world();
    List<Delivery> deliveries = scene.get().courier().deliveries();
    return world.exclusively(() ->
        new View(
            world.now().toString(),
            world.clockRuns(),
            name(weather.forecast()),
            History.of(deliveries),
            accounts(world),
            newest(world.shelf(PaymentDesk.SHELF).all()).map(ControlPage::row).toList(),
            newest(deliveries.stream()).map(ControlPage::row).toList(),
            newest(log.all().stream().filter(one -> !one.request().path().startsWith("/_sandbox")))
                .map(ControlPage::row)
                .toList()));
  }

  private static String name(Forecast forecast) {
    return Stream.of("calm", "black-friday", "storm")
        .filter(preset -> Forecast.preset(preset).equals(forecast))
        .findFirst()
        .orElse("custom");
  }

  private static <T> Stream<T> newest(Stream<T> rows) {
    List<T> all = rows.toList();
    return all.reversed().stream().limit(MOST_ROWS);
  }

  private static List<AccountRow> accounts(World world) {
    return world.sellers().stream()
        .map(seller ->
            new AccountRow(
                seller.account().site().name(),
                seller.account().nickname(),
                seller.kind().label(),
                seller.credential().accessToken(),
                seller.credential().publicKey(),
                world
                    .accounts()
                    .application(seller.application().id())
                    .orElse(seller.application())
                    .webhookSecret()))
        .toList();
  }

  private static PaymentRow row(Document payment) {
    String status = PaymentDesk.status(payment);
    List<String> actions =
        switch (status) {
          case "pending", "in_process" -> List.of("pay", "reject", "expire");
          case "authorized" -> List.of("expire");
          case "approved" -> List.of("dispute", "chargeback");
          case "in_mediation" -> List.of("win-dispute", "chargeback");
          case "charged_back" -> List.of("settle");
          default -> List.of();
        };
    return new PaymentRow(
        payment.id(),
        Json.text(payment.body(), "payment_method_id").orElse(""),
        Json.number(payment.body(), "transaction_amount")
            .map(amount -> amount.toPlainString() + " ")
            .orElse("")
            .concat(Json.text(payment.body(), "currency_id").orElse("")),
        status + " / " + Json.text(payment.body(), "status_detail").orElse(""),
        actions);
  }

  private static DeliveryRow row(Delivery delivery) {
    return new DeliveryRow(
        Long.toString(delivery.number()),
        delivery.channel().name(),
        delivery.happening().topic().wire()
            + " "
            + delivery.happening().action()
            + " "
            + delivery.happening().resourceId(),
        delivery.url(),
        delivery.state().name(),
        delivery.attempts().isEmpty()
            ? ""
            : delivery.attempts().size()
                + ": "
                + delivery.attempts().getLast().answer().description());
  }

  private static RequestRow row(RequestLog.Received received) {
    Request request = received.request();
    return new RequestRow(
        received.at().toString(),
        request.method(),
        request.path(),
        received.status(),
        request.header("x-idempotency-key").orElse(""));
  }
}
