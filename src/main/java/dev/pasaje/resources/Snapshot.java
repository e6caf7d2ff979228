// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Environment;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// A resource as it was read once.
///
/// @param version orders the readings of one resource: milliseconds of its own last update, or its
///   own version number, or the time of reading when it has neither
/// @param reference the merchant's own name for the order, `external_reference`; empty when it has
///   none
/// @param readAt when the reading began
/// @param environment whose credentials showed it; `live_mode` does not tell
///   (domain/notifications.md 3.1)
public record Snapshot(
    String integration,
    ResourceRef resource,
    long version,
    String reference,
    Instant readAt,
    JsonNode body,
    Environment environment) {

  /// One read with production credentials.
  public Snapshot(
      String integration,
      ResourceRef resource,
      long version,
      String reference,
      Instant readAt,
      JsonNode body) {
    this(integration, resource, version, reference, readAt, body, Environment.PRODUCTION);
  }

  /// Whether the version is the resource's own, and not the time of reading.
  boolean versioned() {
    return version != readAt.toEpochMilli();
  }
}
