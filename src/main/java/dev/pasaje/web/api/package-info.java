// SPDX-License-Identifier: Apache-2.0

/// The REST API for the merchant's own programs: orders, their timelines, what could not be
/// delivered. Described by `openapi.json` beside it.
@NullMarked
package dev.pasaje.web.api;

import org.jspecify.annotations.NullMarked;
