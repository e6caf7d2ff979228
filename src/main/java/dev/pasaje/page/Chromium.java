// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.http.Threads;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Chromium of this machine, started without a window for one look at a time.
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String LISTENING = "DevTools listening on ";
  private static final Duration ENDING = Duration.ofSeconds(2);
  private static final int DELETIONS = 5;

  /// A clean profile, no window, and none of the traffic a browser makes on its own behalf.
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--remote-debugging-port=0",
          "--no-first-run",
          "--no-default-browser-check",
          "--no-pings",
          "--disable-background-networking",
          "--disable-breakpad",
          "--disable-client-side-phishing-detection",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-dev-shm-usage",
          "--disable-domain-reliability",
          "--disable-extensions",
          "--disable-gpu",
          "--disable-sync",
          "--disable-features=MediaRouter,OptimizationHints,Translate",
          "--metrics-recording-only",
          "--mute-audio",
          "--password-store=basic",
          "--use-mock-keychain");

  private final Path executable;

  private Chromium(Path executable) {
    this.executable = executable;
  }

  /// The browser that the settings mean; empty when there is none.
  ///
  /// @param setting `measure.browser`: `auto`, `off` or the path of an executable
  /// @param path folders to look in for `auto`, as in the variable `PATH`
  public static Optional<Chromium> find(String setting, String path) {
    return switch (setting) {
      case "off" -> Optional.empty();
      case "auto" ->
          NAMES.stream()
              .flatMap(name ->
                  Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                      .filter(folder -> !folder.isBlank())
                      .map(folder -> Path.of(folder, name)))
              .filter(Files::isExecutable)
              .findFirst()
              .map(Chromium::new);
      default -> Optional.of(Path.of(setting)).filter(Files::isExecutable).map(Chromium::new);
    };
  }

  public Path executable() {
    return executable;
  }

  /// Starts it; whoever calls closes it.
  ///
  /// @throws IOException when it does not start, or not in time
  Running launch(List<String> further, Deadline deadline) throws IOException {
    Path profile = Files.createTempDirectory("pasaje-chromium-");
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(FLAGS);
    command.addAll(further);
    command.add("--user-data-dir=" + profile);
    // Chromium refuses to run as root with its sandbox.
    if (System.getProperty("user.name", "").equals("root")) {
      command.add("--no-sandbox");
    }
    command.add("about:blank");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
    } catch (IOException failed) {
      delete(profile);
      throw failed;
    }
    Running running = new Running(process, profile);
    try {
      running.address = address(process, deadline);
      return running;
    } catch (IOException failed) {
      running.close();
      throw failed;
    }
  }

  /// It says on its error stream where it listens; the rest of what it says there is thrown away.
  private static URI address(Process process, Deadline deadline) throws IOException {
    CompletableFuture<URI> found = new CompletableFuture<>();
    Threads.start(() -> listen(process.getErrorStream(), found));
    try {
      return found.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("did not start in time", late);
    } catch (ExecutionException failed) {
      throw new IOException("ended at once: " + failed.getMessage(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static void listen(InputStream errors, CompletableFuture<URI> found) {
    String last = "no word";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(LISTENING)) {
          found.complete(URI.create(line.substring(LISTENING.length()).strip()));
        }
        last = line;
      }
    } catch (IOException closed) {
      last = String.valueOf(closed.getMessage());
    }
    found.completeExceptionally(new IOException(last));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException busy) {
      // A straggler of the browser still writes there; the system clears its temporary folder.
    }
  }

  /// A started browser; ends, with its helpers and its profile, when closed.
  static final class Running implements AutoCloseable {
    private final Process process;
    private final Path profile;
    private URI address = URI.create("ws://127.0.0.1/");

    private Running(Process process, Path profile) {
      this.process = process;
      this.profile = profile;
    }

    /// Where it takes DevTools commands.
    URI address() {
      return address;
    }

    Path profile() {
      return profile;
    }

    ProcessHandle handle() {
      return process.toHandle();
    }

    @Override
    public void close() {
      List<ProcessHandle> helpers = process.descendants().toList();
      process.destroyForcibly();
      helpers.forEach(ProcessHandle::destroyForcibly);
      try {
        process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      // A helper may write until its end, which is near: what it wrote goes with the next attempt.
      for (int i = 0; i < DELETIONS && Files.exists(profile); i++) {
        delete(profile);
      }
    }
  }
}
