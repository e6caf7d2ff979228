// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All accounts, applications and credentials, found by id, by token or by public key.
public final class Accounts {
  /// The second-last part of a token: month, day and hour of issue in UTC-4 (inferred from one
  /// official fixture; there is no year).
  private static final DateTimeFormatter TOKEN_HOUR =
      DateTimeFormatter.ofPattern("MMddHH", Locale.ROOT).withZone(ZoneOffset.ofHours(-4));

  private final Map<Long, Account> accounts = new LinkedHashMap<>();
  private final Map<Long, Application> applications = new LinkedHashMap<>();
  private final Map<String, Credential> byToken = new LinkedHashMap<>();
  private final Map<String, Credential> byPublicKey = new LinkedHashMap<>();
  private final Chance chance;

  Accounts(Chance chance) {
    this.chance = chance;
  }

  /// Adds an account, or replaces the one with its id.
  public Account put(Account account) {
    accounts.put(account.id(), account);
    return account;
  }

  public Application put(Application application) {
    applications.put(application.id(), application);
    return application;
  }

  /// Adds a credential, or replaces the one with its token. The newest one of a public key counts.
  public Credential put(Credential credential) {
    byToken.put(credential.accessToken(), credential);
    byPublicKey.put(credential.publicKey(), credential);
    return credential;
  }

  /// Issues a new token for an account; the public key is new as well.
  public Credential issue(Application application, Account account, boolean live, Instant now) {
    return put(
        new Credential(
            newToken(application.id(), account.id(), live, now),
            newPublicKey(live),
            application.id(),
            account.id(),
            live,
            false,
            Credential.FULL_SCOPE,
            now,
            Optional.empty(),
            false));
  }

  public String newToken(long applicationId, long userId, boolean live, Instant now) {
    return String.join(
        "-",
        live ? "APP_USR" : "TEST",
        Long.toString(applicationId),
        TOKEN_HOUR.format(now),
        chance.hex(32),
        Long.toString(userId));
  }

  public String newPublicKey(boolean live) {
    return (live ? "APP_USR-" : "TEST-") + chance.uuid();
  }

  public Optional<Account> account(long id) {
    return Optional.ofNullable(accounts.get(id));
  }

  public Optional<Account> accountByEmail(String email) {
    return accounts.values().stream()
        .filter(account -> account.email().equalsIgnoreCase(email))
        .findFirst();
  }

  public Optional<Application> application(long id) {
    return Optional.ofNullable(applications.get(id));
  }

  public Optional<Credential> byToken(String accessToken) {
    return Optional.ofNullable(byToken.get(accessToken));
  }

  public Optional<Credential> byPublicKey(String publicKey) {
    return Optional.ofNullable(byPublicKey.get(publicKey));
  }

  public List<Account> all() {
    return List.copyOf(accounts.values());
  }

  public List<Application> applications() {
    return List.copyOf(applications.values());
  }

  public List<Credential> credentials() {
    return List.copyOf(byToken.values());
  }

  /// The credentials of one account, in order of issue.
  public List<Credential> credentialsOf(long userId) {
    List<Credential> found = new ArrayList<>(byToken.values());
    found.removeIf(credential -> credential.userId() != userId);
    return found;
  }
}
