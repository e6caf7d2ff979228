// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import java.util.Optional;
import java.util.function.Function;

/// Turns how a call ended into an outcome when it did not end well.
final class Answers {
  private Answers() {}

  /// Judges the answer of a call; what was not answered is unknown, never failed and never passed.
  static <T> Outcome judge(String request, Optional<Call<T>> call, Function<T, Outcome> judge) {
    if (call.isEmpty()) {
      return Outcome.notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER);
    }
    return switch (call.get()) {
      case Call.Ok<T>(T value, _) -> judge.apply(value);
      case Call.Refused<T>(ApiError error) ->
          switch (error.trouble()) {
            case RATE, OUTAGE ->
                Outcome.unknown(Outcome.Ignorance.NO_ANSWER, evidence(request, error));
            case MISSING, INVALID, WRONG_ENVIRONMENT, PRODUCT_MISMATCH, FORBIDDEN, BLOCKED, NONE ->
                Outcome.unknown(Outcome.Ignorance.REFUSED, evidence(request, error));
          };
      case Call.Unreachable<T> unreachable ->
          Outcome.unknown(Outcome.Ignorance.NO_ANSWER, evidence(request, unreachable));
    };
  }

  static Evidence evidence(String request, ApiError error) {
    String code = error.code().isEmpty() ? "" : " " + error.code();
    return Evidence.call(
        request,
        error.status()
            + code
            + (error.message().isEmpty() ? "" : ": " + error.message())
            + error.requestId().map(id -> " (x-request-id " + id + ")").orElse(""));
  }

  static Evidence evidence(String request, Call.Unreachable<?> unreachable) {
    return Evidence.call(request, unreachable.reason().id() + ": " + unreachable.detail());
  }
}
