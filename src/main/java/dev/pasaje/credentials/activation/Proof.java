// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

/// One thing looked at after the switch.
///
/// @param what `page`, `account`, `notifications`, `payment` or `refund`
/// @param outcome `passed`, `failed`, `unknown` or `not-applicable`
/// @param detail what was seen, in short; no secret
public record Proof(String what, String outcome, String detail) {}
