// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.mercadopago.exceptions.MPInvalidWebhookSignatureException;
import com.mercadopago.webhook.WebhookSignatureValidator;
import dev.pasaje.notifications.SignatureCheck.Result;
import dev.pasaje.notifications.SignatureCheck.Verdict;
import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vectors of domain/notifications.md 5.5, the official library's own signatures, and
/// forgeries.
class SignatureCheckTest {
  private static final String S1 = "your_secret_key_here";
  private static final String S2 =
      "pasaje_test_secret_0123456789abcdef0123456789abcdef0123456789abcd";
  private static final String R1 = "bb56a2f1-6aae-46ac-982e-9dcd3581d08e";
  private static final String R2 = "2066ca19-c6f1-498a-be75-1923005edd06";
  private static final String NONE = "-";

  private static Result verify(String secret, String id, String requestId, String ts, String hash) {
    return SignatureCheck.of(List.of(Secret.of(secret)))
        .verify(
            Optional.of("ts=" + ts + ",v1=" + hash),
            given(requestId),
            given(id),
            Optional.empty(),
            Instant.ofEpochSecond(1742505640));
  }

  private static Optional<String> given(String text) {
    return text.equals(NONE) ? Optional.empty() : Optional.of(text);
  }

  @ParameterizedTest
  @CsvSource({
    S1
        + ",123456,"
        + R1
        + ",1742505638683,"
        + "5e0a7ed2ea5ece575e9d1a9bb80f7ce6ca43d6d30e8be93413bae108b94ad7cd,as-sent",
    S1
        + ",ORD01JQ4S4KY8HWQ6NA5PXB65B3D3,"
        + R2
        + ",1742505638683,"
        + "633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c,lower-case",
    S1
        + ",ORD01JQ4S4KY8HWQ6NA5PXB65B3D3,"
        + R2
        + ",1742505638683,"
        + "fb15ae6472eb449173c556793205d77787d58f384d183bb5bc3b724c27bd103c,as-sent",
    S1
        + ",-,"
        + R1
        + ",1742505638,"
        + "045cc56af921b16f425ca73d6d66c7e3ab4cc91b4d26cf95d98a5a60acad4bab,without-id",
    S1
        + ",123456,-,1742505638,"
        + "0174ed271a204ed4531b584fb879631625c51631165cad4f1e1da541d8da75e3,as-sent",
    S1
        + ",-,-,1742505638,"
        + "9117d0f9b58c313444796f994ce53649e73fc8f50556247d098d5ae425c0a49e,without-id",
    S1
        + ",123456,"
        + R1
        + ",1742505638,"
        + "7d14daa7dfafe1d4b14177732ea47960beb771281e24a3fa803c794067655be1,as-sent",
    S2
        + ",123456,"
        + R1
        + ",1742505638683,"
        + "34384d5e0d2d099707ea8d30893eeeb88661dbdcd4b2957c92511f38c0e78be0,as-sent",
    S2
        + ",ORD01JQ4S4KY8HWQ6NA5PXB65B3D3,"
        + R2
        + ",1742505638683,"
        + "f9866146ae631144301866c8556644a9acd54c6cf5f59a9c5dfa9777bcfda74a,lower-case",
    S2
        + ",123456,"
        + R1
        + ",1742505638,"
        + "9e93cf0c1a2b9492d02ca390c454bb2ede2d1763b5b9c513c0f7aa623e00d4b7,as-sent",
    "contraseña-ñ,123456,"
        + R1
        + ",1742505638,"
        + "8d26c24141bef0f1003c8d6e22f3e174fcadee1a9b5b426f6a7dbf5f72224886,as-sent",
  })
  void the_published_vectors_verify(
      String secret, String id, String requestId, String ts, String hash, String manifest) {
    Result result = verify(secret, id, requestId, ts, hash);

    assertThat(result.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(result.manifest()).isEqualTo(manifest);
    assertThat(result.unit()).isEqualTo(ts.length() == 13 ? "ms" : "s");
    assertThat(result.drift().orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  /// Versions of the library differ on the case of an id (domain/notifications.md 5.1), so both are
  /// signed: whatever it accepts is accepted, and whatever is signed with another secret by
  /// neither.
  @Test
  void whatever_the_official_library_accepts_is_accepted() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 1000; i++) {
      String secret = "secret" + random.nextInt(5);
      String id = (random.nextBoolean() ? "ORD" : "") + random.nextInt(1_000_000);
      String requestId = "r-" + random.nextInt();
      String ts = String.valueOf(1_742_505_638L + random.nextInt(100_000));
      boolean forged = random.nextInt(4) == 0;
      String hash =
          Arrivals.hmac(
              secret + (forged ? "x" : ""),
              "id:"
                  + (random.nextBoolean() ? id : id.toLowerCase(Locale.ROOT))
                  + ";request-id:"
                  + requestId
                  + ";ts:"
                  + ts
                  + ";");
      String header = "ts=" + ts + ",v1=" + hash;
      boolean official = official(header, requestId, id, secret);
      accepted += official ? 1 : 0;

      assertThat(verify(secret, id, requestId, ts, hash).verdict())
          .as("seed %d: %s of %s, the library says %s", seed, header, id, official)
          .isEqualTo(forged ? Verdict.MISMATCH : Verdict.VERIFIED);
      assertThat(official && forged).isFalse();
    }
    assertThat(accepted).isGreaterThan(400);
  }

  private static boolean official(String header, String requestId, String id, String secret) {
    try {
      WebhookSignatureValidator.validate(header, requestId, id, secret);
      return true;
    } catch (MPInvalidWebhookSignatureException refused) {
      return false;
    }
  }

  @Test
  void every_secret_is_tried_and_the_one_that_matched_is_told() {
    SignatureCheck both = SignatureCheck.of(List.of(Secret.of("old"), Secret.of(" " + S1 + "\n")));

    Result result =
        both.verify(
            Optional.of(
                " V1 = 7d14daa7dfafe1d4b14177732ea47960beb771281e24a3fa803c794067655be1 , "
                    + "v2=zz, TS=1742505638"),
            Optional.of(R1),
            Optional.of("123456"),
            Optional.empty(),
            Instant.ofEpochSecond(1742505640));

    assertThat(result.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(result.secret()).isEqualTo(2);
  }

  @Test
  void the_id_of_the_body_counts_only_where_the_query_has_none() {
    String hash = Arrivals.hmac(S1, "id:77;request-id:" + R1 + ";ts:1742505638;");
    SignatureCheck check = SignatureCheck.of(List.of(Secret.of(S1)));
    Optional<String> header = Optional.of("ts=1742505638,v1=" + hash);

    assertThat(
            check
                .verify(header, Optional.of(R1), Optional.empty(), Optional.of("77"), Instant.EPOCH)
                .manifest())
        .isEqualTo("id-of-the-body");
    assertThat(
            check
                .verify(
                    header, Optional.of(R1), Optional.of("78"), Optional.of("77"), Instant.EPOCH)
                .verdict())
        .isEqualTo(Verdict.MISMATCH);
  }

  static Stream<String> malformed() {
    return Stream.of(
        "ts=,v1=" + "a".repeat(64),
        "ts=abc,v1=" + "a".repeat(64),
        "ts=-1742505638,v1=" + "a".repeat(64),
        "ts=" + "9".repeat(19) + ",v1=" + "a".repeat(64),
        "v1=" + "a".repeat(64),
        "ts=1742505638",
        "ts=1742505638,v1=",
        "ts=1742505638,v1=" + "a".repeat(63),
        "ts=1742505638,v1=" + "a".repeat(65),
        "ts=1742505638,v1=" + "g".repeat(64),
        "ts=1742505638,v1=" + "ñ".repeat(64),
        "ts=1742505638;v1=" + "a".repeat(64),
        "=,=,=",
        ",".repeat(5000),
        "garbage");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void what_cannot_be_read_is_malformed(String header) {
    assertThat(
            SignatureCheck.of(List.of(Secret.of(S1)))
                .verify(
                    Optional.of(header),
                    Optional.of(R1),
                    Optional.of("1"),
                    Optional.empty(),
                    Instant.EPOCH)
                .verdict())
        .isEqualTo(Verdict.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id:123457;request-id:" + R1 + ";ts:1742505638;", // another payment
        "id:123456;request-id:" + R2 + ";ts:1742505638;", // another request
        "id:123456;request-id:" + R1 + ";ts:1742505639;", // another time
        "id:123456;request-id:" + R1 + ";ts:1742505638", // without its last letter
        "id:123456;ts:1742505638;request-id:" + R1 + ";", // another order
        "request-id:" + R1 + ";ts:1742505638;", // the id left out
        "id:123456;ts:1742505638;", // the request left out
        ""
      })
  void a_signature_of_anything_else_is_refused(String manifest) {
    assertThat(verify(S1, "123456", R1, "1742505638", Arrivals.hmac(S1, manifest)).verdict())
        .isEqualTo(Verdict.MISMATCH);
  }

  @Test
  void without_secrets_or_header_nothing_is_verified() {
    SignatureCheck none = SignatureCheck.of(List.of(Secret.of("  ")));
    Optional<String> id = Optional.of("1");

    assertThat(none.hasSecrets()).isFalse();
    assertThat(
            none.verify(
                    Optional.of("ts=1742505638,v1=" + "a".repeat(64)), id, id, id, Instant.EPOCH)
                .verdict())
        .isEqualTo(Verdict.NO_SECRET);
    assertThat(none.verify(Optional.empty(), id, id, id, Instant.EPOCH).verdict())
        .isEqualTo(Verdict.ABSENT);
    assertThat(none.verify(Optional.of(" "), id, id, id, Instant.EPOCH).verdict())
        .isEqualTo(Verdict.ABSENT);
  }

  @Test
  void a_clock_far_off_is_measured_and_not_judged() {
    String hash = Arrivals.hmac(S1, "id:1;request-id:r;ts:1742505638;");
    Result late =
        SignatureCheck.of(List.of(Secret.of(S1)))
            .verify(
                Optional.of("ts=1742505638,v1=" + hash),
                Optional.of("r"),
                Optional.of("1"),
                Optional.empty(),
                Instant.ofEpochSecond(1742505638).plus(Duration.ofHours(3)));

    assertThat(late.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(late.drift()).contains(Duration.ofHours(3));
  }
}
