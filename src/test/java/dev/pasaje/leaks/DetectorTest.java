// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final long SEED = 20261126;
  private final Planted planted = new Planted(SEED);

  private static List<ContentReader.Located> found(String path, byte[] content) {
    List<ContentReader.Located> found = new ArrayList<>();
    new ContentReader(1 << 24).read(content, path, found::add);
    return found;
  }

  private static List<ContentReader.Located> found(String text) {
    return found("file", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void every_documented_shape_is_found_where_it_is_seen() {
    for (Planted.Leaking one : planted.all()) {
      assertThat(found(one.file(), one.text().getBytes(StandardCharsets.UTF_8)))
          .as(one.file())
          .singleElement()
          .satisfies(found -> {
            assertThat(found.hit().kind()).isEqualTo(one.kind());
            assertThat(found.hit().value().reveal()).isEqualTo(one.value());
          });
    }
  }

  @Test
  void line_and_column_are_told() {
    assertThat(found("a\nbb\n  x=" + planted.token("APP_USR")).getFirst())
        .satisfies(one -> {
          assertThat(one.line()).isEqualTo(3);
          assertThat(one.column()).isEqualTo(5);
        });
  }

  @Test
  void a_find_is_the_same_in_pieces_and_on_huge_lines() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 12; round++) {
      // Around the border between two pieces.
      int before = (1 << 20) - 200 + random.nextInt(10_000);
      String token = planted.token("APP_USR");
      String text = "x\n" + "y".repeat(before) + " " + token + " " + "z".repeat(3_000_000);
      List<ContentReader.Located> found = new ArrayList<>();
      new ContentReader(1 << 24)
          .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "big", found::add);
      assertThat(found).as("seed %s, before %s", SEED, before).hasSize(1);
      assertThat(found.getFirst().line()).isEqualTo(2);
      assertThat(found.getFirst().column()).isEqualTo(before + 2L);
    }
  }

  @Test
  void text_in_utf_16_is_read() {
    byte[] wide = ("\uFEFFT=" + planted.token("TEST")).getBytes(StandardCharsets.UTF_16LE);

    assertThat(found("x.ps1", wide)).hasSize(1);
  }

  @Test
  void look_alikes_raise_no_alarm() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      for (String text : lookAlikes(random)) {
        assertThat(found(text)).as("seed %s: %s", SEED, text).isEmpty();
      }
    }
  }

  private List<String> lookAlikes(Random random) {
    String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
    byte[] noise = new byte[90];
    random.nextBytes(noise);
    String base64 = java.util.Base64.getEncoder().encodeToString(noise);
    String hex = planted.hex(64);
    String mixed = planted.mixed(32);
    return List.of(
        "id: " + uuid,
        "sha256 = " + hex + ", sha1 " + planted.hex(40) + ", md5 " + planted.hex(32),
        "data:image/png;base64," + base64,
        "LATEST-" + uuid,
        "MY_TEST-" + planted.hex(32) + " CONTEST-" + uuid,
        "TEST-" + planted.hex(31),
        "TEST-" + planted.hex(40),
        "TEST-123 TEST-" + planted.digits(6) + " TEST-CASE-" + uuid,
        "TG-" + planted.digits(5) + " TG-" + planted.hex(24),
        "APP_USR-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
        "APP_USR-XXXXXXXXXXXX-XXXXXX-XXXXXXXXXXXXXXXX-XXXXXXXX",
        "APP_USR-12345678-031820-X-12345678",
        "APP_USR-1234567890123456-010101-" + planted.hex(32) + "-123456789",
        "APP_USR-" + planted.digits(16) + "-010101-0123456789abcdef0123456789abcdef-123456789",
        "APP_USR-" + planted.digits(16) + "-010101-" + "a".repeat(32) + "-123456789",
        "APP_USR-00000000-0000-0000-0000-000000000000",
        "TEST-550e8400-e29b-41d4-a716-446655440000",
        "APP_USR-" + planted.digits(16) + "-0101-" + planted.hex(32) + "-1",
        "APP_USR-" + planted.digits(16) + "-010101-" + planted.hex(31) + "-1",
        "MP_ACCESS_TOKEN=YOUR_ACCESS_TOKEN ENV_ACCESS_TOKEN",
        "MP_CLIENT_SECRET=your_client_secret_123456",
        "MP_WEBHOOK_SECRET=${MP_WEBHOOK_SECRET_FROM_ENV1}",
        "MP_CLIENT_SECRET=\nMP_OTHER=" + mixed,
        "mercadopago clientSecret: process.env.MP_CLIENT_SECRET1",
        "mercadopago client_secret: config.get(\"a1b2\")",
        "mercadopago client_secret: getenv1234567890(",
        "client_secret = " + mixed,
        "STRIPE_WEBHOOK_SECRET=whsec_" + mixed + " # mercadopago below",
        "mercadopago\nGOOGLE_CLIENT_SECRET=GOCSPX-" + planted.mixed(28),
        "mercadopago: x\nauth0:\n  client_secret: " + planted.mixed(64),
        "mercadopago client_secret: " + uuid,
        "sk_live_" + planted.mixed(24) + " AKIA" + planted.mixed(16) + " ghp_" + planted.mixed(36),
        "github: " + planted.hex(40) + " secret garden, the secret of the mercadopago api");
  }
}
