// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.claims.Claims;
import dev.pasaje.sandbox.claims.Messages;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.payments.Refunds;
import dev.pasaje.sandbox.payouts.Payouts;
import dev.pasaje.sandbox.point.Actions;
import dev.pasaje.sandbox.point.PaymentIntents;
import dev.pasaje.sandbox.point.Terminals;
import dev.pasaje.sandbox.reports.Reports;
import dev.pasaje.sandbox.shops.PointsOfSale;
import dev.pasaje.sandbox.shops.QrOrders;
import dev.pasaje.sandbox.shops.Stores;
import dev.pasaje.sandbox.shops.TillPayments;
import dev.pasaje.sandbox.wallet.AdvancedPayments;
import dev.pasaje.sandbox.wallet.Agreements;
import dev.pasaje.sandbox.world.World;

/// The parts around a sale: physical shops before it, claims, payouts and reports after it.
record ShopResources(
    World world,
    Router router,
    String baseUrl,
    PaymentDesk desk,
    Disputes disputes,
    Refunds refunds) {
  void register() {
    new Stores(world).routes(router);
    new PointsOfSale(world, baseUrl).routes(router);
    new QrOrders(world).routes(router);
    new TillPayments(world, desk).routes(router);
    Terminals terminals = new Terminals(world);
    terminals.routes(router);
    new Actions(world, terminals).routes(router);
    new PaymentIntents(world, terminals).routes(router);
    Claims claims = new Claims(world, desk, disputes, refunds);
    claims.routes(router);
    new Messages(world, claims).routes(router);
    new Payouts(world).routes(router);
    Agreements agreements = new Agreements(world, baseUrl);
    agreements.routes(router);
    new Reports(world, baseUrl).routes(router);
    new AdvancedPayments(world, agreements).routes(router);
  }
}
