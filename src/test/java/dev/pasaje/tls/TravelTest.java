// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.tls.TlsFacts.End;
import dev.pasaje.tls.TlsFacts.Journey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TravelTest {
  @Test
  void an_answer_ends_the_journey_and_a_cookie_keeps_its_value_to_itself() throws Exception {
    Journey seen =
        go("HTTP/1.1 200 OK\r\nSet-Cookie: a=1; path=/; samesite=lax\r\nServer: x\r\n\r\n");
    assertThat(seen.end()).isEqualTo(End.ANSWERED);
    assertThat(seen.hops().getFirst().cookies()).containsExactly("a; SameSite=Lax");
    assertThat(seen.hops().getFirst().server()).contains("x");
  }

  @Test
  void a_redirect_to_itself_is_a_loop() throws Exception {
    assertThat(go("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n").end()).isEqualTo(End.LOOP);
  }

  @Test
  void locations_that_lead_nowhere_are_told() throws Exception {
    for (String location :
        List.of("", "ftp://shop.example/", "http://", "http://[", "mailto:x@y")) {
      assertThat(go("HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\n\r\n").end())
          .as(location)
          .isEqualTo(End.BAD_LOCATION);
    }
    assertThat(go("HTTP/1.1 301 Moved\r\n\r\n").end()).isEqualTo(End.BAD_LOCATION);
  }

  @Test
  void ever_new_addresses_are_too_many() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (LocalServer server =
        LocalServer.plain((in, out) ->
            LocalServer.answering(
                    "HTTP/1.1 302 Found\r\nLocation: ?n=" + count.incrementAndGet() + "\r\n\r\n")
                .serve(in, out))) {
      Journey seen = go(server, Duration.ofSeconds(5));
      assertThat(seen.end()).isEqualTo(End.TOO_MANY);
      assertThat(seen.hops()).hasSize(Journey.MAX_HOPS);
    }
  }

  @Test
  void garbage_endless_headers_and_silence_are_failures() throws Exception {
    assertThat(go("SSH-2.0\r\n\r\n").end()).isEqualTo(End.FAILED);
    try (LocalServer endless =
        LocalServer.plain((in, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("a: b\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        })) {
      assertThat(go(endless, Duration.ofSeconds(5)).end()).isEqualTo(End.FAILED);
    }
    try (LocalServer silent =
        LocalServer.plain((in, out) -> in.transferTo(OutputStream.nullOutputStream()))) {
      assertThat(go(silent, Duration.ofMillis(300)).end()).isEqualTo(End.FAILED);
    }
  }

  @Test
  void a_public_site_does_not_lead_to_a_private_address() throws Exception {
    try (LocalServer server = LocalServer.plain((in, out) -> {});
        TimeBox box = new TimeBox(Duration.ofSeconds(5))) {
      URI here = URI.create("http://shop.example:" + server.port() + "/");
      Journey seen = Travel.from(here, List.of(InetAddress.getByName("9.9.9.9")), web(box));
      assertThat(seen.end()).isEqualTo(End.BAD_LOCATION);
      assertThat(seen.hops()).isEmpty();
    }
  }

  @Test
  void locations_are_resolved_as_browsers_do() {
    URI from = URI.create("http://shop.example/a/b?c");
    assertThat(Place.follow(from, "d e#f")).contains(URI.create("http://shop.example/a/d%20e"));
    assertThat(Place.follow(from, "?x")).contains(URI.create("http://shop.example/a/b?x"));
    assertThat(Place.follow(from, "//Other.example")).contains(URI.create("http://Other.example/"));
    assertThat(Place.of(URI.create("https://ñandú.example/")).map(Place::host))
        .isEqualTo(Optional.of("xn--and-6ma2c.example"));
    assertThat(Place.of(URI.create("https://[2001:DB8::1]:8443/")))
        .contains(new Place("2001:db8::1", 8443));
  }

  private static Journey go(String answer) throws IOException {
    try (LocalServer server = LocalServer.plain(LocalServer.answering(answer))) {
      return go(server, Duration.ofSeconds(5));
    }
  }

  private static Journey go(LocalServer server, Duration limit) throws IOException {
    try (TimeBox box = new TimeBox(limit)) {
      InetAddress local = InetAddress.getLoopbackAddress();
      URI from = URI.create("http://shop.example:" + server.port() + "/");
      return Travel.from(from, List.of(local), web(box));
    }
  }

  private static Web web(TimeBox box) {
    return new Web(
        (host, limit) -> List.of(InetAddress.getLoopbackAddress()),
        box,
        new BcTlsCrypto(),
        "Pasaje/test");
  }
}
