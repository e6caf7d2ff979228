// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.capture.Capture;
import dev.pasaje.capture.Figures;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.outside.Trust;
import dev.pasaje.settings.WebAddress;
import dev.pasaje.text.Texts;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Stands between an integration and the API and keeps what it sends, until it is stopped.
@Command(name = "capture")
public final class QualityCaptureCommand implements Callable<Integer> {
  private static final Pattern LISTEN = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smh])");
  private static final int MOST_PORT = 65_535;

  /// The API is passed through as it comes; nothing is buffered beyond what is kept.
  private static final int MOST_BUFFERED = 1 << 20;

  /// How often figures are looked at: where a line is drawn anew, and where one is printed.
  private static final Duration DRAWN = Duration.ofMillis(500);

  private static final Duration PRINTED = Duration.ofSeconds(30);

  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      required = true,
      descriptionKey = "capture.listen")
  private String listen = "";

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      defaultValue = "https://api.mercadopago.com",
      descriptionKey = "capture.upstream")
  private String upstream = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "requests.jsonl",
      descriptionKey = "capture.to")
  private Path to = Path.of("requests.jsonl");

  @Option(names = "--for", paramLabel = "DURATION", descriptionKey = "capture.for")
  private @Nullable String length;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      descriptionKey = "capture.timeout")
  private int timeout = 60;

  @Option(names = "--ca", paramLabel = "FILE", descriptionKey = "capture.ca")
  private List<Path> authorities = List.of();

  private final Terminal terminal;

  public QualityCaptureCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Matcher address = LISTEN.matcher(listen);
    if (!address.matches() || Integer.parseInt(address.group(2)) > MOST_PORT) {
      throw usage("capture.listen", listen);
    }
    String host = address.group(1).replaceAll("[\\[\\]]", "");
    URI api =
        WebAddress.of(upstream)
            .filter(given -> given.getRawQuery() == null && given.getRawFragment() == null)
            .orElseThrow(() -> usage("capture.upstream", upstream));
    Duration limit = Duration.ofSeconds(Math.clamp(timeout, 1, 600));
    Duration most = length == null ? Duration.ofDays(3650) : duration(length);
    Path file = terminal.directory().resolve(to);
    Capture.Plan plan =
        new Capture.Plan(host, Integer.parseInt(address.group(2)), api, file, limit);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    // The process must not end before the figures are told and the last line is whole.
    Thread hook = new Thread(() -> end(stop, stopped));
    Trust trust = Trust.with(authorities.stream().map(terminal.directory()::resolve).toList());
    try (Transport transport = Transport.trusting(limit, MOST_BUFFERED, trust.context())) {
      Capture capture = Capture.start(plan, transport, terminal.clock());
      try {
        Runtime.getRuntime().addShutdownHook(hook);
        announce(capture, host, plan);
        watch(capture, stop, most);
      } finally {
        capture.close();
        tell(capture.figures());
      }
    } finally {
      stopped.countDown();
    }
    forget(hook);
    return capture(stop);
  }

  /// 130 when somebody stopped it, as the shell would say; 0 when its time was over.
  private static int capture(CountDownLatch stop) {
    return stop.getCount() == 0 ? 130 : 0;
  }

  private static void end(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending already; the hook has done its work.
    }
  }

  private void announce(Capture capture, String host, Capture.Plan plan) {
    String root = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + capture.port();
    terminal.out().println(root);
    terminal.out().flush();
    if (!global.quiet()) {
      say(
          "capture.listening",
          Map.of(
              "upstream", plan.upstream().toString(),
              "file", plan.file().toString(),
              "address", root));
    }
    if (!loopback(host)) {
      say("capture.exposed", Map.of("address", root));
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /// Shows the figures until it is stopped or the time is over.
  private void watch(Capture capture, CountDownLatch stop, Duration most)
      throws InterruptedException {
    Duration every = terminal.interactive() ? DRAWN : PRINTED;
    long begin = System.nanoTime();
    Figures shown = capture.figures();
    while (true) {
      long left = most.toNanos() - (System.nanoTime() - begin);
      if (left <= 0 || stop.await(Math.min(left, every.toNanos()), TimeUnit.NANOSECONDS)) {
        return;
      }
      Figures now = capture.figures();
      if (!global.quiet() && !now.equals(shown)) {
        shown = now;
        if (terminal.interactive()) {
          terminal.err().print("\r" + summary(now) + " ");
          terminal.err().flush();
        } else {
          terminal.err().println(summary(now));
        }
      }
    }
  }

  private void tell(Figures figures) {
    if (terminal.interactive()) {
      terminal.err().println();
    }
    say("capture.done", Map.of("file", to.toString(), "summary", summary(figures)));
    if (figures.unrecorded() > 0) {
      say("capture.unrecorded", Map.of("count", Long.toString(figures.unrecorded())));
    }
  }

  private String summary(Figures figures) {
    return Texts.of("bulk", terminal.language())
        .get(
            "capture.summary",
            Map.of(
                "requests", Long.toString(figures.requests()),
                "created", Long.toString(figures.created()),
                "refused", Long.toString(figures.refused()),
                "troubled", Long.toString(figures.troubled())));
  }

  private void say(String key, Map<String, String> arguments) {
    terminal.err().println(Texts.of("bulk", terminal.language()).get(key, arguments));
  }

  private static Duration duration(String typed) {
    Matcher parts = DURATION.matcher(typed);
    if (!parts.matches()) {
      throw usage("capture.for", typed);
    }
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private static PasajeException usage(String code, String found) {
    return new PasajeException(PasajeException.Kind.USAGE, code, Map.of("found", found));
  }
}
