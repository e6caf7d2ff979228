// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.cli.Terminal;
import dev.pasaje.credentials.activation.Activation;
import dev.pasaje.credentials.activation.Plan;
import dev.pasaje.credentials.activation.Proof;
import dev.pasaje.credentials.target.Target;
import dev.pasaje.credentials.target.TargetSpec;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.SwitchProof;
import dev.pasaje.render.ActivationReport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.shop.ShopSite;
import dev.pasaje.sandbox.shop.ShopVariant;
import dev.pasaje.secret.Secret;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.By;
import dev.pasaje.vault.Change;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The activation of a shop that takes its credentials from four files, and the way back. The
/// shop's page shows the public key that stands in the first of them.
final class Passage implements AutoCloseable {
  private static final String ID = "tienda";
  private static final By PERSON = new By("demo", "going live");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> SECRETS = List.of("access-token", "public-key");

  private final Sandbox sandbox;
  private final InstantSource clock;
  private final String userAgent;
  private final Path directory;
  private final ShopSite shop;
  private final Map<Path, String> files = new LinkedHashMap<>();
  private final Vault vault;
  private final Activation activation;

  /// @param directory the shop's own; its files are made anew
  Passage(Sandbox sandbox, InstantSource clock, String userAgent, Path directory) {
    this.sandbox = sandbox;
    this.clock = clock;
    this.userAgent = userAgent;
    this.directory = directory;
    SandboxAccount test = sandbox.account("MLA", "test-credentials");
    try {
      Files.createDirectories(directory);
      this.vault = vault();
      List<Target> targets = targets(test.accessToken(), test.publicKey());
      this.activation = new Activation(vault, ID, targets, clock, _ -> {});
      Target first = targets.getFirst();
      this.shop = ShopSite.start(sandbox, ShopVariant.READY, 0, clock.instant());
      shop.show(() ->
          first
              .read()
              .values()
              .getOrDefault("MP_PUBLIC_KEY", Optional.empty())
              .map(Secret::reveal)
              .orElse(""));
      vault.replace(
          List.of(
              Change.put(ID, SECRETS.getFirst(), Secret.of(shop.account().accessToken())),
              Change.put(ID, SECRETS.getLast(), Secret.of(shop.publicKey()))),
          PERSON);
    } catch (IOException refused) {
      throw unwritable(directory, refused);
    }
  }

  /// With a key of its own, new at each demo, as the accounts of the emulator are.
  private Vault vault() throws IOException {
    Path file = directory.resolve("pasaje.vault");
    Path key = directory.resolve("vault.key");
    Files.deleteIfExists(file);
    Files.deleteIfExists(key);
    return Vault.openOrCreate(file, MasterKey.create(key), clock, PERSON);
  }

  private List<Target> targets(String token, String key) throws IOException {
    List<TargetSpec> specs = new ArrayList<>();
    specs.add(
        file(
            TargetSpec.Format.DOTENV,
            ".env",
            keys("MP_ACCESS_TOKEN", SECRETS.getFirst(), "MP_PUBLIC_KEY", SECRETS.getLast()),
            "# the shop\nMP_ACCESS_TOKEN=%s # server only\nMP_PUBLIC_KEY=%s\nPORT=8080\n"
                .formatted(token, key)));
    specs.add(
        file(
            TargetSpec.Format.PROPERTIES,
            "stock.properties",
            Map.of("mercadopago.token", SECRETS.getFirst()),
            "! the stock system\nmercadopago.token = %s\n".formatted(token)));
    specs.add(
        file(
            TargetSpec.Format.YAML,
            "billing.yaml",
            keys("mp.token", SECRETS.getFirst(), "mp.mode", "=production"),
            "mp: {token: \"%s\", mode: test} # the invoices\n".formatted(token)));
    String coded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    specs.add(
        file(
            TargetSpec.Format.KUBERNETES,
            "secret.yaml",
            Map.of("token", SECRETS.getFirst()),
            "kind: Secret\nmetadata: {name: mp}\ndata:\n  token: %s\n".formatted(coded)));
    Transport unused = Transport.with(PATIENCE, 1 << 16);
    return specs.stream().map(spec -> Target.of(spec, unused)).toList();
  }

  private static Map<String, String> keys(String one, String what, String two, String other) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(one, what);
    keys.put(two, other);
    return keys;
  }

  private TargetSpec file(
      TargetSpec.Format format, String name, Map<String, String> keys, String content)
      throws IOException {
    Path path = directory.resolve(name);
    Files.writeString(path, content);
    files.put(path, content);
    return new TargetSpec.TextFile(name, keys, format, path, Optional.empty());
  }

  /// The whole step, in print.
  ///
  /// @return whether everything went as the texts say
  boolean show(Terminal terminal, Texts texts) {
    PrintStream out = terminal.out();
    Plan plan = activation.plan(vault.current(ID));
    for (Plan.Part part : plan.parts()) {
      out.printf("  %s%n", part.target());
      part.after()
          .forEach((key, after) ->
              out.printf(
                  "    %-17s %s -> %s%n",
                  key,
                  Plan.redacted(part.before().values().getOrDefault(key, Optional.empty())),
                  Plan.redacted(after)));
    }
    boolean written = activation.activate(plan, PERSON, List.of());
    Map<String, String> places = Map.of("count", String.valueOf(plan.parts().size()));
    out.printf("%n  %s%n", texts.get("passage.written", places));
    out.flush();
    List<Proof> proofs = proofs();
    out.print(ActivationReport.proofs(proofs, terminal.language()));
    int same = rollback();
    out.printf("  %s%n", texts.get("passage.back", Map.of("count", String.valueOf(same))));
    out.flush();
    return written
        && same == files.size()
        && proofs.stream().allMatch(one -> one.outcome().equals("passed"));
  }

  /// What the page, the account and the receiver say now; what passed says no more than that.
  private List<Proof> proofs() {
    try {
      Path authority = shop.writeAuthority(directory.resolve("shop-ca"));
      Integration integration =
          new Integration(
              ID,
              Site.MLA,
              Product.CHECKOUT_PRO,
              Optional.of(shop.website()),
              Optional.of(shop.checkout()),
              Optional.of(shop.notifications()),
              CredentialSet.NONE,
              new CredentialSet(
                  vault.get(ID, SECRETS.getLast()).map(Secret::reveal),
                  vault.get(ID, SECRETS.getFirst()),
                  Optional.empty(),
                  Optional.empty()),
              List.of(Secret.of(shop.webhookSecret())),
              Map.of(),
              Optional.of(shop.sale()),
              Optional.empty());
      Outlook outlook =
          new Outlook(PATIENCE, Trust.with(List.of(authority)), true, userAgent, clock);
      List<Proof> found;
      try (Readiness readiness =
          new Readiness(
              URI.create(sandbox.baseUrl()),
              outlook,
              Optional.empty(),
              new Readiness.Judging(QualityOptions.STANDARD, "intermediate"))) {
        found = new SwitchProof(readiness).look(integration, Optional.empty());
      }
      activation.record(found, PERSON);
      return found.stream()
          .map(one ->
              one.outcome().equals("passed") ? new Proof(one.what(), one.outcome(), "") : one)
          .toList();
    } catch (IOException refused) {
      throw unwritable(directory, refused);
    }
  }

  /// @return how many files are again what they were, byte for byte
  private int rollback() {
    activation.rollback(PERSON, false);
    int same = 0;
    for (Map.Entry<Path, String> file : files.entrySet()) {
      try {
        same += Files.readString(file.getKey()).equals(file.getValue()) ? 1 : 0;
      } catch (IOException refused) {
        throw unwritable(file.getKey(), refused);
      }
    }
    return same;
  }

  private static PasajeException unwritable(Path path, IOException why) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "cli.write",
        Map.of("path", path.toString(), "why", String.valueOf(why.getMessage())),
        why);
  }

  @Override
  public void close() {
    shop.close();
  }
}
