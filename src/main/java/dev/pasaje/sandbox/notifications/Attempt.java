// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.time.Instant;

/// One try of a delivery: what was sent, when, and what came back.
public record Attempt(int number, Instant at, Outgoing request, Answer answer) {}
