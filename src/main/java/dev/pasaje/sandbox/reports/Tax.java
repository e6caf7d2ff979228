// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.math.BigDecimal;

/// One withheld tax, as `TAXES_DISAGGREGATED` lists it.
///
/// @param amount negative when it lowers what the seller receives
public record Tax(String financialEntity, String detail, BigDecimal amount) {}
