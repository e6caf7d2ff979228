// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An answer, already as bytes: a JSON body is written out when the reply is made, while the world
/// is locked, so that later changes cannot show in it.
public final class Reply {
  public static final String JSON = "application/json;charset=UTF-8";

  private final int status;
  private final List<Request.Line> headers;
  private final byte[] body;
  private final Transmission transmission;

  private Reply(int status, List<Request.Line> headers, byte[] body, Transmission transmission) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.transmission = transmission;
  }

  public int status() {
    return status;
  }

  public List<Request.Line> headers() {
    return headers;
  }

  /// The body itself, not a copy: not to be changed.
  public byte[] body() {
    return body;
  }

  public Transmission transmission() {
    return transmission;
  }

  public static Reply json(int status, JsonNode body) {
    return bytes(status, JSON, Json.bytes(body));
  }

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  public static Reply created(JsonNode body) {
    return json(201, body);
  }

  public static Reply html(int status, String page) {
    return bytes(status, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply bytes(int status, String contentType, byte[] body) {
    return new Reply(
        status, List.of(new Request.Line("Content-Type", contentType)), body, Transmission.PLAIN);
  }

  public static Reply empty(int status) {
    return new Reply(status, List.of(), new byte[0], Transmission.PLAIN);
  }

  public static Reply redirect(String location) {
    return empty(302).withHeader("Location", location);
  }

  public Reply withHeader(String name, String value) {
    List<Request.Line> more = new ArrayList<>(headers);
    more.removeIf(line -> line.name().equalsIgnoreCase(name));
    more.add(new Request.Line(name, value));
    return new Reply(status, List.copyOf(more), body, transmission);
  }

  public Reply withStatus(int other) {
    return new Reply(other, headers, body, transmission);
  }

  public Reply sent(Transmission how) {
    return new Reply(status, headers, body, how);
  }
}
