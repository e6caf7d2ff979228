// SPDX-License-Identifier: Apache-2.0
/// Card tokens: what a browser makes of a card, so that the number never reaches the shop.
@NullMarked
package dev.pasaje.sandbox.cards;

import org.jspecify.annotations.NullMarked;
