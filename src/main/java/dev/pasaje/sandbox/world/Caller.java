// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

/// Who makes a call: an application acting for an account.
public record Caller(Account account, Application application, Credential credential) {
  public Site site() {
    return account.site();
  }

  /// False with `TEST-` credentials. A test user's `APP_USR-` credentials are live.
  public boolean live() {
    return credential.live();
  }

  /// Whether no real money moves: `TEST-` credentials or a test user.
  public boolean test() {
    return !credential.live() || account.testUser();
  }
}
