// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `quality evaluate` from files: no network, no settings, the same bytes each time.
class QualityEvaluateTest {
  private static final Path EXAMPLES = Path.of("examples/payments").toAbsolutePath();

  @TempDir Path directory;

  private Run evaluate(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "quality";
    all[1] = "evaluate";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Run.in(directory).pasaje(all);
  }

  @ParameterizedTest
  @CsvSource({
    "checkout-pro-good.json, checkout-pro, 0",
    "checkout-pro-bad.json, checkout-pro, 1",
    "checkout-api-good.json, checkout-api, 0",
    "checkout-api-bad.json, checkout-api, 1",
  })
  void examples_end_as_their_names_say(String file, String product, int exit) {
    Run run =
        evaluate(
            "--file", EXAMPLES.resolve(file).toString(), "--product", product, "--format", "json");

    assertThat(run.exit()).as(run.all()).isEqualTo(exit);
    assertThat(run.err()).isEmpty();
    assertThat(
            evaluate(
                    "--file",
                    EXAMPLES.resolve(file).toString(),
                    "--product",
                    product,
                    "--format",
                    "json")
                .out())
        .isEqualTo(run.out());
  }

  @Test
  void a_payment_may_come_from_standard_input() throws IOException {
    Run run =
        Run.in(directory)
            .typing(Files.readString(EXAMPLES.resolve("checkout-pro-good.json")))
            .pasaje("quality", "evaluate", "--file", "-", "--product", "checkout-pro");

    assertThat(run.exit()).as(run.all()).isZero();
  }

  @Test
  void fail_on_decides_the_exit_code() {
    String file = EXAMPLES.resolve("checkout-pro-good.json").toString();

    assertThat(
            evaluate("--file", file, "--product", "checkout-pro", "--fail-on", "score<10").exit())
        .isZero();
    assertThat(
            evaluate("--file", file, "--product", "checkout-pro", "--fail-on", "required").exit())
        .isZero();
    assertThat(
            evaluate(
                    "--file",
                    EXAMPLES.resolve("checkout-pro-bad.json").toString(),
                    "--product",
                    "checkout-pro",
                    "--fail-on",
                    "score<99")
                .exit())
        .isEqualTo(1);
  }

  @Test
  void bad_input_is_one_line_with_its_place_and_exit_2() throws IOException {
    Path malformed = Files.writeString(directory.resolve("bad.json"), "{\n  \"id\": ,\n}");
    Path array = Files.writeString(directory.resolve("array.json"), "[1]");
    Path deep = Files.writeString(directory.resolve("deep.json"), "[".repeat(5000));
    Path latin = Files.write(directory.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xE9});
    Path huge = directory.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(100L << 20);
    }

    for (Path file :
        new Path[] {malformed, array, deep, latin, huge, directory, directory.resolve("no")}) {
      Run run = evaluate("--file", file.toString(), "--product", "checkout-pro");
      assertThat(run.exit()).as(file + run.all()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
      assertThat(run.err()).contains(String.valueOf(file.getFileName()));
    }
    assertThat(evaluate("--file", malformed.toString(), "--product", "checkout-pro").err())
        .contains("bad.json:2:");
  }

  @Test
  void nothing_to_evaluate_is_misuse() {
    assertThat(evaluate().exit()).isEqualTo(2);
    assertThat(evaluate("--file", "x.json").exit()).isEqualTo(2);
    assertThat(evaluate("--file", "x.json", "--product", "cheque").exit()).isEqualTo(2);
    assertThat(evaluate("--file", "x.json", "--product", "bricks", "--threshold", "101").exit())
        .isEqualTo(2);
  }
}
