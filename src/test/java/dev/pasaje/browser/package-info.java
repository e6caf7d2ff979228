// SPDX-License-Identifier: Apache-2.0

/// Headless Chromium for the tests that need a page to be looked at, one browser per test class.
@NullMarked
package dev.pasaje.browser;

import org.jspecify.annotations.NullMarked;
