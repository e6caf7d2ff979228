// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `quality evaluate --file` of many payments.
class QualityFilesTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path EXAMPLES = Path.of("examples/payments").toAbsolutePath();

  @TempDir Path directory;

  private Run evaluate(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "quality";
    all[1] = "evaluate";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Run.in(directory).now().pasaje(all);
  }

  private static String line(String example) throws IOException {
    return JSON.readTree(Files.readString(EXAMPLES.resolve(example + ".json"))).toString() + "\n";
  }

  private Path lines(String name, String... examples) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String example : examples) {
      text.append(line(example));
    }
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void a_file_of_payments_gives_a_row_each_and_their_sum() throws IOException {
    lines("all.jsonl", "checkout-api-good", "checkout-api-bad", "checkout-api-good");

    Run run =
        evaluate(
            "--file",
            "all.jsonl",
            "--product",
            "checkout-api",
            "--format",
            "json",
            "--output",
            "jsonl=rows.jsonl",
            "--output",
            "csv=rows.csv",
            "--output",
            "html=a.html");

    assertThat(run.exit()).as(run.all()).isEqualTo(1);
    JsonNode sum = JSON.readTree(run.out());
    assertThat(sum.path("all").path("payments").asInt()).isEqualTo(3);
    assertThat(sum.path("all").path("good").decimalValue()).isEqualByComparingTo("66.7");
    for (JsonNode rule : sum.path("rules")) {
      if (rule.path("id").asString().equals("item-id")) {
        assertThat(rule.path("passed").asInt()).isEqualTo(2);
        assertThat(rule.path("failed").asInt()).isEqualTo(1);
        assertThat(rule.path("passing").decimalValue()).isEqualByComparingTo("66.7");
      }
    }
    List<String> rows = Files.readAllLines(directory.resolve("rows.jsonl"));
    assertThat(rows).hasSize(3);
    assertThat(JSON.readTree(rows.get(1)).path("failed").toString()).contains("item-id");
    assertThat(Files.readAllLines(directory.resolve("rows.csv"))).hasSize(4);
    assertThat(Files.readString(directory.resolve("a.html")))
        .contains("default-src 'none'")
        .doesNotContain("<script", "http:");
    assertThat(directory.resolve("rows.jsonl.partial")).doesNotExist();
    assertThat(schema("quality-aggregate").validate(run.out(), InputFormat.JSON)).isEmpty();
    assertThat(schema("quality-payment").validate(rows.get(1), InputFormat.JSON)).isEmpty();
  }

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(Path.of("docs/schemas/" + name + ".schema.json")), InputFormat.JSON);
  }

  @Test
  void a_row_says_what_the_report_of_the_payment_alone_says() throws IOException {
    for (String example : List.of("checkout-api-good", "checkout-api-bad", "checkout-api-pix")) {
      lines("one.jsonl", example);
      JsonNode row =
          JSON.readTree(
              evaluate("--file", "one.jsonl", "--product", "checkout-api", "--format", "jsonl")
                  .out());
      JsonNode report =
          JSON.readTree(
              evaluate(
                      "--file",
                      EXAMPLES.resolve(example + ".json").toString(),
                      "--product",
                      "checkout-api",
                      "--format",
                      "json")
                  .out());

      assertThat(row.path("score")).isEqualTo(report.path("score"));
      assertThat(row.path("verdict")).isEqualTo(report.path("verdict"));
    }
  }

  @Test
  void lines_that_are_no_payments_are_told_and_the_run_is_not_clean() throws IOException {
    Files.writeString(
        directory.resolve("some.jsonl"),
        line("checkout-api-good") + "{\"id\":\n{}\n" + line("checkout-api-good"));

    Run run = evaluate("--file", "some.jsonl", "--product", "checkout-api", "--format", "json");

    assertThat(run.exit()).as(run.all()).isEqualTo(3);
    assertThat(run.err()).contains("Line 2 of some.jsonl").contains("Line 3 of some.jsonl");
    JsonNode sum = JSON.readTree(run.out());
    assertThat(sum.path("all").path("payments").asInt()).isEqualTo(2);
    assertThat(sum.path("leftOut").path("unreadable").asInt()).isEqualTo(2);
  }

  @Test
  void a_regression_against_a_baseline_ends_with_1() throws IOException {
    lines("before.jsonl", "checkout-api-good", "checkout-api-good");
    lines("after.jsonl", "checkout-api-good", "checkout-api-bad");
    evaluate(
        "--file", "before.jsonl", "--product", "checkout-api", "--output", "json=baseline.json");

    Run same = gate("before.jsonl", "1");
    Run worse = gate("after.jsonl", "1");
    Run tolerated = gate("after.jsonl", "100");

    assertThat(same.exit()).as(same.all()).isZero();
    assertThat(worse.exit()).as(worse.all()).isEqualTo(1);
    assertThat(worse.out())
        .contains("Worse than the baseline: item-id went from 100.0 to 50.0")
        .contains("the mean score");
    assertThat(tolerated.exit()).isZero();
  }

  private Run gate(String file, String tolerance) {
    return evaluate(
        "--file",
        file,
        "--product",
        "checkout-api",
        "--fail-on",
        "regression",
        "--baseline",
        "baseline.json",
        "--tolerance",
        tolerance);
  }

  @Test
  void a_baseline_that_is_none_or_of_another_product_is_misuse() throws IOException {
    lines("a.jsonl", "checkout-api-good");
    lines("p.jsonl", "checkout-pro-good");
    Files.writeString(directory.resolve("baseline.json"), "{}");
    assertThat(gate("a.jsonl", "1").exit()).isEqualTo(2);
    evaluate("--file", "p.jsonl", "--product", "checkout-pro", "--output", "json=baseline.json");
    assertThat(gate("a.jsonl", "1").exit()).isEqualTo(2);
    assertThat(
            evaluate("--file", "a.jsonl", "--product", "checkout-api", "--fail-on", "regression")
                .exit())
        .isEqualTo(2);
    assertThat(
            evaluate("--file", "a.jsonl", "--product", "checkout-api", "--format", "sarif").exit())
        .isEqualTo(2);
    assertThat(evaluate("--file", "no.jsonl", "--product", "checkout-api").exit()).isEqualTo(2);
  }

  @Test
  void captured_requests_narrow_the_score_and_never_contradict_it() throws Exception {
    JsonNode good = JSON.readTree(Files.readString(EXAMPLES.resolve("checkout-api-good.json")));
    var line = JSON.createObjectNode();
    line.put("method", "POST").put("path", "/v1/payments").put("status", 201);
    line.set("requestHeaders", good.path("request").path("headers"));
    line.set("requestBody", good.path("request").path("body"));
    line.putObject("responseBody").set("id", good.path("payment").path("id"));
    Files.writeString(directory.resolve("requests.jsonl"), line + "\n{\"torn");
    Files.writeString(directory.resolve("payment.json"), good.path("payment").toString());

    JsonNode without =
        JSON.readTree(
            evaluate("--file", "payment.json", "--product", "checkout-api", "--format", "json")
                .out());
    JsonNode with =
        JSON.readTree(
            evaluate(
                    "--file",
                    "payment.json",
                    "--product",
                    "checkout-api",
                    "--format",
                    "json",
                    "--requests",
                    "requests.jsonl")
                .out());

    assertThat(with.path("score").path("floor").asInt())
        .isGreaterThan(without.path("score").path("floor").asInt());
    assertThat(with.path("score").path("ceiling").asInt())
        .isLessThanOrEqualTo(without.path("score").path("ceiling").asInt());
    Files.writeString(directory.resolve("requests.jsonl"), "{\"no\":1}\n");
    assertThat(
            evaluate(
                    "--file",
                    "payment.json",
                    "--product",
                    "checkout-api",
                    "--requests",
                    "requests.jsonl")
                .exit())
        .isEqualTo(2);
  }
}
