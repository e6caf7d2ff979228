// SPDX-License-Identifier: Apache-2.0
/// Claims after a purchase: messages, files, evidence, mediation and expected resolutions.
@NullMarked
package dev.pasaje.sandbox.claims;

import org.jspecify.annotations.NullMarked;
