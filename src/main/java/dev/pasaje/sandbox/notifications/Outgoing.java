// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.util.Map;

/// One request as it leaves: the address with its query, the headers in order, the body.
public record Outgoing(String url, Map<String, String> headers, String body) {}
