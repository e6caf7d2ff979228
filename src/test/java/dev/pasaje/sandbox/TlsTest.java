// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void an_unmodified_client_with_a_mapped_host_and_the_authority_reaches_the_emulator(
      String protocol) throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 api.mercadopago.com www.mercadopago.com.br\n");
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withTls(directory))) {
      assertThat(sandbox.baseUrl()).startsWith("https://");
      String port = sandbox.baseUrl().replaceAll(".*:", "");
      Process client =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djdk.net.hosts.file=" + hosts,
                  "-Djavax.net.ssl.trustStore=" + directory.resolve("ca.p12"),
                  "-Djavax.net.ssl.trustStorePassword=changeit",
                  "-Djdk.tls.client.protocols=" + protocol,
                  "-cp",
                  System.getProperty("java.class.path"),
                  PlainClient.class.getName(),
                  "https://api.mercadopago.com:" + port + "/users/me",
                  "https://www.mercadopago.com.br:" + port + "/_sandbox/clock",
                  sandbox.account("MLB", "test-user").accessToken())
              .redirectErrorStream(true)
              .start();
      String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(printed).contains("200 " + protocol).doesNotContain("Exception");
      assertThat(Files.readString(directory.resolve("ca.pem")))
          .startsWith("-----BEGIN CERTIFICATE-----");
      try (var files = Files.list(directory)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("hosts", "ca.pem", "ca.p12");
      }
    }
  }

  @Test
  void a_client_that_does_not_know_the_authority_refuses() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withTls(directory));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/users/me")).build();
      assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLException.class);
    }
  }

  /// A program that knows nothing of the emulator.
  static final class PlainClient {
    private PlainClient() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        for (int i = 0; i < 2; i++) {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(args[i]))
                  .header("Authorization", "Bearer " + args[2])
                  .build();
          var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          System.out.println(
              answer.statusCode() + " " + answer.sslSession().orElseThrow().getProtocol());
        }
      }
    }
  }
}
