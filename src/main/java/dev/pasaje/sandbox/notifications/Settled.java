// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one attempt, enough to note it again without sending.
///
/// @param delivery the number of the delivery
/// @param due when the next attempt is made, if there is one
public record Settled(
    long delivery,
    int attempt,
    Instant at,
    Answer answer,
    Delivery.State state,
    @Nullable Instant due) {}
