// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import java.util.function.BooleanSupplier;

/// What `/livez` and `/readyz` say. Live: the process answers. Ready: it can acknowledge a
/// notification, so a balancer may send it some.
///
/// @param ready whether the store can be written to and the service is not stopping
public record Health(BooleanSupplier ready) {}
