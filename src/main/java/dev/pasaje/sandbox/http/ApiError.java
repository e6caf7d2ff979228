// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A refusal in one of the envelopes the real API uses: the services' own, the Orders API's, the
/// gateway's and the policy agent's.
public final class ApiError extends RuntimeException {
  /// As in recorded answers: `23-09-2021T17:56:16UTC;<uuid>`.
  private static final DateTimeFormatter DATA_TIME =
      DateTimeFormatter.ofPattern("dd-MM-yyyy'T'HH:mm:ss'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final int status;
  private final transient Envelope envelope;

  private ApiError(int status, String message, Envelope envelope) {
    super(message, null, false, false);
    this.status = status;
    this.envelope = envelope;
  }

  /// One reason inside the services' envelope. The code is a number, or text such as `E301`.
  public record Cause(String code, String description) {}

  private interface Envelope {
    JsonNode body(String requestId, Instant now);
  }

  /// The services' envelope: `{message, error, status, cause:[…]}`.
  public static ApiError service(int status, String error, String message, List<Cause> causes) {
    return new ApiError(
        status,
        message,
        (requestId, now) -> {
          ObjectNode body =
              Json.object().put("message", message).put("error", error).put("status", status);
          ArrayNode list = body.putArray("cause");
          for (Cause cause : causes) {
            ObjectNode one = list.addObject();
            Request.parseLong(cause.code())
                .ifPresentOrElse(
                    n -> one.put("code", n.longValue()), () -> one.put("code", cause.code()));
            one.put("description", cause.description())
                .put("data", DATA_TIME.format(now) + ";" + requestId);
          }
          return body;
        });
  }

  /// 400 `bad_request` with one cause, whose text is also the message.
  public static ApiError badRequest(int code, String description) {
    return badRequest(Integer.toString(code), description);
  }

  public static ApiError badRequest(String code, String description) {
    return service(400, "bad_request", description, List.of(new Cause(code, description)));
  }

  /// 400 with a word as error and no cause, as preferences and customers answer.
  public static ApiError invalid(String error, String message) {
    return service(400, error, message, List.of());
  }

  /// 404 of a resource. The text differs from the one for an unknown route.
  public static ApiError notFound(int code, String description) {
    return service(
        404, "not_found", description, List.of(new Cause(Integer.toString(code), description)));
  }

  public static ApiError forbidden(int code, String description) {
    return service(
        403, "forbidden", description, List.of(new Cause(Integer.toString(code), description)));
  }

  public static ApiError unauthorized(int code, String description) {
    return service(
        401, "unauthorized", description, List.of(new Cause(Integer.toString(code), description)));
  }

  public static ApiError badJson() {
    return service(400, "bad_request", "Bad JSON format", List.of());
  }

  public static ApiError unknownRoute() {
    return service(404, "not_found", "resource not found", List.of());
  }

  /// The gateway's 401.
  public static ApiError gateway(String message) {
    return new ApiError(
        401, message, (_, _) -> Json.object().put("code", "unauthorized").put("message", message));
  }

  /// The policy agent's 403.
  public static ApiError policy() {
    String message = "At least one policy returned UNAUTHORIZED.";
    return new ApiError(
        403,
        message,
        (_, _) ->
            Json.object()
                .put("status", 403)
                .put("code", "PA_UNAUTHORIZED_RESULT_FROM_POLICIES")
                .put("message", message)
                .put("blocked_by", "PolicyAgent"));
  }

  /// The Orders API's envelope: `{errors:[{code, message, details}]}`.
  public static ApiError orders(int status, String code, String message, String... details) {
    return orders(status, code, message, List.of(details), null);
  }

  /// As above, with the order that exists all the same: what 402 carries.
  public static ApiError orders(
      int status, String code, String message, List<String> details, @Nullable JsonNode data) {
    return new ApiError(
        status,
        message,
        (_, _) -> {
          ObjectNode body = Json.object();
          ObjectNode error =
              body.putArray("errors").addObject().put("code", code).put("message", message);
          ArrayNode list = error.putArray("details");
          details.forEach(list::add);
          if (data != null) {
            body.set("data", data);
          }
          return body;
        });
  }

  public int status() {
    return status;
  }

  public Reply reply(String requestId, Instant now) {
    return Reply.json(status, envelope.body(requestId, now));
  }
}
