// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command at its most verbose, with marked secrets; then all outputs and files are searched.
class SecretsStayInsideTest {
  private static final List<String> FORMATS =
      List.of("text", "json", "jsonl", "csv", "junit", "sarif", "markdown", "html");

  @TempDir Path directory;

  @Test
  void no_output_and_no_file_holds_a_secret() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      SandboxAccount real = sandbox.account("MLA", "real");
      SandboxAccount test = sandbox.account("MLA", "test-credentials");
      List<String> secrets =
          List.of(
              real.accessToken(),
              test.accessToken(),
              real.accessToken().split("-")[3],
              test.accessToken().split("-")[3],
              "marked-webhook-secret",
              "marked-client-secret",
              "marked-odd-token");
      String good =
          """
          integrations:
            tienda:
              site: MLA
              product: checkout-pro
              website: "https://tienda.example/?access_token=%s"
              credentials:
                test: { public-key: "%s", access-token: "%s" }
                production: { public-key: "%s", access-token: "Bearer %s", client-secret: marked-client-secret }
              webhook-secrets: [marked-webhook-secret]
            rara:
              site: MLA
              product: checkout-api
              credentials:
                production: { public-key: "%s", access-token: "marked-odd-token \\u00e9" }
          api: { base-url: "%s" }
          """
              .formatted(
                  real.accessToken(),
                  test.publicKey(),
                  test.accessToken(),
                  real.publicKey(),
                  real.accessToken(),
                  real.accessToken(),
                  sandbox.baseUrl());
      Files.writeString(directory.resolve("pasaje.yaml"), good);
      Files.writeString(
          directory.resolve("broken.yaml"),
          good.replace("site: MLA", "site: XXX").replace("client-secret:", "clientsecret:"));
      Files.writeString(directory.resolve("cut.yaml"), good.replace("api: {", "api: {{ ["));
      Files.writeString(
          directory.resolve("payment.json"),
          "{\"id\": 1, \"external_reference\": \"" + real.accessToken() + "\"}");
      List<Run> runs = new ArrayList<>();
      for (String format : FORMATS) {
        runs.add(
            run(
                "check",
                "--debug",
                "--format",
                format,
                "--output",
                format + "=" + format + ".out"));
        runs.add(run("credentials", "verify", "--debug", "--format", format));
        runs.add(
            run(
                "quality",
                "evaluate",
                "--debug",
                "--file",
                "payment.json",
                "--product",
                "checkout-pro",
                "--format",
                format));
      }
      runs.add(run("check", "--debug", "--config", "broken.yaml"));
      runs.add(run("check", "--debug", "--config", "cut.yaml"));
      runs.add(run("quality", "evaluate", "--debug", "--integration", "tienda", "1", "ORD1"));
      runs.add(run("doctor", "--debug"));
      runs.add(Run.in(directory).now().pasaje("demo", "--debug"));
      runs.add(run("check", "--debug", "--save-evidence", "seen.json"));
      runs.add(run("check", "--debug", "--evidence", "seen.json", "--format", "html"));
      runs.add(run("pix", "verify", "--debug"));
      runs.add(run("pix", "key", "--debug", real.accessToken()));
      runs.add(run("pix", "decode", "--debug", real.accessToken()));
      runs.add(run("tls", "measure", "--debug", "https://" + real.accessToken() + "/"));
      runs.add(run("runs"));
      runs.add(run("check", "--debug", "--nope=" + real.accessToken()));
      runs.add(run("check", "--debug", "--integration", real.accessToken()));
      Files.writeString(
          directory.resolve("import.json"),
          "{\"MP_ACCESS_TOKEN\":\"%s\",\"MP_CLIENT_SECRET\":\"marked-client-secret\"}"
              .formatted(real.accessToken()));
      for (String arguments :
          List.of(
              "import import.json",
              "import nowhere " + real.accessToken(),
              "import cut.yaml",
              "import import.json --map x=" + real.accessToken(),
              "status --format json",
              "activate --yes",
              "activate --dry-run",
              "activate --accept " + real.accessToken() + " --reason x",
              "rollback --yes",
              "rotate-key",
              "rotate-key --new-key-file pasaje.yaml",
              "sellers",
              "authorize --redirect-uri https://x.example/?t=" + real.accessToken(),
              "scan .",
              "scan . --format json",
              "scan . --format sarif --output sarif=scan.sarif")) {
        List<String> words = new ArrayList<>(List.of("credentials"));
        words.addAll(List.of(arguments.split(" ")));
        words.addAll(List.of("--debug", "--integration", "tienda"));
        if (arguments.startsWith("scan")
            || arguments.startsWith("rotate")
            || arguments.equals("sellers")) {
          words.removeLast();
          words.removeLast();
        }
        runs.add(
            Run.in(directory)
                .with("PASAJE_VAULT_KEY", "5a".repeat(32))
                .pasaje(words.toArray(String[]::new)));
      }
      assertThat(directory.resolve("pasaje.vault")).exists();

      for (Run run : runs) {
        for (String secret : secrets) {
          assertThat(run.all()).doesNotContain(secret);
        }
      }
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> written =
            files
                .filter(Files::isRegularFile)
                .filter(file -> !file.toString().endsWith(".yaml"))
                .filter(file -> !file.endsWith("payment.json") && !file.endsWith("import.json"))
                .filter(file -> !file.endsWith(".env") && !file.endsWith("stock.properties"))
                .filter(file -> !file.toString().endsWith(".p12")) // binary; certificates only
                .toList();
        assertThat(written).hasSizeGreaterThanOrEqualTo(FORMATS.size());
        for (Path file : written) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secrets);
        }
      }
    }
  }

  private Run run(String... arguments) {
    return Run.in(directory).pasaje(arguments);
  }
}
