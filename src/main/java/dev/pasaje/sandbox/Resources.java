// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.accounts.CredentialsWrapper;
import dev.pasaje.sandbox.accounts.TestUsers;
import dev.pasaje.sandbox.accounts.Users;
import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.catalog.Catalogues;
import dev.pasaje.sandbox.control.PaymentActions;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.BuyerPages;
import dev.pasaje.sandbox.payments.Chargebacks;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.payments.Payments;
import dev.pasaje.sandbox.payments.Refunds;
import dev.pasaje.sandbox.seed.Seeds;
import dev.pasaje.sandbox.world.World;

/// The parts of the emulator, wired to one world. One line a part.
///
/// @param baseUrl where the emulator listens, for the links it hands out
record Resources(World world, Router router, String baseUrl) {
  /// @param seeds what the world holds at the start
  void register(String seeds) {
    CardTokens tokens = new CardTokens(world);
    PaymentDesk desk = new PaymentDesk(world, tokens, baseUrl);
    Refunds refunds = new Refunds(world, desk);
    Disputes disputes = new Disputes(world, desk);
    new Users(world).routes(router);
    new TestUsers(world).routes(router);
    new ShopResources(world, router, baseUrl, desk, disputes, refunds).register();
    new CredentialsWrapper(world).routes(router);
    new Catalogues(world.access()).routes(router);
    new CheckoutResources(world, router, baseUrl, tokens, desk, refunds).register();
    tokens.routes(router);
    new Payments(world, desk).routes(router);
    refunds.routes(router);
    new Chargebacks(world, disputes).routes(router);
    new BuyerPages(world, desk).routes(router);
    new PaymentActions(desk, disputes).routes(router);
    new Seeds(world, router, desk, disputes).plant(seeds);
  }
}
