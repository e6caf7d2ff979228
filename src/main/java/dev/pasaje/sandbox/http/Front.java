// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// From a request to a reply, whatever happens on the way: interceptors, router, error envelopes,
/// request id, request log. No input may end in a stack trace or a 500.
public final class Front {
  private static final System.Logger LOG = System.getLogger(Front.class.getName());

  private final List<Interceptor> interceptors = new CopyOnWriteArrayList<>();
  private final Handler core;
  private final Router router;
  private final InstantSource clock;
  private final Supplier<String> requestIds;
  private final RequestLog log;

  /// @param core what answers inside: the router, run under the world's lock
  public Front(
      Router router,
      Handler core,
      InstantSource clock,
      Supplier<String> requestIds,
      RequestLog log) {
    this.router = router;
    this.core = core;
    this.clock = clock;
    this.requestIds = requestIds;
    this.log = log;
  }

  public void add(Interceptor interceptor) {
    interceptors.add(interceptor);
  }

  public RequestLog log() {
    return log;
  }

  String nextRequestId() {
    return requestIds.get();
  }

  Reply answer(Request request) {
    Reply reply = pass(request, 0);
    if (router.isBrowserPath(request.path())) {
      reply = Cors.allow(request, reply);
    }
    log.add(clock.instant(), request, reply.status());
    return reply.withHeader("x-request-id", request.id());
  }

  /// Handles a request of an earlier run again: nothing stands around it, nobody hears the answer.
  public void again(Request request, Instant at, Handler handler) {
    int status;
    try {
      status = handler.handle(request).status();
    } catch (ApiError error) {
      status = error.reply(request.id(), at).status();
    } catch (RuntimeException defect) {
      status = 400; // as the first time, when it was logged
    }
    log.add(at, request, status);
  }

  Reply refuse(String requestId, ApiError error) {
    return error.reply(requestId, clock.instant()).withHeader("x-request-id", requestId);
  }

  private Reply pass(Request request, int at) {
    if (at < interceptors.size()) {
      return interceptors.get(at).around(request, next -> pass(next, at + 1));
    }
    try {
      return core.handle(request);
    } catch (ApiError error) {
      return error.reply(request.id(), clock.instant());
    } catch (RuntimeException defect) {
      LOG.log(
          System.Logger.Level.ERROR,
          () -> "defect while answering " + request.method() + " " + request.path(),
          defect);
      return ApiError.badRequest(1, "Params Error").reply(request.id(), clock.instant());
    }
  }
}
