// SPDX-License-Identifier: Apache-2.0
/// The words every requirement shares: an integration, its site, its product, its credentials.
@NullMarked
package dev.pasaje.integration;

import org.jspecify.annotations.NullMarked;
