// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

/// What a capture has come to so far.
///
/// @param created payments, orders and preferences
/// @param refused answers with 400 or more
/// @param troubled requests the API did not answer
/// @param unrecorded requests that were forwarded and could not be written down
public record Figures(long requests, long created, long refused, long troubled, long unrecorded) {}
