// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Instant;

/// Something happened to a resource: what notifications are made of.
///
/// @param kind the resource, such as `payment`, `order`, `chargeback`
/// @param action such as `payment.created`, `payment.updated`, `order.updated`
/// @param applicationId the application through which it was made; 0 when none
/// @param notificationUrl the resource's own notification address, or empty
public record ResourceEvent(
    String kind,
    String action,
    String id,
    long ownerId,
    long applicationId,
    boolean live,
    String notificationUrl,
    Instant at) {}
