// SPDX-License-Identifier: Apache-2.0
/// HTTP as the emulator sees it: requests kept as they came, a router, replies that can be spoiled
/// on the way out, and the error envelopes of the real API. Knows nothing about payments.
@NullMarked
package dev.pasaje.sandbox.http;

import org.jspecify.annotations.NullMarked;
