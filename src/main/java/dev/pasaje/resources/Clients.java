// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Environment;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.User;
import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// The API as an integration's credentials see it.
final class Clients {
  private Clients() {}

  /// Those of an integration that can be used, production first.
  static List<Client> of(Integration integration, MercadoPago.Access access) {
    return Stream.of(Environment.PRODUCTION, Environment.TEST)
        .flatMap(environment ->
            integration.credentials(environment).accessToken().stream()
                .map(token -> token.reveal().strip())
                .filter(token -> token.matches("[\\x21-\\x7e]+"))
                .map(token ->
                    new Client(
                        environment,
                        access.as(Secret.of(token)),
                        integration.credentials(environment).owner())))
        .toList();
  }

  /// One of them.
  static final class Client {
    private final Environment environment;
    private final MercadoPago api;
    private final AtomicReference<Optional<String>> account;

    private Client(Environment environment, MercadoPago api, Optional<String> account) {
      this.environment = environment;
      this.api = api;
      this.account = new AtomicReference<>(account);
    }

    Environment environment() {
      return environment;
    }

    MercadoPago api() {
      return api;
    }

    /// Whose credentials these are; empty while nobody can say.
    Optional<String> account() {
      if (account.get().isEmpty() && api.me() instanceof Call.Ok<User>(User user, _)) {
        account.set(Optional.of(user.id()).filter(id -> !id.isEmpty()));
      }
      return account.get();
    }
  }
}
