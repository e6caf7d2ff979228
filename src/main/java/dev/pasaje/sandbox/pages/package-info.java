// SPDX-License-Identifier: Apache-2.0

/// What the emulator shows in a browser on behalf of Mercado Pago's other hosts: the front-end
/// script's stand-in, its secure fields, and the renderer of the hosted pages.
@NullMarked
package dev.pasaje.sandbox.pages;

import org.jspecify.annotations.NullMarked;
