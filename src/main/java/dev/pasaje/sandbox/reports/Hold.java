// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Money set aside without leaving the account, such as for an open claim: two `reserve_` rows in
/// the release report that cancel out once it ends.
///
/// @param amount positive
/// @param until null while it lasts
public record Hold(
    String sourceId,
    String description,
    BigDecimal amount,
    Instant from,
    @Nullable Instant until,
    Map<String, String> details) {}
