// SPDX-License-Identifier: Apache-2.0
/// The merchant's receiver of notifications seen from outside: what Mercado Pago would send it,
/// what it answered, and whether that will do in production (domain/notifications.md 6, 7, 11, 12).
@NullMarked
package dev.pasaje.notifications.probe;

import org.jspecify.annotations.NullMarked;
