// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Exchange;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.client.ReportSource.Creation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Calls about reports whose refusal ends the command with words about the report.
///
/// @param report its id, as the user knows it
record ReportCalls(MercadoPago api, String report) {
  /// Far above any report of sixty days.
  private static final long MOST_BYTES = 4L << 30;

  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(30);
  private static final JsonMapper JSON = new JsonMapper();

  JsonNode get(String path, Map<String, String> query) {
    return ok(api.get(path, query));
  }

  /// An answer of a configuration's route: 404 when none was ever stored (domain/reports.md 2).
  Optional<ObjectNode> configuration(Call<JsonNode> call) {
    return absent(call)
        ? Optional.empty()
        : Optional.of(ok(call) instanceof ObjectNode found ? found : none());
  }

  static boolean absent(Call<JsonNode> call) {
    return call instanceof Call.Refused<JsonNode>(var error) && error.status() == 404;
  }

  /// A write that may not be sent twice.
  JsonNode once(String path, ObjectNode body) {
    return switch (api.once(path, body)) {
      case Exchange.NoAnswer(var reason, var detail) -> throw unreachable(reason, detail);
      case Exchange.Answer answer when answer.status() / 100 == 2 -> json(answer.body());
      case Exchange.Answer answer -> throw refused(answer);
    };
  }

  /// Asks for a report, once: whoever does not know whether it was made searches for it.
  Creation create(String path, ObjectNode body, Function<JsonNode, ReportTask> made) {
    return switch (api.once(path, body)) {
      case Exchange.NoAnswer(var reason, var detail) ->
          new Creation.Unsure(reason.id() + ": " + detail);
      case Exchange.Answer answer when answer.status() == 203 ->
          new Creation.NotMade(new String(answer.body(), StandardCharsets.UTF_8));
      case Exchange.Answer answer when answer.status() / 100 == 2 ->
          new Creation.Made(made.apply(json(answer.body())));
      // A gateway that gave up waiting says nothing of what happened behind it; a conflict says
      // that somebody asked already.
      case Exchange.Answer answer when answer.status() >= 500 || answer.status() == 409 ->
          new Creation.Unsure("HTTP " + answer.status());
      case Exchange.Answer answer -> throw refused(answer);
    };
  }

  Path download(String path, Path into) {
    return switch (api.download(path, into, MOST_BYTES, DOWNLOAD_LIMIT)) {
      case Exchange.Answer answer when answer.status() == 200 -> into;
      case Exchange.Answer answer -> throw refused(answer);
      case Exchange.NoAnswer(var reason, var detail) -> throw unreachable(reason, detail);
    };
  }

  JsonNode ok(Call<JsonNode> call) {
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
        Map.of("family", report, "status", Integer.toString(status), "why", why));
  }

  private PasajeException unreachable(Exchange.Reason reason, String detail) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "reports.unreachable",
        Map.of("family", report, "why", reason.id() + ": " + detail));
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException none) {
      return none();
    }
  }
}
