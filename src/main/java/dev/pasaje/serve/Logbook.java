// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.notifications.Receiver;
import dev.pasaje.outbox.DeliveryWatcher;
import dev.pasaje.resources.Observer;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears what happens while Pasaje serves: counts all of it, and writes down what a person should
/// know.
final class Logbook implements Observer, DeliveryWatcher, Receiver.Listener {
  private static final Logger LOG = Logger.getLogger("dev.pasaje");

  private final MeterRegistry registry;
  private final Set<String> hinted = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  Logbook(MeterRegistry registry) {
    this.registry = registry;
  }

  /// Wrong signatures are said at most once in so long a time, whoever sends them.
  private static final Duration QUIET = Duration.ofMinutes(10);

  private final Map<String, Instant> warned = new ConcurrentHashMap<>();

  @Override
  public void received(Receiver.Received one) {
    if (one.resource().startsWith(ResourceKind.STATEMENT.id() + " ")
        && hinted.add(one.integration())) {
      log(
          Level.INFO,
          "{0} is told of a statement of a report. Such a notice cannot be verified, because how it"
              + " is signed is documented nowhere: it is never believed, the statement is read"
              + " again over the API",
          one.integration());
    }
    if (!one.disposition().equals("quarantined")) {
      return;
    }
    Instant now = one.arrival().at();
    @Nullable Instant last = warned.get(one.integration());
    if (last == null || last.plus(QUIET).isBefore(now)) {
      warned.put(one.integration(), now);
      log(
          Level.WARNING,
          "notifications of {0} with a wrong signature are kept apart: check webhook-secrets, or"
              + " see `pasaje notifications list --disposition quarantined`",
          one.integration());
    }
  }

  private void count(String name, String... tags) {
    Counter.builder(name).tags(tags).register(registry).increment();
  }

  @Override
  public void read(
      String integration, ResourceKind kind, String outcome, Duration waited, Duration took) {
    Timer.builder("pasaje.processing")
        .description("From the first reason to read a resource to its being stored")
        .tags("integration", integration, "kind", kind.id(), "outcome", outcome)
        .register(registry)
        .record(waited.isNegative() ? Duration.ZERO : waited);
    Timer.builder("pasaje.reading")
        .description("Reading a resource from the API and storing it")
        .tags("integration", integration)
        .register(registry)
        .record(took);
  }

  @Override
  public void buried(String integration, ResourceRef resource, String trouble) {
    count("pasaje.work.buried", "integration", integration);
    log(Level.WARNING, "gave up reading {0} of {1}: {2}", resource, integration, trouble);
  }

  @Override
  public void paused(String integration, String why) {
    count("pasaje.paused", "integration", integration, "why", why);
    log(
        Level.SEVERE,
        why.equals("credentials")
            ? "Mercado Pago refuses the credentials of {0}: its work waits until they are right"
            : "the API fails for {0}: its work waits a while",
        integration);
  }

  @Override
  public void resumed(String integration) {
    log(Level.INFO, "{0} is read again", integration);
  }

  @Override
  public void swept(Sweep.Report report) {
    String integration = report.integration();
    Counter.builder("pasaje.sweep.found")
        .description("Resources a search found newer than stored")
        .tags("integration", integration)
        .register(registry)
        .increment((double) report.found());
    Counter.builder("pasaje.healed")
        .description("Changes found by a search that no notification had told")
        .tags("integration", integration)
        .register(registry)
        .increment((double) report.healed());
    if (report.found() > 0) {
      log(
          Level.INFO,
          "the search for {0} found {1} changes, {2} of them never notified",
          integration,
          report.found(),
          report.healed());
    }
    for (Sweep.Source source : report.sources()) {
      if (!source.trouble().isEmpty()) {
        log(
            Level.WARNING,
            "the search of {0} for {1} ended early: {2}",
            source.kind().id(),
            integration,
            source.trouble());
      }
    }
    if (report.silentSince().isEmpty()) {
      silent.remove(integration);
    } else if (silent.add(integration)) {
      count("pasaje.silent", "integration", integration);
      log(
          Level.SEVERE,
          "no notification for {0} since {1}: check the address in the panel",
          integration,
          report.silentSince().get());
    }
  }

  @Override
  public void failed(String where, RuntimeException why) {
    count("pasaje.failures", "where", where);
    LOG.log(Level.SEVERE, "something failed in the " + where + "; the work goes on", why);
  }

  @Override
  public void delivered(String target, Duration lag) {
    Timer.builder("pasaje.delivery")
        .description("From a change of an order to its receiver's answer")
        .tags("target", target)
        .register(registry)
        .record(lag.isNegative() ? Duration.ZERO : lag);
  }

  @Override
  public void failed(String target, String trouble) {
    count("pasaje.delivery.failed", "target", target);
    log(Level.FINE, "delivery to {0} failed and is repeated: {1}", target, trouble);
  }

  @Override
  public void died(String target, long outboxId, String trouble) {
    count("pasaje.delivery.dead", "target", target);
    log(Level.WARNING, "gave up delivering {1} to {0}: {2}", target, outboxId, trouble);
  }

  @Override
  public void closed(String target) {
    log(Level.SEVERE, "{0} answers that it is gone; nothing more is delivered to it", target);
  }

  @Override
  public void broke(String target, RuntimeException why) {
    failed("delivery", why);
  }

  private static void log(Level level, String message, Object... arguments) {
    // As text: a pattern would write thousands with commas.
    Object[] texts = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      texts[i] = String.valueOf(arguments[i]);
    }
    LOG.log(level, message, texts);
  }
}
