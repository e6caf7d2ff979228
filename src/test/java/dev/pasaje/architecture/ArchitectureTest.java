// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The walls between packages. Each guards against a real accident, named in its reason.
class ArchitectureTest {
  private static final String[] PRODUCT = {
    "dev.pasaje.analytics..",
    "dev.pasaje.approval..",
    "dev.pasaje.capture..",
    "dev.pasaje.check..",
    "dev.pasaje.cli..",
    "dev.pasaje.credentials..",
    "dev.pasaje.db..",
    "dev.pasaje.demo..",
    "dev.pasaje.doctor..",
    "dev.pasaje.failure..",
    "dev.pasaje.http..",
    "dev.pasaje.integration..",
    "dev.pasaje.json..",
    "dev.pasaje.leaks..",
    "dev.pasaje.mercadopago..",
    "dev.pasaje.notifications..",
    "dev.pasaje.oauth..",
    "dev.pasaje.orders..",
    "dev.pasaje.outbox..",
    "dev.pasaje.outside..",
    "dev.pasaje.page..",
    "dev.pasaje.pix..",
    "dev.pasaje.quality..",
    "dev.pasaje.readiness..",
    "dev.pasaje.reconciliation..",
    "dev.pasaje.render..",
    "dev.pasaje.reports..",
    "dev.pasaje.resources..",
    "dev.pasaje.secret..",
    "dev.pasaje.serve..",
    "dev.pasaje.settings..",
    "dev.pasaje.text..",
    "dev.pasaje.tls..",
    "dev.pasaje.vault..",
    "dev.pasaje.web..",
  };

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.pasaje");

  static final ArchRule SANDBOX_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.pasaje.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PRODUCT)
          .because("an emulator that shares code with the client agrees with its bugs");

  @Test
  void the_sandbox_shares_no_code_with_the_client_or_the_verifier() {
    SANDBOX_STANDS_ALONE.check(MAIN);
  }

  @Test
  void the_wall_around_the_sandbox_notices_a_breach() {
    JavaClasses breached =
        new ClassFileImporter()
            .importClasses(dev.pasaje.sandbox.breach.SandboxThatUsesTheClient.class);

    assertThatThrownBy(() -> SANDBOX_STANDS_ALONE.check(breached))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("agrees with its bugs");
  }

  @Test
  void only_the_entry_point_and_the_demo_know_the_sandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.pasaje.sandbox..", "dev.pasaje", "dev.pasaje.demo..", "dev.pasaje.jte..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.pasaje.sandbox..")
        .because("the product must work the same against the real API")
        .check(MAIN);
  }

  @Test
  void nobody_uses_the_entry_point() {
    noClasses()
        .that()
        .resideInAnyPackage(PRODUCT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.pasaje")
        .because("the entry point wires; what it wires must be usable without it")
        .check(MAIN);
  }

  @Test
  void packages_have_no_cycles() {
    SlicesRuleDefinition.slices()
        .matching("dev.pasaje.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package that needs its user cannot be read alone")
        .check(MAIN);
  }

  @Test
  void judging_does_no_io_and_reads_no_clock() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.pasaje.check..", "..checks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql..")
        .orShould()
        .callMethod(Instant.class, "now")
        .because("a judgement must give the same answer from a file, for ever")
        .check(MAIN);
  }

  @Test
  void clocks_and_the_environment_are_read_at_the_entry_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.pasaje", "dev.pasaje.sandbox")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("what depends on the machine cannot be tested or repeated")
        .check(MAIN);
  }

  @Test
  void standard_streams_are_taken_at_the_entry_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pasaje")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .because("a stray line breaks the JSON that a script reads")
        .check(MAIN);
  }

  @Test
  void what_short_commands_do_at_once_uses_threads_of_the_platform() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.pasaje.credentials..",
            "dev.pasaje.notifications.probe..",
            "dev.pasaje.outside..",
            "dev.pasaje.page..",
            "dev.pasaje.pix..",
            "dev.pasaje.quality..",
            "dev.pasaje.readiness..",
            "dev.pasaje.tls..")
        .should()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
        .because("after sockets on virtual threads a JVM waits 0.3 s at its end")
        .check(MAIN);
  }

  @Test
  void money_is_never_floating_point() {
    // Probabilities, lengths on a page.
    String[] notAboutMoney = {"..sandbox.weather..", "..render..", "dev.pasaje.jte.."};
    String reason = "0.1 + 0.2 is not 0.3, and somebody is short of the difference";
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(notAboutMoney)
        .should()
        .notHaveRawType(double.class)
        .andShould()
        .notHaveRawType(float.class)
        .because(reason)
        .check(MAIN);
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(notAboutMoney)
        .should()
        .haveRawReturnType(double.class)
        .orShould()
        .haveRawReturnType(float.class)
        .because(reason)
        .check(MAIN);
  }

  @Test
  void every_product_package_is_behind_the_wall() {
    assertThat(MAIN.stream())
        .allMatch(type ->
            type.getPackageName().equals("dev.pasaje")
                || type.getPackageName().startsWith("dev.pasaje.sandbox")
                || type.getPackageName().startsWith("dev.pasaje.jte")
                || type.getPackageName().startsWith("dev.pasaje.money")
                || java.util.Arrays.stream(PRODUCT)
                    .anyMatch(
                        wall -> (type.getPackageName() + "..").startsWith(wall.replace("..", ""))));
  }
}
