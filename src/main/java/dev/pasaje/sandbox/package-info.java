// SPDX-License-Identifier: Apache-2.0
/// The emulator of the Mercado Pago API: stateful, offline, deterministic by seed. It shares no
/// code with the client or the verifier, so it cannot agree with their mistakes.
@NullMarked
package dev.pasaje.sandbox;

import org.jspecify.annotations.NullMarked;
