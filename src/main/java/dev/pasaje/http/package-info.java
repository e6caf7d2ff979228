// SPDX-License-Identifier: Apache-2.0
/// Plumbing for calls that leave the machine: bounded in time and bytes, no redirects, no
/// surprises.
@NullMarked
package dev.pasaje.http;

import org.jspecify.annotations.NullMarked;
