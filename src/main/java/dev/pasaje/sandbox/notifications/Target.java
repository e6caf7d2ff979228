// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

/// Where one delivery goes, and as what.
record Target(Channel channel, String url) {}
