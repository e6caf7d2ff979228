// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A [ReceiverServer] in a JVM of its own.
public final class ReceiverProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final int port;

  private ReceiverProcess(Process process, BufferedReader output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  public static ReceiverProcess start(String url, Path directory, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-classpath",
            System.getProperty("java.class.path"),
            ReceiverServer.class.getName(),
            url,
            directory.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ReceiverProcess(process, output, Integer.parseInt(line(output, "port ")));
  }

  private static String line(BufferedReader output, String start) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new IOException("the server ended before it said \"" + start + "\"");
  }

  public int port() {
    return port;
  }

  /// Processor time used so far.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Ends it in order.
  ///
  /// @return MiB in use after a collection
  public int end() throws IOException {
    process.getOutputStream().close();
    return Integer.parseInt(line(output, "used "));
  }

  @Override
  public void close() throws IOException {
    kill();
    output.close();
  }

  /// As `kill -9` does.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
