// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The credentials of the integrations of the settings and of the vault, by their hashes: enough to
/// say that a found value is one of them.
public final class KnownSecrets {
  public static final KnownSecrets NONE = new KnownSecrets(Map.of(), Map.of());
  private static final Pattern APPLICATION =
      Pattern.compile("(?:APP_USR|TEST)-(\\d{1,20})-\\d{6}-.*");

  private final Map<String, Leak.Known> byHash;
  private final Map<String, String> byApplication;

  private KnownSecrets(Map<String, Leak.Known> byHash, Map<String, String> byApplication) {
    this.byHash = Map.copyOf(byHash);
    this.byApplication = Map.copyOf(byApplication);
  }

  public static KnownSecrets of(List<Integration> integrations) {
    return of(integrations, List.of());
  }

  /// A credential that is kept elsewhere than in the settings.
  ///
  /// @param where for people, such as `vault production.access-token`
  /// @param inUse not an older one that is only kept
  public record Elsewhere(String integration, String where, boolean inUse, Secret value) {}

  /// Those of the settings, and others, of which the settings' own count first.
  public static KnownSecrets of(List<Integration> integrations, List<Elsewhere> others) {
    Map<String, Leak.Known> byHash = new HashMap<>();
    Map<String, String> byApplication = new HashMap<>();
    for (Integration integration : integrations) {
      String id = integration.id();
      add(byHash, byApplication, id, "credentials.test", integration.test());
      add(byHash, byApplication, id, "credentials.production", integration.production());
      for (Secret secret : integration.webhookSecrets()) {
        byHash.put(
            Fingerprint.whole(secret.reveal().strip()),
            new Leak.Known.InUse(id, "webhook-secrets"));
      }
    }
    for (Elsewhere one : others) {
      String text = one.value().reveal().strip();
      byHash.putIfAbsent(
          Fingerprint.whole(text),
          one.inUse()
              ? new Leak.Known.InUse(one.integration(), one.where())
              : new Leak.Known.SameApplication(one.integration()));
      Matcher token = APPLICATION.matcher(text);
      if (token.matches()) {
        byApplication.putIfAbsent(token.group(1), one.integration());
      }
    }
    return new KnownSecrets(byHash, byApplication);
  }

  private static void add(
      Map<String, Leak.Known> byHash,
      Map<String, String> byApplication,
      String id,
      String slot,
      CredentialSet set) {
    put(byHash, id, slot + ".public-key", set.publicKey());
    put(byHash, id, slot + ".access-token", set.accessToken().map(Secret::reveal));
    put(byHash, id, slot + ".client-secret", set.clientSecret().map(Secret::reveal));
    set.accessToken()
        .map(token -> APPLICATION.matcher(token.reveal().strip()))
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .or(set::clientId)
        .ifPresent(application -> byApplication.putIfAbsent(application.strip(), id));
  }

  private static void put(
      Map<String, Leak.Known> byHash, String id, String setting, Optional<String> value) {
    value.ifPresent(
        text -> byHash.put(Fingerprint.whole(text.strip()), new Leak.Known.InUse(id, setting)));
  }

  Leak.Known of(Hit hit) {
    Leak.Known exact = byHash.get(Fingerprint.whole(hit.value().reveal()));
    if (exact != null) {
      return exact;
    }
    String integration = byApplication.get(hit.application());
    return integration == null
        ? new Leak.Known.Stranger()
        : new Leak.Known.SameApplication(integration);
  }
}
