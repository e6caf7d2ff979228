// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.accounts.Users;
import dev.pasaje.sandbox.checkout.MerchantOrders;
import dev.pasaje.sandbox.checkout.Preferences;
import dev.pasaje.sandbox.customers.Customers;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.oauth.Authorization;
import dev.pasaje.sandbox.pages.BrowserScript;
import dev.pasaje.sandbox.world.World;

/// The parts of the emulator, wired to one world. One line a part.
///
/// @param baseUrl where the emulator listens, for the links it hands out
record Resources(World world, Router router, String baseUrl) {
  void register() {
    new Users(world).routes(router);
    new ShopResources(world, router, baseUrl).register();
    new Authorization(world).routes(router);
    new Customers(world).routes(router);
    new Preferences(world, baseUrl).routes(router);
    new MerchantOrders(world).routes(router);
    new BrowserScript().routes(router);
  }
}
