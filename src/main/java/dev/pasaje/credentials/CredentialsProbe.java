// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.http.Threads;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Environment;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.PluginCredentials;
import dev.pasaje.mercadopago.User;
import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the API about an integration's credentials, with read-only calls, all at once.
final class CredentialsProbe {
  private final MercadoPago.Access access;

  CredentialsProbe(MercadoPago.Access access) {
    this.access = access;
  }

  CredentialFacts look(Integration integration) {
    try (ExecutorService calls = Threads.perTask()) {
      Set<String> secrets = secrets(integration);
      Asked test = ask(calls, integration.test(), secrets);
      Asked production = ask(calls, integration.production(), secrets);
      return CredentialFacts.of(
          integration,
          test.facts(Environment.TEST, integration.test()),
          production.facts(Environment.PRODUCTION, integration.production()));
    }
  }

  private Asked ask(ExecutorService calls, CredentialSet typed, Set<String> secrets) {
    Optional<String> token =
        typed.accessToken().map(Secret::reveal).map(TypedText::cleaned).filter(TypedText::sendable);
    // A public key is asked about in the query, where a secret that was typed in its place must
    // never go.
    Optional<String> key =
        typed
            .publicKey()
            .map(TypedText::cleaned)
            .filter(TypedText::sendable)
            .filter(text -> !TokenShape.looksLikeToken(text) && !secrets.contains(text));
    Optional<MercadoPago> owner = token.map(text -> access.as(Secret.of(text)));
    MercadoPago anybody = access.anonymous();
    return new Asked(
        owner.map(api -> submit(calls, () -> api.me().map(User::essentials))),
        owner.map(api -> submit(calls, api::pluginCredentials)),
        key.map(text -> submit(calls, () -> anybody.pluginCredentials(text))),
        key.map(text -> submit(calls, () -> anybody.identificationTypes(text).map(List::size))));
  }

  private static Set<String> secrets(Integration integration) {
    return Stream.of(integration.test(), integration.production())
        .flatMap(set -> Stream.concat(set.accessToken().stream(), set.clientSecret().stream()))
        .map(secret -> TypedText.cleaned(secret.reveal()))
        .collect(Collectors.toSet());
  }

  private static <T> Future<T> submit(ExecutorService calls, Callable<T> call) {
    return calls.submit(call);
  }

  private record Asked(
      Optional<Future<Call<User>>> me,
      Optional<Future<Call<PluginCredentials>>> tokenOwner,
      Optional<Future<Call<PluginCredentials>>> keyOwner,
      Optional<Future<Call<Integer>>> keyProbe) {

    SlotFacts facts(Environment environment, CredentialSet typed) {
      return SlotFacts.of(
          environment,
          typed,
          me.map(Asked::answer),
          tokenOwner.map(Asked::answer),
          keyOwner.map(Asked::answer),
          keyProbe.map(Asked::answer));
    }

    private static <T> T answer(Future<T> call) {
      try {
        return call.get();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while asking the API", stopped);
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a call to the API failed", failed.getCause());
      }
    }
  }
}
