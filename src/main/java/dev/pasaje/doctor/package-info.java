// SPDX-License-Identifier: Apache-2.0
/// The local installation looked over: Java, settings, disk, clock, the way to the API.
@NullMarked
package dev.pasaje.doctor;

import org.jspecify.annotations.NullMarked;
