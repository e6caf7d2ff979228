// SPDX-License-Identifier: Apache-2.0
package dev.pasaje;

import dev.pasaje.cli.Terminal;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.shop.ShopVariant;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What `scripts/build` runs once while the JVM watches: the start-up cache holds the classes that
/// were needed. The demo goes through most commands, a check reads settings and looks at a site.
final class Training {
  private Training() {}

  /// @param arguments the directory to work in
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    Terminal silent =
        Terminal.of(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            InputStream.nullInputStream(),
            false,
            Map.of("PATH", System.getenv().getOrDefault("PATH", "")),
            directory,
            InstantSource.system());
    int demo = Pasaje.run(new String[] {"demo", "--directory", directory.toString()}, silent);
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withPort(0));
        SandboxShop shop =
            SandboxShop.open(
                sandbox, ShopVariant.READY, 0, directory.resolve("ca"), silent.clock().instant())) {
      Path settings = directory.resolve("shop.yaml");
      shop.writeSettings(settings);
      int check =
          Pasaje.run(new String[] {"check", "--config", settings.toString(), "--no-save"}, silent);
      System.exit(demo == 0 && check == 0 ? 0 : 1);
    }
  }
}
