// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import dev.pasaje.outside.Trust;
import dev.pasaje.tls.TlsFacts.Use;
import dev.pasaje.tls.TlsTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running lab. Its names, all below [LabCase#DOMAIN], are known to [#addresses] alone.
public final class Lab implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final Process process;
  private final Path directory;
  private final JsonNode told;

  private Lab(Process process, Path directory, JsonNode told) {
    this.process = process;
    this.directory = directory;
    this.told = told;
  }

  /// @param directory an empty one, for the files of the lab; whoever made it removes it
  /// @param now by the real clock: testssl.sh and the JDK's clients look at no other
  public static Lab start(Path directory, Instant now) throws IOException {
    Path lax = directory.resolve("lax.properties");
    Files.writeString(
        lax,
        """
        jdk.tls.disabledAlgorithms=
        jdk.tls.legacyAlgorithms=
        jdk.certpath.disabledAlgorithms=
        """);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.security.properties=" + lax,
                "-Djdk.tls.ephemeralDHKeySize=1024",
                // Else testssl.sh renegotiates for as long as it is let.
                "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                "-cp",
                System.getProperty("java.class.path"),
                LabProcess.class.getName(),
                now.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      JsonNode told = JsonMapper.shared().readTree(firstLine(process));
      Files.writeString(directory.resolve("root.pem"), told.path("root").asString());
      Files.writeString(directory.resolve("own-root.pem"), told.path("ownRoot").asString());
      return new Lab(process, directory, told);
    } catch (IOException | RuntimeException broken) {
      process.destroyForcibly();
      throw broken;
    }
  }

  private static String firstLine(Process process) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            line.complete(String.valueOf(reader.readLine()));
          } catch (IOException broken) {
            line.completeExceptionally(broken);
          }
        });
    try {
      return line.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException broken) {
      throw new IOException("the lab did not start", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  public int port(LabCase one) {
    return told.path("cases").path(one.name()).path("port").asInt();
  }

  /// Empty when the case has no twin without TLS.
  public Optional<URI> plain(LabCase one) {
    int port = told.path("cases").path(one.name()).path("plain").asInt();
    return port == 0
        ? Optional.empty()
        : Optional.of(URI.create("http://" + one.host() + ":" + port + "/"));
  }

  public TlsTarget target(LabCase one) {
    return new TlsTarget(
        Use.WEBSITE, URI.create("https://" + one.host() + ":" + port(one) + "/"), plain(one));
  }

  /// The first root as if it were a public one, the second as one from the settings.
  public Trust trust() {
    return new Trust(
        Trust.with(List.of(rootFile())).further(), Trust.with(List.of(ownRootFile())).further());
  }

  public Path rootFile() {
    return directory.resolve("root.pem");
  }

  public Path ownRootFile() {
    return directory.resolve("own-root.pem");
  }

  /// Where the names of the lab lead.
  public static List<InetAddress> addresses(String host) throws UnknownHostException {
    if (!host.endsWith("." + LabCase.DOMAIN)) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException broken) {
      process.destroyForcibly();
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
