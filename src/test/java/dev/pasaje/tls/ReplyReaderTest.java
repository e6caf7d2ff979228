// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReplyReaderTest {
  private static final String DONE = "0e000000";

  /// TLS 1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, renegotiation_info.
  private static final String HELLO =
      "0200002d0303" + "00".repeat(32) + "00c02f00" + "0005ff01000100";

  @Test
  void a_server_hello_is_read_to_its_end() throws Exception {
    Reply reply = read(record(HELLO + keyExchange() + DONE));
    assertThat(reply).isInstanceOf(Reply.Accepted.class);
    Reply.Accepted accepted = (Reply.Accepted) reply;
    assertThat(accepted.version()).isEqualTo(0x0303);
    assertThat(accepted.suite()).isEqualTo(0xc02f);
    assertThat(accepted.extensions()).containsExactly(0xff01);
    assertThat(accepted.group()).contains(Groups.named(23));
  }

  @Test
  void fragments_of_one_byte_make_the_same_message() throws Exception {
    StringBuilder fragments = new StringBuilder();
    String whole = HELLO + keyExchange() + DONE;
    for (int i = 0; i < whole.length(); i += 2) {
      fragments.append(record(whole.substring(i, i + 2)));
    }
    assertThat(read(fragments.toString())).isEqualTo(read(record(whole)));
  }

  @Test
  void a_fatal_alert_is_a_refusal_and_a_warning_is_passed_over() throws Exception {
    assertThat(read("15030100020228")).isEqualTo(new Reply.Refused(40));
    assertThat(read("15030100020170" + record(HELLO + DONE))).isInstanceOf(Reply.Accepted.class);
  }

  @Test
  void http_and_other_things_are_told_apart() throws Exception {
    assertThat(text("HTTP/1.1 400 Bad Request\r\n\r\n")).isEqualTo(new Reply.PlainHttp());
    assertThat(text("<html><body>400")).isEqualTo(new Reply.PlainHttp());
    assertThat(text("SSH-2.0-OpenSSH_9.6")).isInstanceOf(Reply.Garbage.class);
  }

  @Test
  void what_is_cut_short_before_a_hello_ends_as_closed() {
    String whole = record(HELLO + DONE);
    for (int i = 0; i < HELLO.length(); i += 2) {
      String part = whole.substring(0, i);
      assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void an_oversize_message_is_garbage() throws Exception {
    assertThat(read(record("02ffffff00"))).isInstanceOf(Reply.Garbage.class);
    assertThat(read("160303ffff")).isInstanceOf(Reply.Garbage.class);
  }

  @Test
  void an_endless_stream_of_small_records_comes_to_an_end() throws Exception {
    byte[] endless = HexFormat.of().parseHex("160303000102".repeat(100_000));
    assertThat(ReplyReader.read(new ByteArrayInputStream(endless), Protocol.TLS_1_2))
        .isInstanceOf(Reply.Garbage.class);
  }

  @Test
  void random_bytes_never_do_more_than_end() {
    long seed = System.nanoTime();
    System.out.println("ReplyReaderTest seed " + seed);
    Random random = new Random(seed);
    byte[] valid = HexFormat.of().parseHex(record(HELLO + keyExchange() + DONE));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(valid, valid.length);
      for (int j = random.nextInt(6); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Protocol asked = i % 5 == 0 ? Protocol.SSL_2 : Protocol.TLS_1_2;
      try {
        assertThat(ReplyReader.read(new ByteArrayInputStream(bytes), asked)).isNotNull();
      } catch (IOException closed) {
        assertThat(closed).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void a_hello_of_awkward_length_is_padded_and_reads_as_one_record() {
    for (Protocol protocol : Protocol.values()) {
      for (List<Integer> part : Suites.parts(protocol)) {
        byte[] hello = Hello.of(protocol, Optional.of("shop.example"), part).encode(new Random(1));
        assertThat(part.size()).isBetween(1, 127);
        if (protocol.compareTo(Protocol.TLS_1_0) >= 0) {
          assertThat(hello[0]).isEqualTo((byte) 22);
          assertThat(((hello[3] & 0xff) << 8) | (hello[4] & 0xff)).isEqualTo(hello.length - 5);
          assertThat(hello.length - 5)
              .satisfiesAnyOf(
                  length -> assertThat(length).isLessThan(256),
                  length -> assertThat(length).isGreaterThanOrEqualTo(512));
        }
      }
    }
  }

  private static String keyExchange() {
    return "0c00000803001701aa000000";
  }

  private static String record(String body) {
    return String.format("160303%04x%s", body.length() / 2, body);
  }

  private static Reply read(String hex) throws IOException {
    return ReplyReader.read(
        new ByteArrayInputStream(HexFormat.of().parseHex(hex)), Protocol.TLS_1_2);
  }

  private static Reply text(String text) throws IOException {
    return ReplyReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), Protocol.TLS_1_2);
  }
}
