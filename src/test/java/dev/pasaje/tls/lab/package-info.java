// SPDX-License-Identifier: Apache-2.0
/// TLS servers with one fault each, on loopback, and what is expected to be said of them. The old
/// protocols they speak are switched on in a JVM of their own, never in the one of the tests.
@NullMarked
package dev.pasaje.tls.lab;

import org.jspecify.annotations.NullMarked;
