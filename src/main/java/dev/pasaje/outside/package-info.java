// SPDX-License-Identifier: Apache-2.0
/// What the probes of the merchant's site share: time limits, trust, addresses. Looking from
/// outside carries no credential and believes nothing it is told.
@NullMarked
package dev.pasaje.outside;

import org.jspecify.annotations.NullMarked;
