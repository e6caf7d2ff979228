// SPDX-License-Identifier: Apache-2.0

/// `pasaje serve`: puts receiver, workers, searches, deliveries and web pages together, starts and
/// ends them in order, and measures them.
@NullMarked
package dev.pasaje.serve;

import org.jspecify.annotations.NullMarked;
