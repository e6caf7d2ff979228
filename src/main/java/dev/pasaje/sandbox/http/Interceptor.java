// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

/// Stands around the router, outside the world's lock: may answer itself, change the reply, or pass
/// the request on. The first one added is the outermost.
@FunctionalInterface
public interface Interceptor {
  Reply around(Request request, Handler next);
}
