// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs an emulator in the foreground for other programs to judge: port, seed name, ready file.
final class SandboxRunner {
  private SandboxRunner() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    SandboxOptions options =
        SandboxOptions.usual().withPort(Integer.parseInt(args[0])).withSeedName(args[1]);
    try (Sandbox sandbox = Sandbox.start(options)) {
      Files.writeString(Path.of(args[2]), sandbox.readyFile());
      System.out.println("listening on " + sandbox.baseUrl());
      Thread.currentThread().join();
    }
  }
}
