// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.junit;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.weather.Forecast;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Keeps the emulator of one test class; see [PasajeSandbox].
final class SandboxExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {
  private static final PasajeSandbox USUAL = Usual.class.getAnnotation(PasajeSandbox.class);

  @PasajeSandbox
  private static final class Usual {}

  private @Nullable Sandbox sandbox;

  @Override
  public void beforeAll(ExtensionContext test) {
    PasajeSandbox wanted = wanted(test);
    SandboxOptions options =
        SandboxOptions.usual()
            .withSeed(wanted.seed())
            .withSeedName(wanted.holding())
            .withWeather(Forecast.preset(wanted.weather()));
    if (!wanted.start().isEmpty()) {
      options = options.withStart(Instant.parse(wanted.start()));
    }
    sandbox = Sandbox.start(options);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    running().weather().change(Forecast.preset(wanted(test).weather()));
    running().reset(wanted(test).seed());
  }

  @Override
  public void afterAll(ExtensionContext test) {
    if (sandbox != null) {
      sandbox.close();
      sandbox = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return running();
  }

  private Sandbox running() {
    if (sandbox == null) {
      throw new IllegalStateException("the emulator is not running: annotate the test class");
    }
    return sandbox;
  }

  private static PasajeSandbox wanted(ExtensionContext test) {
    return test.getTestClass().map(type -> type.getAnnotation(PasajeSandbox.class)).orElse(USUAL);
  }
}
