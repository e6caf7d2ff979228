// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The browser is found, does what it may, and always ends.
@ExtendWith(NeedsChromium.class)
class ChromiumTest {

  @Test
  void it_is_found_as_the_settings_say() {
    Path executable = NeedsChromium.chromium().executable();

    assertThat(Chromium.find("off", "/usr/bin")).isEmpty();
    assertThat(Chromium.find("auto", "")).isEmpty();
    assertThat(Chromium.find("auto", "/nowhere::" + executable.getParent())).isPresent();
    assertThat(Chromium.find(executable.toString(), "")).isPresent();
    assertThat(Chromium.find("/nowhere/chromium", "/usr/bin")).isEmpty();
  }

  @Test
  void it_ends_and_its_profile_goes_with_it() throws IOException {
    ProcessHandle process;
    Path profile;
    try (Chromium.Running running =
        NeedsChromium.chromium().launch(List.of(), Deadline.in(Duration.ofSeconds(30)))) {
      process = running.handle();
      profile = running.profile();
      assertThat(running.address().getScheme()).isEqualTo("ws");
      assertThat(process.isAlive()).isTrue();
    }
    assertThat(process.isAlive()).isFalse();
    assertThat(profile).doesNotExist();
  }

  @Test
  void a_browser_that_dies_at_once_is_told(@TempDir Path folder) throws IOException {
    Path broken =
        Files.createFile(
            folder.resolve("chromium"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(broken, "#!/bin/sh\necho no display >&2\nexit 1\n");
    Chromium chromium = Chromium.find("auto", folder.toString()).orElseThrow();

    assertThatThrownBy(() -> chromium.launch(List.of(), Deadline.in(Duration.ofSeconds(20))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no display");
    try (TestSite site = new TestSite()) {
      site.serve("/pay", "text/html", "", "<script>1</script>");
      PageFacts facts = look(site, "/pay", chromium, Duration.ofSeconds(20), host -> false);

      assertThat(facts.rendered().orElseThrow().complete()).isFalse();
      assertThat(facts.rendered().orElseThrow().detail()).contains("no display");
      assertThat(finding(facts, "mixed-active-content").unknown()).isTrue();
    }
  }

  @Test
  void a_page_that_never_finishes_costs_the_limit_and_is_unknown() {
    CountDownLatch over = new CountDownLatch(1);
    try (TestSite site = new TestSite()) {
      site.serve("/pay", "text/html", "", "<img src='/slow.png'><script>alert(1)</script>");
      site.serve(
          "/slow.png",
          exchange -> {
            try {
              over.await();
            } catch (InterruptedException closing) {
              Thread.currentThread().interrupt();
            }
          });
      Duration limit = Duration.ofSeconds(8);
      long begin = System.nanoTime();

      PageFacts facts = look(site, "/pay", NeedsChromium.chromium(), limit, host -> false);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit.plusSeconds(5));
      assertThat(facts.rendered().orElseThrow().complete()).isFalse();
      assertThat(finding(facts, "mixed-active-content").unknown()).isTrue();
      over.countDown();
    }
  }

  @Test
  void a_script_cannot_lead_the_browser_into_a_private_network() {
    try (TestSite site = new TestSite()) {
      String inside = "https://127.0.0.1:" + site.at("/").getPort() + "/inside";
      site.serve("/pay", "text/html", "", "<script>location.href = '" + inside + "'</script>");
      site.serve("/inside", "text/html", "", "<p>inside");

      PageFacts facts =
          look(site, "/pay", NeedsChromium.chromium(), Duration.ofSeconds(20), "localhost"::equals);

      assertThat(facts.rendered()).isPresent();
      assertThat(site.asked).contains("/pay").doesNotContain("/inside");
    }
  }

  @Test
  void a_page_whose_script_leaves_for_another_site_is_not_judged_by_that_site() {
    try (TestSite site = new TestSite()) {
      String away = "https://127.0.0.1:" + site.at("/").getPort() + "/away";
      site.serve("/pay", "text/html", "", "<script>location.href = '" + away + "'</script>");
      site.serve("/away", "text/html", "", "<input name='cardNumber'>");

      PageFacts facts =
          look(site, "/pay", NeedsChromium.chromium(), Duration.ofSeconds(20), host -> false);

      assertThat(facts.rendered().orElseThrow().detail()).contains("led to https://127.0.0.1");
      assertThat(finding(facts, "card-input-named").unknown()).isTrue();
    }
  }

  @Test
  void a_page_reached_on_a_site_with_another_key_is_rendered() {
    try (TestSite shop = new TestSite();
        TestSite till = new TestSite()) {
      till.serve("/pay", "text/html", "", "<script>document.title = 'till'</script>");
      shop.serve(
          "/go",
          exchange -> {
            exchange.getResponseHeaders().add("Location", till.at("/pay").toString());
            exchange.sendResponseHeaders(302, -1);
          });
      Trust both =
          new Trust(Trust.usual().roots(), List.of(shop.authority.root(), till.authority.root()));
      Outlook outlook =
          new Outlook(Duration.ofSeconds(20), both, false, "Pasaje/test", InstantSource.system());

      PageFacts facts =
          new PageProbe(outlook, Optional.of(NeedsChromium.chromium()), host -> false)
              .look(
                  new PageTarget(
                      shop.at("/go"), Product.CHECKOUT_API, Optional.empty(), Optional.empty()));

      assertThat(facts.rendered().orElseThrow().detail()).isEmpty();
      assertThat(facts.rendered().orElseThrow().complete()).isTrue();
    }
  }

  @Test
  void where_there_is_no_page_no_browser_is_left() {
    try (TestSite site = new TestSite()) {
      PageFacts facts =
          look(site, "/gone", NeedsChromium.chromium(), Duration.ofSeconds(20), host -> false);

      assertThat(facts.rendered()).isEmpty();
      assertThat(
              ProcessHandle.current()
                  .descendants()
                  .filter(ProcessHandle::isAlive)
                  .flatMap(process -> process.info().command().stream()))
          .noneMatch(command -> command.contains("chrom"));
    }
  }

  private static PageFacts look(
      TestSite site,
      String path,
      Chromium chromium,
      Duration limit,
      java.util.function.Predicate<String> publicHost) {
    return new PageProbe(site.outlook(limit), Optional.of(chromium), publicHost)
        .look(
            new PageTarget(
                site.at(path), Product.CHECKOUT_API, Optional.empty(), Optional.empty()));
  }

  private static Finding finding(PageFacts facts, String id) {
    return Page.judge(facts).stream()
        .filter(finding -> finding.info().id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
