// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.checkout.CheckoutPages;
import dev.pasaje.sandbox.checkout.MerchantOrders;
import dev.pasaje.sandbox.checkout.Preferences;
import dev.pasaje.sandbox.checkout.Till;
import dev.pasaje.sandbox.customers.Customers;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.oauth.Authorization;
import dev.pasaje.sandbox.orders.Orders;
import dev.pasaje.sandbox.orders.PaymentOrders;
import dev.pasaje.sandbox.pages.BrowserScript;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.payments.Refunds;
import dev.pasaje.sandbox.subscriptions.SubscriptionPages;
import dev.pasaje.sandbox.subscriptions.Subscriptions;
import dev.pasaje.sandbox.world.World;

/// What stands around a payment: who sells, who buys, what was ordered, and the pages of both.
record CheckoutResources(
    World world,
    Router router,
    String baseUrl,
    CardTokens tokens,
    PaymentDesk desk,
    Refunds refunds) {
  void register() {
    MerchantOrders merchantOrders = new MerchantOrders(world);
    PaymentOrders orders = new PaymentOrders(world, desk, baseUrl);
    Till till = new Till(world, tokens);
    new Authorization(world).routes(router);
    new Customers(world, tokens).routes(router);
    new Preferences(world, baseUrl).routes(router);
    merchantOrders.routes(router);
    new Orders(world, orders, desk, refunds, tokens).routes(router);
    new CheckoutPages(world, desk, merchantOrders, orders, till).routes(router);
    Subscriptions subscriptions = new Subscriptions(world, tokens, desk, baseUrl);
    subscriptions.routes(router);
    new SubscriptionPages(world, subscriptions, till).routes(router);
    new BrowserScript().routes(router);
  }
}
