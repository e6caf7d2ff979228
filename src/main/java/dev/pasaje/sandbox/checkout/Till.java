// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.cards.TestCards;
import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.catalog.PaymentMethods;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Credential;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What the hosted pages do on a buyer's behalf: offer a seller's methods, type a test card, fill
/// in a buyer's data.
public final class Till {
  /// Holder names that decide a card's result, in the order of the page.
  static final List<String> RESULTS =
      List.of("APRO", "CONT", "OTHE", "CALL", "FUND", "SECU", "EXPI", "FORM");

  private final World world;
  private final CardTokens tokens;

  public Till(World world, CardTokens tokens) {
    this.world = world;
    this.tokens = tokens;
  }

  /// The seller as if calling itself, with the credentials the resource was made with.
  public Optional<Caller> seller(long ownerId, boolean live, long applicationId) {
    Optional<Account> account = world.accounts().account(ownerId);
    Optional<Credential> credential =
        world.accounts().credentialsOf(ownerId).stream()
            .filter(one -> one.live() == live && one.applicationId() == applicationId)
            .findFirst();
    return account.flatMap(owner ->
        credential.flatMap(one ->
            world
                .accounts()
                .application(applicationId)
                .map(application -> new Caller(owner, application, one))));
  }

  /// Cards that have a test card, the balance, and what waits for the buyer, without the excluded.
  ///
  /// @param excluded ids and types
  public List<CheckoutPage.Choice> methods(Account seller, Set<String> excluded) {
    List<String> withCard = TestCards.methods(seller.site());
    List<CheckoutPage.Choice> choices = new ArrayList<>();
    PaymentMethods.of(seller)
        .filter(method -> !excluded.contains(method.id()) && !excluded.contains(method.type()))
        .filter(method -> method.card() ? withCard.contains(method.id()) : isBuyable(method))
        .forEach(method ->
            choices.add(
                new CheckoutPage.Choice(
                    method.id(), method.name(), method.type(), choices.isEmpty())));
    return choices;
  }

  private static boolean isBuyable(PaymentMethod method) {
    return method.offline() || method.type().equals("account_money");
  }

  public static List<CheckoutPage.Choice> results(Texts texts) {
    return RESULTS.stream()
        .map(id -> new CheckoutPage.Choice(id, texts.text("result." + id), id, id.equals("APRO")))
        .toList();
  }

  /// A fresh token of the method's test card.
  ///
  /// @param result the holder's name; an unknown one counts as `APRO`
  public String token(Caller seller, String method, String result) {
    String holder = RESULTS.contains(result) ? result : "APRO";
    return tokens.create(seller, TestCards.of(seller.site(), method, holder, world.now())).id();
  }

  /// A buyer with everything any method of the country asks for.
  public static ObjectNode payer(Site site, String email) {
    ObjectNode payer =
        Json.object().put("email", email).put("first_name", "Test").put("last_name", "Test");
    payer.put("entity_type", "individual");
    if (!site.testDocumentType().isEmpty()) {
      payer
          .putObject("identification")
          .put("type", site.testDocumentType())
          .put("number", site.testDocumentNumber());
    }
    payer
        .putObject("address")
        .put("zip_code", "01310100")
        .put("street_name", "Calle Falsa")
        .put("street_number", "123")
        .put("neighborhood", "Centro")
        .put("city", "São Paulo")
        .put("federal_unit", "SP");
    return payer;
  }
}
