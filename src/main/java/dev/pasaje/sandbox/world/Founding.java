// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import dev.pasaje.sandbox.world.Application.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The first accounts of a world: in each country a real seller with production and `TEST-`
/// credentials, a test seller, and a test buyer.
///
/// They depend on the seed alone, not on the clock, so that a token put into a shop's settings
/// outlives a restart of the emulator.
public final class Founding {
  private static final Instant FIRST_DAY = Instant.parse("2024-03-11T14:00:00Z");

  /// Whose credentials these are; the text is what the ready file says.
  public enum Kind {
    REAL("real"),
    TEST_USER("test-user"),
    TEST_CREDENTIALS("test-credentials");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /// One set of credentials a shop can use.
  public record Seller(
      Kind kind, Account account, Application application, Credential credential) {}

  private final Accounts accounts;
  private final Chance chance;

  private Founding(Accounts accounts, Chance chance) {
    this.accounts = accounts;
    this.chance = chance;
  }

  static List<Seller> found(Accounts accounts, Chance chance) {
    Founding founding = new Founding(accounts, chance);
    List<Seller> sellers = new ArrayList<>();
    for (Site site : Site.values()) {
      sellers.addAll(founding.country(site));
    }
    return List.copyOf(sellers);
  }

  private List<Seller> country(Site site) {
    Instant registered = FIRST_DAY.plus(Duration.ofHours(chance.below(24L * 300)));
    Account real = realSeller(site, registered);
    Application shop = application(real, "Tienda " + site.country(), site);
    Account testSeller = testUser(accounts, chance, site, registered.plus(Duration.ofDays(20)));
    Application testShop = application(testSeller, "Test app " + site.country(), site);
    testUser(accounts, chance, site, registered.plus(Duration.ofDays(21)));
    Instant issued = registered.plus(Duration.ofDays(30));
    return List.of(
        new Seller(Kind.REAL, real, shop, accounts.issue(shop, real, true, issued)),
        new Seller(
            Kind.TEST_USER,
            testSeller,
            testShop,
            accounts.issue(testShop, testSeller, true, issued)),
        new Seller(Kind.TEST_CREDENTIALS, real, shop, accounts.issue(shop, real, false, issued)));
  }

  private Account realSeller(Site site, Instant registered) {
    long id = freeId();
    String name = "tienda" + site.country().toLowerCase(java.util.Locale.ROOT) + chance.digits(4);
    return accounts.put(
        new Account(
            id,
            site,
            false,
            name.toUpperCase(java.util.Locale.ROOT),
            "ventas@" + name + ".example",
            "Marina",
            "Ferreyra",
            registered,
            false,
            true));
  }

  /// A test user as the panel creates them.
  public static Account testUser(Accounts accounts, Chance chance, Site site, Instant registered) {
    long id = freeId(accounts, chance);
    return accounts.put(
        new Account(
            id,
            site,
            true,
            "TESTUSER" + chance.digits(10),
            "test_user_" + chance.digits(10) + "@testuser.com",
            "Test",
            "Test",
            registered,
            false,
            true));
  }

  private Application application(Account owner, String name, Site site) {
    long id = 1_000_000_000_000_000L + chance.below(8_000_000_000_000_000L);
    String home =
        "https://tienda-" + site.country().toLowerCase(java.util.Locale.ROOT) + ".example/oauth";
    return accounts.put(
        new Application(
            id,
            owner.id(),
            name,
            Product.BOTH,
            chance.lettersAndDigits(32),
            chance.hex(64),
            List.of(home),
            true));
  }

  private long freeId() {
    return freeId(accounts, chance);
  }

  private static long freeId(Accounts accounts, Chance chance) {
    long id = 1_000_000_000L + chance.below(1_400_000_000L);
    while (accounts.account(id).isPresent()) {
      id++;
    }
    return id;
  }
}
