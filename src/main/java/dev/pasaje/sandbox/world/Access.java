// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells who calls, or refuses: the 401s and 403s of credentials notes 5.1.
public final class Access {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +([^\\s,]{1,400})\\s*");

  private final World world;

  Access(World world) {
    this.world = world;
  }

  /// The seller behind the bearer token; the gateway's envelope when there is none.
  public Caller seller(Request request) {
    return caller(
        request,
        ApiError.gateway("authorization value not present"),
        ApiError.gateway("invalid access token"));
  }

  /// As [#seller], with the Payments service's own 401 code 5 for a missing or malformed header.
  public Caller paymentsSeller(Request request) {
    return caller(
        request,
        ApiError.unauthorized(5, "Must provide your access_token to proceed"),
        ApiError.gateway("invalid access token"));
  }

  /// As [#seller] for creating payments: an application made for the Orders API, or one whose
  /// production credentials were never activated, may read but not charge.
  public Caller paymentsCharger(Request request) {
    Caller caller = paymentsSeller(request);
    boolean otherProduct = caller.application().product() == Application.Product.ORDERS;
    if (otherProduct || (caller.live() && !caller.application().homologated())) {
      throw ApiError.unauthorized(7, "Unauthorized use of live credentials");
    }
    return caller;
  }

  /// As [#seller] for the Orders API: an unknown token meets the policy agent, `TEST-` credentials
  /// are refused.
  public Caller ordersSeller(Request request) {
    Caller caller =
        caller(
            request,
            ApiError.orders(401, "unauthorized", "authorization value not present"),
            ApiError.policy());
    if (!caller.live()) {
      throw ApiError.orders(
          401,
          "invalid_credentials",
          "Test credentials are not supported. Use production credentials of a test user.");
    }
    if (caller.application().product() == Application.Product.PAYMENTS) {
      throw ApiError.orders(401, "invalid_credentials", "Unauthorized use of live credentials");
    }
    return caller;
  }

  /// The account behind a bearer token or a public key (query `public_key`, header `X-Public-Key`):
  /// only for the calls a browser makes.
  public Caller browser(Request request) {
    if (request.header("authorization").isPresent()) {
      return seller(request);
    }
    String key =
        request
            .queryParam("public_key")
            .or(() -> request.header("x-public-key"))
            .orElseThrow(() -> ApiError.unauthorized(1000, "The credentials are required"));
    Credential credential =
        world
            .accounts()
            .byPublicKey(key)
            .orElseThrow(() -> ApiError.badRequest(1001, "Public_key not found"));
    if (!credential.usableAt(world.now())) {
      throw ApiError.unauthorized(1001, "Public_key not found");
    }
    return open(credential);
  }

  /// The token of a well-formed `Authorization: Bearer …` header.
  public static Optional<String> bearer(Request request) {
    List<String> values =
        request.headers().stream()
            .filter(line -> line.name().equalsIgnoreCase("authorization"))
            .map(Request.Line::value)
            .toList();
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = BEARER.matcher(values.getLast());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Caller caller(Request request, ApiError missing, ApiError unknown) {
    String token = bearer(request).orElseThrow(() -> missing);
    Credential credential = world.accounts().byToken(token).orElseThrow(() -> unknown);
    if (!credential.usableAt(world.now())) {
      throw unknown;
    }
    return open(credential);
  }

  private Caller open(Credential credential) {
    Account account = world.accounts().account(credential.userId()).orElseThrow(ApiError::policy);
    Application application =
        world.accounts().application(credential.applicationId()).orElseThrow(ApiError::policy);
    if (account.blocked()) {
      throw ApiError.policy();
    }
    return new Caller(account, application, credential);
  }
}
