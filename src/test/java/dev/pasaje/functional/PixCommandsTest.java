// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.cli.Cli;
import dev.pasaje.cli.Noun;
import dev.pasaje.cli.PixDecodeCommand;
import dev.pasaje.cli.PixKeyCommand;
import dev.pasaje.cli.PixVerifyCommand;
import dev.pasaje.cli.Terminal;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `pix verify`, `pix decode` and `pix key`: exit codes, what is created and when, and that neither
/// a token nor a key is ever printed.
class PixCommandsTest {
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final String CODE =
      "00020126580014br.gov.bcb.pix0136d58a7469-afb3-48dd-b279-5576754cd5f7"
          + "5204000053039865406100.005802BR5911TETE97814116009Sao Paulo62240520mpqrinter2107181556063044CC4";

  @TempDir Path directory;

  /// @param typed what a person at the terminal types; empty when there is no person
  private Run pix(String typed, String piped, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.of(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream((typed + piped).getBytes(StandardCharsets.UTF_8)),
            !typed.isEmpty(),
            Map.of("LANG", "en_US.UTF-8", "HOME", "/nonexistent"),
            directory,
            () -> AT);
    List<String> all = new ArrayList<>(List.of("pix"));
    all.addAll(List.of(arguments));
    int exit =
        Cli.run(
            all.toArray(String[]::new),
            terminal,
            "test",
            inner ->
                List.of(
                    Noun.of(
                        inner,
                        "pix",
                        new PixVerifyCommand(inner, "test"),
                        new PixDecodeCommand(inner),
                        new PixKeyCommand(inner))));
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Sandbox sandbox() {
    return Sandbox.start(SandboxOptions.usual().withStart(AT));
  }

  private SandboxAccount settings(Sandbox sandbox, String site) throws IOException {
    return settings(sandbox, sandbox.account(site, "real"));
  }

  private SandboxAccount settings(Sandbox sandbox, SandboxAccount account) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          loja:
            site: %s
            product: checkout-api
            credentials:
              production: { public-key: "%s", access-token: "%s" }
        api: { base-url: "%s" }
        """
            .formatted(
                account.site(), account.publicKey(), account.accessToken(), sandbox.baseUrl()));
    return account;
  }

  private static String unwrapped(Run run) {
    return run.out().replaceAll("\\s+", " ");
  }

  private static long writes(Sandbox sandbox) {
    return sandbox.requests().all().stream()
        .filter(received -> !received.request().method().equals("GET"))
        .count();
  }

  @Test
  void an_active_pix_is_ready_and_said_to_be_likely_only() throws IOException {
    try (Sandbox sandbox = sandbox()) {
      SandboxAccount account = settings(sandbox, "MLB");

      Run run = pix("", "", "verify");

      assertThat(run.exit()).as(run.all()).isZero();
      assertThat(unwrapped(run)).contains("likely, not proved", "pasaje pix verify --issue");
      assertThat(run.all()).doesNotContain(account.accessToken());
      assertThat(writes(sandbox)).isZero();
    }
  }

  @Test
  void issue_with_yes_creates_cancels_and_tells_each_step() throws IOException {
    try (Sandbox sandbox = sandbox()) {
      SandboxAccount account = settings(sandbox, "MLB");

      Run run = pix("", "", "verify", "--issue", "--yes", "--format", "json");

      assertThat(run.exit()).as(run.all()).isZero();
      JsonNode report = JsonMapper.builder().build().readTree(run.out());
      assertThat(report.path("verdict").asString("")).isEqualTo("ready");
      assertThat(run.err().lines().toList())
          .anyMatch(line -> line.contains("creating a Pix payment: R$ 0.01"))
          .anyMatch(line -> line.contains("the code is valid: static, evp ***"))
          .anyMatch(line -> line.contains("loja: cancelled: "));
      assertThat(run.all()).doesNotContain(account.accessToken());
      assertThat(writes(sandbox)).isEqualTo(2);
    }
  }

  @Test
  void a_person_is_asked_and_may_say_no() throws IOException {
    try (Sandbox sandbox = sandbox()) {
      settings(sandbox, "MLB");

      Run no = pix("\n", "", "verify", "--issue");
      assertThat(no.exit()).as(no.all()).isZero();
      assertThat(no.err()).contains("Continue?", "Nothing is created");
      assertThat(writes(sandbox)).isZero();

      Run yes = pix("sim\n", "", "verify", "--issue");
      assertThat(yes.exit()).as(yes.all()).isZero();
      assertThat(writes(sandbox)).isEqualTo(2);
    }
  }

  @Test
  void with_nobody_to_ask_issue_needs_yes() throws IOException {
    try (Sandbox sandbox = sandbox()) {
      settings(sandbox, "MLB");

      Run run = pix("", "", "verify", "--issue");

      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("--yes");
      assertThat(sandbox.requests().all()).isEmpty();
    }
  }

  @Test
  void what_could_not_be_cancelled_is_told_even_quietly_and_ends_with_1() throws IOException {
    try (Sandbox sandbox = sandbox()) {
      settings(sandbox, "MLB");
      sandbox.add((request, next) ->
          request.method().equals("PUT") ? Reply.html(403, "no") : next.handle(request));

      Run run = pix("", "", "verify", "--issue", "--yes", "--quiet");

      assertThat(run.exit()).as(run.all()).isEqualTo(1);
      assertThat(run.err()).contains("NOT CANCELLED, can still be paid");
      assertThat(unwrapped(run)).contains("can still be paid");
    }
  }

  @Test
  void an_account_without_a_key_is_not_ready() throws IOException {
    Path seed =
        Files.writeString(
            directory.resolve("accounts.json"),
            "{\"accounts\":[{\"site\":\"MLB\",\"kind\":\"real\",\"pixKey\":false}]}");
    try (Sandbox sandbox =
        Sandbox.start(SandboxOptions.usual().withStart(AT).withSeedName(seed.toString()))) {
      settings(sandbox, sandbox.accounts().getLast());

      Run looked = pix("", "", "verify");
      Run asked = pix("", "", "verify", "--issue", "--yes");

      assertThat(looked.exit()).as(looked.all()).isEqualTo(1);
      assertThat(looked.out()).contains("Pix among the payment methods");
      assertThat(asked.exit()).isEqualTo(1);
      assertThat(asked.out()).contains("error 13253");
      assertThat(asked.err()).contains("refused for want of a Pix key");
    }
  }

  @Test
  void another_country_is_not_applicable_and_nothing_is_asked() throws IOException {
    try (Sandbox sandbox = sandbox()) {
      settings(sandbox, "MLA");

      Run run = pix("", "", "verify", "--issue", "--yes");

      assertThat(run.exit()).as(run.all()).isZero();
      assertThat(run.err()).contains("Brazil (MLB) only");
      assertThat(sandbox.requests().all()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--format=nope", "--integration=x", "--payer-email=x", "--payer-email=a b@c.d"})
  void misuse_ends_with_2_in_one_line(String flag) throws IOException {
    try (Sandbox sandbox = sandbox()) {
      settings(sandbox, "MLB");

      Run run = pix("", "", "verify", "--quiet", "--issue", "--yes", flag);

      assertThat(run.exit()).as(run.all()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().strip().lines()).hasSize(1);
      assertThat(sandbox.requests().all()).isEmpty();
    }
  }

  @Test
  void decode_shows_every_field_but_the_key() {
    for (Run run :
        List.of(
            pix("", "", "decode", CODE),
            pix("", CODE + "\n", "decode", "-"),
            // Not quoted, the shell gives it in pieces.
            pix("", "", "decode", CODE.split(" ")[0], CODE.split(" ")[1]))) {
      assertThat(run.exit()).as(run.all()).isZero();
      assertThat(run.out().lines().findFirst().orElseThrow()).contains("Valid Pix code");
      assertThat(run.out())
          .contains("54     Amount: 100.00", "62.05  Reference (txid): mpqrinter21071815560")
          .contains("26.01  Key (hidden): ***f7", "63     CRC: 4CC4", "random key");
      assertThat(run.all()).doesNotContain("d58a7469");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, Position 0",
    "x, Position 0",
    "'', there is no text",
  })
  void a_text_that_is_no_code_ends_with_1(String text, String expected) {
    Run run = pix("", text, "decode", "-");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("Not a valid Pix code", expected);
  }

  @Test
  void a_wrong_crc_is_shown_beside_the_right_one() {
    Run run = pix("", "", "decode", CODE.replace("4CC4", "4CC5"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("Found: 4CC5", "Expected: 4CC4");
    assertThat(run.all()).doesNotContain("d58a7469");
  }

  @Test
  void an_endless_input_is_not_read_to_its_end() {
    Run run = pix("", "9".repeat(1 << 20), "decode", "-");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("longer than any code").hasSizeLessThan(400);
  }

  @ParameterizedTest
  @CsvSource({
    "390.533.447-05, 0, CPF",
    "12ABC34501DE35, 0, CNPJ",
    "ana@example.com, 0, e-mail",
    "+5511987654321, 0, telephone",
    "39053344706, 1, check digits",
    "11987654321, 1, +55",
    "pix pix, 1, Not a Pix key",
  })
  void a_key_is_named_by_its_kind_and_never_repeated(String key, int exit, String expected) {
    for (Run run : List.of(pix("", "", "key", key), pix("", key + "\n", "key", "-"))) {
      assertThat(run.exit()).as(run.all()).isEqualTo(exit);
      assertThat(run.out()).contains(expected);
      assertThat(run.all()).doesNotContain(key, key.replaceAll("[.-]", ""));
    }
  }

  @Test
  void a_code_typed_where_a_key_is_expected_is_explained() {
    Run run = pix("", "", "key", CODE);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("copia e cola", "not a key", "pasaje pix decode");
    assertThat(run.all()).doesNotContain("d58a7469");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode", "key"})
  void without_an_argument_it_is_misuse(String verb) {
    assertThat(pix("", "", verb).exit()).isEqualTo(2);
  }

  @Test
  void help_describes_every_option() {
    Run run = pix("", "", "verify", "--help");

    assertThat(run.out()).contains("--issue", "Create a real Pix payment", "--payer-email");
    assertThat(pix("", "", "decode", "--help").out()).contains("The whole code");
  }
}
