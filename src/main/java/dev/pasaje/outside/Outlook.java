// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outside;

import java.time.Duration;
import java.time.InstantSource;

/// From where and how patiently the merchant's site is looked at.
///
/// @param limit what one host may cost at most; what is not known by then is unknown
/// @param trust the roots a certificate is believed by
/// @param allowPrivate whether a receiver at a private or loopback address may be probed
/// @param userAgent how Pasaje names itself, such as `Pasaje/0.1.0`
/// @param clock for the instant of the facts and for nothing else
public record Outlook(
    Duration limit, Trust trust, boolean allowPrivate, String userAgent, InstantSource clock) {}
