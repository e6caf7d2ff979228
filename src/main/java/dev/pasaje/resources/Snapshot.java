// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// A resource as it was read once.
///
/// @param version orders the readings of one resource: milliseconds of its own last update, or its
///   own version number
/// @param reference the merchant's own name for the order, `external_reference`; empty when it has
///   none
/// @param readAt when the reading began
public record Snapshot(
    String integration,
    ResourceRef resource,
    long version,
    String reference,
    Instant readAt,
    JsonNode body) {}
