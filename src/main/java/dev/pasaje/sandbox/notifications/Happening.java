// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that changed and may have to be told.
///
/// @param action the `action` of the body, such as `payment.created`
/// @param version counts the changes of this resource; a newer one supersedes an older one
/// @param test whether it concerns test credentials, whose deliveries go to the test address
/// @param detail the members of the body beyond the envelope: `data` for orders, chargebacks, cards
///   and fraud alerts, the whole intent for point
/// @param notificationUrl the address given with the resource itself
public record Happening(
    Topic topic,
    String action,
    String resourceId,
    long version,
    String userId,
    String applicationId,
    boolean test,
    Map<String, ?> detail,
    @Nullable String notificationUrl) {

  /// What is superseded together.
  String resourceKey() {
    return topic + "/" + resourceId;
  }
}
