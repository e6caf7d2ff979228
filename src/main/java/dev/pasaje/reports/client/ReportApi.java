// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Exchange;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.ReportFamily;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The routes of one report family for one account; domain/reports.md 2.
public final class ReportApi {
  /// Far above any report of sixty days.
  private static final long MOST_BYTES = 4L << 30;

  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final MercadoPago api;
  private final ReportFamily family;
  private final String base;

  public ReportApi(MercadoPago api, ReportFamily family) {
    this.api = api;
    this.family = family;
    this.base = "/v1/account/" + family.route();
  }

  public ReportFamily family() {
    return family;
  }

  /// How asking for a report ended.
  public sealed interface Creation {
    record Made(ReportTask task) implements Creation {}

    /// 203: understood, not created; the answer may name dates to ask with.
    record NotMade(String answer) implements Creation {}

    /// Nothing came back: it may have been made. Search before asking again.
    record Unsure(String detail) implements Creation {}
  }

  /// Empty when none was ever stored.
  public Optional<ObjectNode> configuration() {
    Call<JsonNode> call = asked();
    if (call instanceof Call.Refused<JsonNode>(var error) && error.status() == 404) {
      return Optional.empty();
    }
    return Optional.of((ObjectNode) ok(call));
  }

  /// The same, for whom a refusal is a fact and no failure.
  Call<JsonNode> asked() {
    return api.get(base + "/config", Map.of());
  }

  /// @param exists whether one was stored before
  public void configure(ObjectNode configuration, boolean exists) {
    JsonNode _ =
        ok(
            exists
                ? api.put(base + "/config", configuration)
                : api.post(base + "/config", configuration));
  }

  public ReportTask schedule(boolean on) {
    String path = base + "/schedule";
    return ReportTask.of(
        ok(on ? api.post(path, JsonNodeFactory.instance.objectNode()) : api.delete(path)));
  }

  public Creation create(Range range) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("begin_date", range.begin().toString());
    body.put("end_date", range.end().toString());
    return switch (api.once(base, body)) {
      case Exchange.NoAnswer(var reason, var detail) ->
          new Creation.Unsure(reason.id() + ": " + detail);
      case Exchange.Answer answer when answer.status() == 203 ->
          new Creation.NotMade(new String(answer.body(), StandardCharsets.UTF_8));
      case Exchange.Answer answer when answer.status() / 100 == 2 ->
          new Creation.Made(ReportTask.of(json(answer.body())));
      // A gateway that gave up waiting says nothing of what happened behind it.
      case Exchange.Answer answer when answer.status() >= 500 ->
          new Creation.Unsure("HTTP " + answer.status());
      case Exchange.Answer answer -> throw refused(answer);
    };
  }

  public ReportTask task(String id) {
    return ReportTask.of(ok(api.get(base + "/task/" + MercadoPago.encoded(id), Map.of())));
  }

  /// As the panel lists them.
  public List<ReportTask> list() {
    return tasks(ok(api.get(base + "/list", Map.of())));
  }

  /// Reports of a range, the newest first.
  public List<ReportTask> search(Range range) {
    return tasks(
            ok(
                api.get(
                    base + "/search",
                    Map.of(
                        "begin_date", range.begin().toString(),
                        "end_date", range.end().toString(),
                        "limit", "500"))))
        .stream()
        .filter(task -> task.covers(range))
        .toList();
  }

  /// A list, or a page with `results`: both were met.
  private static List<ReportTask> tasks(JsonNode body) {
    JsonNode list = body.isArray() ? body : body.path("results");
    return StreamSupport.stream(list.spliterator(), false).map(ReportTask::of).toList();
  }

  public void download(String fileName, Path into) {
    Exchange exchange =
        api.download(base + "/" + MercadoPago.encoded(fileName), into, MOST_BYTES, DOWNLOAD_LIMIT);
    switch (exchange) {
      case Exchange.Answer answer when answer.status() == 200 -> {}
      case Exchange.Answer answer -> throw refused(answer);
      case Exchange.NoAnswer(var reason, var detail) -> throw unreachable(reason, detail);
    }
  }

  private JsonNode ok(Call<JsonNode> call) {
    return switch (call) {
      case Call.Ok<JsonNode>(var value, _) -> value;
      case Call.Refused<JsonNode>(var error) ->
          throw refused(error.status(), (error.code() + " " + error.message()).strip());
      case Call.Unreachable<JsonNode>(var reason, var detail) -> throw unreachable(reason, detail);
    };
  }

  private PasajeException refused(Exchange.Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    return refused(answer.status(), text.length() > 300 ? text.substring(0, 300) : text);
  }

  private PasajeException refused(int status, String why) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "reports.refused-by-api",
        Map.of("family", family.id(), "status", Integer.toString(status), "why", why));
  }

  private PasajeException unreachable(Exchange.Reason reason, String detail) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "reports.unreachable",
        Map.of("family", family.id(), "why", reason.id() + ": " + detail));
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException none) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
