// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import org.jspecify.annotations.Nullable;

/// What a page of [BuyerPages] shows.
///
/// @param code what the buyer copies: a Pix code, a barcode
/// @param open whether the buyer can still decide
/// @param finished whether a challenge has just ended
public record BuyerPage(
    String title,
    String seller,
    String payment,
    String amount,
    String status,
    @Nullable String code,
    boolean open,
    boolean challenge,
    boolean finished) {}
