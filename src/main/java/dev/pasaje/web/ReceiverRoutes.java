// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import dev.pasaje.notifications.Arrival;
import dev.pasaje.notifications.Receiver;
import dev.pasaje.notifications.Receiver.Receipt;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The receiver's addresses: `/n/INTEGRATION`, and `/n` for all of them. Whatever is asked of them,
/// the answer has no body, and does not tell an integration that is there from one that is not.
public final class ReceiverRoutes implements HttpService {
  public static final String PATH = "/n";

  private final Receiver receiver;
  private final InstantSource clock;

  public ReceiverRoutes(Receiver receiver, InstantSource clock) {
    this.receiver = receiver;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .any(PATH, this::take)
        .any(PATH + "/", this::take)
        .any(PATH + "/{integration}", this::take);
  }

  private void take(ServerRequest request, ServerResponse response) {
    byte[] body;
    try {
      body = body(request);
    } catch (IOException | RuntimeException broken) {
      throw new CloseConnectionException("the body did not come whole", broken);
    }
    boolean tooLarge = body.length > Arrival.MAX_BODY;
    Receipt receipt =
        receiver.receive(
            new Arrival(
                request.path().pathParameters().first("integration").orElse(""),
                request.prologue().method().text(),
                target(request),
                request.prologue().query().rawValue(),
                headers(request),
                tooLarge ? Arrays.copyOf(body, Arrival.MAX_BODY) : body,
                tooLarge,
                request.remotePeer().host(),
                clock.instant()));
    response.status(Status.create(receipt.status()));
    if (tooLarge) {
      // The rest of the body is not read.
      response.header(HeaderNames.CONNECTION, "close");
    }
    response.send();
    if (tooLarge) {
      throw new CloseConnectionException("body too large");
    }
  }

  private static String target(ServerRequest request) {
    String query = request.prologue().query().rawValue();
    String path = request.prologue().uriPath().rawPath();
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static byte[] body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = request.content().inputStream()) {
      return stream.readNBytes(Arrival.MAX_BODY + 1);
    }
  }

  private static List<Arrival.Header> headers(ServerRequest request) {
    List<Arrival.Header> headers = new ArrayList<>(16);
    for (Header header : request.headers()) {
      for (String value : header.allValues()) {
        headers.add(new Arrival.Header(header.name(), value));
      }
    }
    return headers;
  }
}
