// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import dev.pasaje.Pasaje;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// `pasaje serve` in a JVM of its own, to be killed.
final class ServeProcess implements AutoCloseable {
  private final Process process;
  private final URI address;

  private ServeProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// @param directory of its `pasaje.yaml`
  static ServeProcess start(Path directory) throws IOException {
    return start(directory, ProcessBuilder.Redirect.INHERIT, "--quiet");
  }

  /// @param err where its log goes
  static ServeProcess start(Path directory, ProcessBuilder.Redirect err, String flag)
      throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Pasaje.class.getName(),
                    "serve",
                    flag,
                    "--port",
                    "0"))
            .directory(directory.toFile())
            .redirectError(err)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) {
      throw new IOException("serve ended with " + process.onExit().join().exitValue());
    }
    return new ServeProcess(process, URI.create(line));
  }

  URI address() {
    return address;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// As systemd does.
  ///
  /// @return its exit code
  int stop() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
