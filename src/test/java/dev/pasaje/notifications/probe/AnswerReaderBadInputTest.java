// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.notifications.probe.ReceiverFacts.Extent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are no answers.
class AnswerReaderBadInputTest {
  private static AnswerReader reader(String text) {
    return new AnswerReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000 a TLS record",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 999 x\r\n\r\n",
        "HTTP/1.1 2OO x\r\n\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "\r\n\r\n",
      })
  void what_is_not_http_is_garbled(String text) {
    assertThatThrownBy(() -> reader(text).head()).isInstanceOf(AnswerReader.Garbled.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HT", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n"})
  void what_ends_too_soon_is_closed(String text) {
    assertThatThrownBy(() -> reader(text).head()).isInstanceOf(AnswerReader.ClosedEarly.class);
  }

  @Test
  void endless_interim_answers_end() {
    assertThatThrownBy(() -> reader("HTTP/1.1 100 Continue\r\n\r\n".repeat(50)).head())
        .isInstanceOf(AnswerReader.Garbled.class);
  }

  @Test
  void odd_header_lines_are_passed_over() throws IOException {
    AnswerReader.Head head =
        reader("HTTP/1.0 201\r\nno colon\r\n: empty\r\nServer : x \r\nserver: y\r\n\r\n").head();

    assertThat(head.status()).isEqualTo(201);
    assertThat(head.headers()).hasSize(1).containsEntry("server", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999999999999", "abc", "10"})
  void a_wrong_length_ends_with_the_connection(String length) throws IOException {
    AnswerReader reader = reader("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nabc");

    AnswerReader.Body body = reader.body(reader.head(), "POST", System.nanoTime() + 1_000_000_000L);

    assertThat(body.text()).isEqualTo("abc");
  }

  @Test
  void a_body_is_read_to_its_bound_and_no_further() throws IOException {
    AnswerReader reader = reader("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(1 << 20));

    AnswerReader.Body body =
        reader.body(reader.head(), "POST", System.nanoTime() + 10_000_000_000L);

    assertThat(body.extent()).isEqualTo(Extent.CUT);
    assertThat(body.text().length()).isLessThan(AnswerReader.MAX_BODY + 4096);
  }

  @Test
  void noise_never_ends_in_anything_but_a_told_failure() {
    Random random = new Random(20261126);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      AnswerReader reader = new AnswerReader(new ByteArrayInputStream(noise));
      assertThatThrownBy(reader::head)
          .as("seed 20261126, round %s", i)
          .isInstanceOf(IOException.class);
    }
  }
}
