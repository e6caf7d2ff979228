// SPDX-License-Identifier: Apache-2.0

/// Mercado Pago's resources as the truth: what is to be read again, the reading, every version
/// read, and the search for what no notification spoke of. A notification only says that something
/// may have changed.
@NullMarked
package dev.pasaje.resources;

import org.jspecify.annotations.NullMarked;
