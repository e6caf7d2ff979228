// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Headless Chromium of the machine, driven by Playwright, as a JUnit extension:
/// `@RegisterExtension static final Browser browser = new Browser();`.
///
/// The browser starts with the first [#page()] of a class and ends with the class; every test has
/// its own context, so no cookie or storage goes from one test to the next. Without Chromium the
/// class is skipped with a loud line, except where `CI=true`, where that is a failure. Not for
/// tests that run in parallel.
public final class Browser implements ExecutionCondition, AfterEachCallback, AfterAllCallback {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-proxy-server",
          // A page of a made-up shop may load what the emulator serves on loopback.
          "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests");

  private @Nullable Playwright playwright;
  private com.microsoft.playwright.@Nullable Browser chromium;
  private @Nullable BrowserContext context;

  /// A fresh page of 1280 x 800 in the context of the running test.
  public Page page() {
    return context().newPage();
  }

  /// A fresh page in the size of a telephone (390 x 844), for looks that must hold there too.
  public Page phone() {
    Page page = page();
    page.setViewportSize(390, 844);
    return page;
  }

  private BrowserContext context() {
    if (context == null) {
      context =
          chromium()
              .newContext(
                  new com.microsoft.playwright.Browser.NewContextOptions()
                      .setViewportSize(1280, 800)
                      .setIgnoreHTTPSErrors(true)
                      .setLocale("es-AR"));
      context.setDefaultTimeout(15_000);
    }
    return context;
  }

  private com.microsoft.playwright.Browser chromium() {
    if (chromium == null) {
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      chromium =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable().orElseThrow())
                      .setHeadless(true)
                      .setArgs(FLAGS));
    }
    return chromium;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    if (executable().isPresent()) {
      return ConditionEvaluationResult.enabled("chromium is here");
    }
    String why = "NO CHROMIUM: " + test.getDisplayName() + " did not look at any page";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(why);
    }
    System.err.println("### " + why + " (apt-get install chromium)");
    return ConditionEvaluationResult.disabled(why);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  @Override
  public void afterAll(ExtensionContext test) {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
    if (playwright != null) {
      playwright.close();
      playwright = null;
    }
  }

  private static Optional<Path> executable() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
