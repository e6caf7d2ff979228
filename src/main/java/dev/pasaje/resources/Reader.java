// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.CredentialTrouble;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads resources of one integration. Which environment one belongs to is told by whose
/// credentials can read it, and by nothing else (domain/notifications.md 11). Safe for many
/// threads.
final class Reader {
  private final String integration;
  private final List<Clients.Client> clients;
  private final InstantSource clock;

  Reader(Integration integration, MercadoPago.Access access, InstantSource clock) {
    this.integration = integration.id();
    this.clients = Clients.of(integration, access);
    this.clock = clock;
  }

  Reading read(ResourceRef resource) {
    Optional<String> path = resource.kind().path(resource.id());
    if (path.isEmpty()) {
      return connected();
    }
    Reading ended = new Reading.Refused("no-token");
    for (Clients.Client client : clients) {
      Reading next = read(client, resource, path.get());
      if (!(next instanceof Reading.Absent)) {
        // A test token that has expired says nothing of what production did not have.
        return next instanceof Reading.Refused && ended instanceof Reading.Absent ? ended : next;
      }
      ended = ended instanceof Reading.Absent ? ended : next;
    }
    return ended;
  }

  /// News of a link with an account holds nothing to read; whether the token still works can be
  /// asked, and is what matters.
  private Reading connected() {
    if (clients.isEmpty()) {
      return new Reading.Nothing();
    }
    return switch (clients.getFirst().api().me()) {
      case Call.Ok<User> _ -> new Reading.Nothing();
      case Call.Refused<User>(ApiError error) when error.status() == 401 || error.status() == 403 ->
          new Reading.Refused("status-" + error.status());
      case Call.Refused<User>(ApiError error) ->
          new Reading.Failed("status-" + error.status(), error.retryAfter());
      case Call.Unreachable<User> nothing ->
          new Reading.Failed("unreachable: " + nothing.reason().id(), Optional.empty());
    };
  }

  private Reading read(Clients.Client client, ResourceRef resource, String path) {
    var began = clock.instant();
    return switch (client.api().get(path, Map.of())) {
      case Call.Ok<JsonNode>(JsonNode body, _) -> {
        Optional<String> owner = owner(resource.kind(), body);
        Optional<String> account = owner.isEmpty() ? owner : client.account();
        yield account.isPresent() && !account.equals(owner)
            ? new Reading.Foreign(owner.orElseThrow())
            : new Reading.Read(
                new Snapshot(
                    integration,
                    resource,
                    Versions.of(body).orElse(began.toEpochMilli()),
                    Versions.reference(body),
                    began,
                    body,
                    client.environment()));
      }
      case Call.Refused<JsonNode>(ApiError error) -> refused(client, error);
      case Call.Unreachable<JsonNode> nothing ->
          new Reading.Failed("unreachable: " + nothing.reason().id(), Optional.empty());
    };
  }

  private static Reading refused(Clients.Client client, ApiError error) {
    int status = error.status();
    if (status == 429) {
      return new Reading.Throttled(error.retryAfter());
    }
    if (status >= 500 || status == 408) {
      return new Reading.Failed("status-" + status, error.retryAfter());
    }
    if (status == 404) {
      return new Reading.Absent("not-found");
    }
    if (status != 401 && status != 403) {
      return new Reading.Absent("status-" + status);
    }
    // A forged hint can name somebody else's resource: before all work stops for a refusal, the
    // token itself is asked about.
    return switch (client.api().me()) {
      case Call.Refused<User>(ApiError own) when own.status() == 401 || own.status() == 403 ->
          new Reading.Refused("status-" + status);
      case Call.Ok<User> _ when error.trouble() == CredentialTrouble.FORBIDDEN ->
          new Reading.Absent("forbidden");
      default -> new Reading.Failed("refused: status-" + status, Optional.empty());
    };
  }

  /// The account a resource belongs to, where its kind says so.
  private static Optional<String> owner(ResourceKind kind, JsonNode body) {
    String owner =
        switch (kind) {
          case PAYMENT, FRAUD_ALERT, PREAPPROVAL, PREAPPROVAL_PLAN ->
              body.path("collector_id").asString("");
          case MERCHANT_ORDER -> body.path("collector").path("id").asString("");
          case ORDER -> body.path("user_id").asString("");
          // The customer's own account, in a card; not said at all, or among others, in the rest.
          case CARD,
              AUTHORIZED_PAYMENT,
              CLAIM,
              CHARGEBACK,
              POINT_INTENT,
              SHIPMENT,
              CONNECTION,
              PLAN,
              SUBSCRIPTION,
              INVOICE,
              STATEMENT ->
              "";
        };
    return Optional.of(owner).filter(text -> !text.isBlank());
  }
}
