// SPDX-License-Identifier: Apache-2.0
/// HTTPS as an auditor measures it: handshakes from outside yield facts, checks and a grade judge
/// them against published profiles (domain/credentials.md 9).
@NullMarked
package dev.pasaje.tls;

import org.jspecify.annotations.NullMarked;
