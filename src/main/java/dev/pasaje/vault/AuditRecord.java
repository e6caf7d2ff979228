// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import java.time.Instant;

/// One line of the audit trail.
///
/// @param number from 1, without gaps
/// @param action `created`, `put`, `forgotten`, `rotated` or a word of whoever noted it
/// @param integration empty when it concerns the whole vault
/// @param name of the entry; empty when it concerns none
/// @param version of the entry; 0 when it concerns none
/// @param fingerprint of the value put: the first eight hex digits of its SHA-256; else empty
public record AuditRecord(
    long number,
    Instant at,
    String who,
    String why,
    String action,
    String integration,
    String name,
    int version,
    String fingerprint) {}
