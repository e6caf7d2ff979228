// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.http.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Runs a program of the merchant's: secrets go in over standard input and come out over standard
/// output, never as arguments (every user of the machine can list those), never through a shell or
/// the environment.
final class Program {
  private static final int LARGEST = 1 << 20;
  private static final long LIMIT_SECONDS = 60;

  private Program() {}

  /// @param exit -1 when it could not be started or did not end in time
  /// @param error the first line it complained with; may quote secrets, so not for people
  record Ended(int exit, String out, String error) {}

  static Ended run(List<String> command, List<String> arguments, String input) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    try (ExecutorService work = Threads.perTask()) {
      Process process = new ProcessBuilder(whole).start();
      try {
        Future<String> out = work.submit(() -> text(process.getInputStream()));
        Future<String> error = work.submit(() -> text(process.getErrorStream()));
        // A program that does not read what it is told may still answer.
        Future<Void> _ = work.submit(() -> feed(process.getOutputStream(), input));
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          return new Ended(-1, "", "timeout");
        }
        return new Ended(process.exitValue(), out.get(), error.get());
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException | ExecutionException broken) {
      return new Ended(-1, "", broken.getClass().getSimpleName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Ended(-1, "", "interrupted");
    }
  }

  /// What is over the limit is read and dropped, so that the program does not hang on a full pipe.
  private static String text(InputStream in) throws IOException {
    try (in) {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (kept.size() + read <= LARGEST) {
          kept.write(buffer, 0, read);
        }
      }
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  private static Void feed(OutputStream to, String input) throws IOException {
    try (to) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return null;
  }
}
