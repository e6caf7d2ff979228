// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A notification that Pasaje's own receiver took in, as far as quality may know of it.
///
/// @param topic such as `payment` or `order`
/// @param resource id of what it speaks of
/// @param status what it was answered with, such as 200
/// @param readAgain whether the resource was read by id afterwards
public record SeenNotification(
    Instant at, String topic, String resource, int status, boolean readAgain) {
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("at", at.toString())
        .put("topic", topic)
        .put("resource", resource)
        .put("status", status)
        .put("readAgain", readAgain);
  }
}
