// SPDX-License-Identifier: Apache-2.0
/// The client of Mercado Pago's API; the only package that knows the names in their JSON.
@NullMarked
package dev.pasaje.mercadopago;

import org.jspecify.annotations.NullMarked;
