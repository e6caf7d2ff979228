// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// First results by caller, route and `X-Idempotency-Key`, kept for a day. The last header line of
/// that name counts.
public final class Idempotency {
  /// Documented for orders; unknown for payments.
  private static final Duration LIFE = Duration.ofHours(24);

  private static final int MOST = 200_000;

  private final World world;
  private final Map<String, First> firsts = new LinkedHashMap<>();

  /// What the first call with a key made.
  public record First(String resourceId, String fingerprint, Instant at) {}

  Idempotency(World world) {
    this.world = world;
  }

  /// The key, if the caller sent one that is not blank.
  public static Optional<String> key(Request request) {
    return request.header("x-idempotency-key").map(String::strip).filter(key -> !key.isEmpty());
  }

  /// Payments and refunds: the first call answers 201, the same key later 200 with the same
  /// resource, as it is by then. Whether a key is required, and whether another body under the same
  /// key is refused, are rules of the world.
  ///
  /// @param make makes the resource and answers its id
  /// @param show the resource as the API shows it, by id
  public Reply payments(
      Request request, Caller caller, Supplier<String> make, Function<String, Reply> show) {
    Optional<String> key = key(request);
    if (key.isEmpty() && world.rules().idempotencyKeyRequired()) {
      throw ApiError.badRequest(4292, "Header X-Idempotency-Key can't be null");
    }
    Optional<First> first = key.flatMap(_ -> first(request, caller));
    if (first.isPresent()) {
      if (world.rules().otherBodyRefused()
          && !first.get().fingerprint().equals(fingerprint(request))) {
        throw ApiError.service(
            409,
            "idempotency_key_already_used",
            "Idempotency key already used",
            java.util.List.of());
      }
      return show.apply(first.get().resourceId()).withStatus(200);
    }
    String id = make.get();
    keep(request, caller, id);
    return show.apply(id).withStatus(201);
  }

  /// What the same key made before on this route, within its life.
  public Optional<First> first(Request request, Caller caller) {
    return key(request)
        .map(key -> firsts.get(slot(request, caller, key)))
        .filter(first -> world.now().isBefore(first.at().plus(LIFE)));
  }

  /// Remembers the resource made by this call; without a key there is nothing to remember.
  public void keep(Request request, Caller caller, String resourceId) {
    key(request)
        .ifPresent(key -> {
          firsts.remove(slot(request, caller, key));
          firsts.put(
              slot(request, caller, key), new First(resourceId, fingerprint(request), world.now()));
          if (firsts.size() > MOST) {
            firsts.remove(firsts.keySet().iterator().next());
          }
        });
  }

  /// A digest of the body, to tell another body under the same key.
  public static String fingerprint(Request request) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(request.body()), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String slot(Request request, Caller caller, String key) {
    String path =
        request.path().endsWith("/")
            ? request.path().substring(0, request.path().length() - 1)
            : request.path();
    return caller.account().id()
        + (caller.live() ? " " : " test ")
        + request.method()
        + " "
        + path
        + " "
        + key;
  }
}
