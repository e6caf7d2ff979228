// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Starts one emulator for a test class and hands it to test methods and constructors as a
/// parameter of type [dev.pasaje.sandbox.Sandbox]. Every test begins with nothing but the accounts.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SandboxExtension.class)
public @interface PasajeSandbox {
  /// The same seed gives the same accounts, ids and weather.
  long seed() default 1;

  /// Where time stands still until moved, such as `2026-03-02T12:00:00Z`; empty to follow the real
  /// clock.
  String start() default "";

  /// `calm`, `black-friday` or `storm`.
  String weather() default "calm";

  /// What the emulator holds at the start: nothing, or `showcase`.
  String holding() default "";
}
