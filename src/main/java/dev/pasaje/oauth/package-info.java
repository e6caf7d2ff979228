// SPDX-License-Identifier: Apache-2.0
/// OAuth for agencies and marketplaces: the link by which a seller authorises, the exchange of its
/// code, and tokens that are renewed early, by one node at a time, and never lost without a word.
@NullMarked
package dev.pasaje.oauth;

import org.jspecify.annotations.NullMarked;
