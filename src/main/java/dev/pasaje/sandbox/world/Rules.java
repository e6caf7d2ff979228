// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Duration;

/// Where the public record is silent or sources differ, the emulator's choice, as switches.
///
/// @param idempotencyKeyRequired payments without `X-Idempotency-Key` are refused with code 4292
///   (the reference says so, the OpenAPI description does not)
/// @param otherBodyRefused the same key with another body on payments answers 409 instead of the
///   original
/// @param mixedUsersRefused a real seller with a test buyer, or the reverse, answers 2034
/// @param strictTestPayers payers of test sellers must be test users that exist, else 2198
/// @param reserveLife how long an uncaptured reserve lives (not published)
/// @param releaseDays days from approval to the release of the money
/// @param manualCardApproval card payments stay in review until decided by a control call
/// @param refundsForbiddenInTest refunds by API with test accounts answer the policy agent's 403
public record Rules(
    boolean idempotencyKeyRequired,
    boolean otherBodyRefused,
    boolean mixedUsersRefused,
    boolean strictTestPayers,
    Duration reserveLife,
    int releaseDays,
    boolean manualCardApproval,
    boolean refundsForbiddenInTest) {

  public static final Rules USUAL =
      new Rules(false, false, false, false, Duration.ofDays(5), 14, false, false);

  public Rules withIdempotencyKeyRequired(boolean now) {
    return new Rules(
        now,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest);
  }

  public Rules withOtherBodyRefused(boolean now) {
    return new Rules(
        idempotencyKeyRequired,
        now,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest);
  }

  public Rules withMixedUsersRefused(boolean now) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        now,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest);
  }

  public Rules withStrictTestPayers(boolean now) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        now,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest);
  }

  public Rules withReserveLife(Duration life) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        life,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest);
  }

  public Rules withReleaseDays(int days) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        days,
        manualCardApproval,
        refundsForbiddenInTest);
  }

  public Rules withManualCardApproval(boolean now) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        now,
        refundsForbiddenInTest);
  }

  public Rules withRefundsForbiddenInTest(boolean now) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        now);
  }
}
