// SPDX-License-Identifier: Apache-2.0
/// Physical shops: stores, points of sale, the legacy in-store QR orders and the integrator
/// settings.
@NullMarked
package dev.pasaje.sandbox.shops;

import org.jspecify.annotations.NullMarked;
