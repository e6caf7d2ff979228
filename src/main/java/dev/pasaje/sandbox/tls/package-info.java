// SPDX-License-Identifier: Apache-2.0

/// TLS in the place of the real hosts: a throw-away authority and one certificate for all of them.
@NullMarked
package dev.pasaje.sandbox.tls;

import org.jspecify.annotations.NullMarked;
