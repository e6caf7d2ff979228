// SPDX-License-Identifier: Apache-2.0
/// A recording reverse proxy: forwards what an integration sends to the API and keeps it, without
/// secrets, as evidence.
@NullMarked
package dev.pasaje.capture;

import org.jspecify.annotations.NullMarked;
