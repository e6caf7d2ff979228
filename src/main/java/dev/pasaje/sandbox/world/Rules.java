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
/// @param refundAboveRestCode code of a refund above what is left (not published)
/// @param orderSettling how long after its payment an order answers 409 to a cancellation and 422
///   to a refund, as measured on the real API; nothing by default
/// @param searchLag how long a new payment is missing from the search of payments
public record Rules(
    boolean idempotencyKeyRequired,
    boolean otherBodyRefused,
    boolean mixedUsersRefused,
    boolean strictTestPayers,
    Duration reserveLife,
    int releaseDays,
    boolean manualCardApproval,
    boolean refundsForbiddenInTest,
    int refundAboveRestCode,
    Duration orderSettling,
    Duration searchLag) {

  public static final Rules USUAL =
      new Rules(
          false,
          false,
          false,
          false,
          Duration.ofDays(5),
          14,
          false,
          false,
          2063,
          Duration.ZERO,
          Duration.ZERO);

  public Rules withIdempotencyKeyRequired(boolean now) {
    return new Rules(
        now,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        searchLag);
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
        now,
        refundAboveRestCode,
        orderSettling,
        searchLag);
  }

  public Rules withRefundAboveRestCode(int code) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest,
        code,
        orderSettling,
        searchLag);
  }

  public Rules withOrderSettling(Duration time) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest,
        refundAboveRestCode,
        time,
        searchLag);
  }

  public Rules withSearchLag(Duration time) {
    return new Rules(
        idempotencyKeyRequired,
        otherBodyRefused,
        mixedUsersRefused,
        strictTestPayers,
        reserveLife,
        releaseDays,
        manualCardApproval,
        refundsForbiddenInTest,
        refundAboveRestCode,
        orderSettling,
        time);
  }
}
