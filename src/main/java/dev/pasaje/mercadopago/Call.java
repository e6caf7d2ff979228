// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pasaje.http.Exchange;
import java.util.Optional;
import java.util.function.Function;

/// How a call to the API ended: a probe must tell "refused" from "could not look".
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ended")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Call.Ok.class, name = "ok"),
  @JsonSubTypes.Type(value = Call.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Call.Unreachable.class, name = "unreachable")
})
public sealed interface Call<T> {

  /// The API gave what was asked for.
  record Ok<T>(T value, Optional<String> requestId) implements Call<T> {}

  /// The API said no.
  record Refused<T>(ApiError error) implements Call<T> {}

  /// The API did not answer, or not with what it speaks. A 5xx is an answer, and so a refusal.
  record Unreachable<T>(Exchange.Reason reason, String detail) implements Call<T> {}

  default <U> Call<U> map(Function<T, U> view) {
    return switch (this) {
      case Ok<T>(T value, Optional<String> requestId) -> new Ok<>(view.apply(value), requestId);
      case Refused<T>(ApiError error) -> new Refused<>(error);
      case Unreachable<T>(Exchange.Reason reason, String detail) ->
          new Unreachable<>(reason, detail);
    };
  }

  default Optional<T> found() {
    return this instanceof Ok<T>(T value, _) ? Optional.of(value) : Optional.empty();
  }
}
