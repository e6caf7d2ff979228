// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import dev.pasaje.mercadopago.MercadoPago;
import java.time.InstantSource;

/// What reading and searching work with.
///
/// @param access the way to the API; readings take its address and transport, and their own pacing.
///   Its time limit for a call should be a quarter of the lease at most
/// @param observer told of everything that happens
public record Surroundings(
    Database database, MercadoPago.Access access, InstantSource clock, Observer observer) {}
