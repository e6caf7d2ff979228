// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

/// Answers one request. Throws [ApiError] to refuse it.
@FunctionalInterface
public interface Handler {
  Reply handle(Request request);
}
