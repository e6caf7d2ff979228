// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.Pasaje;
import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.reconciliation.KeptReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whole `pasaje reconcile` processes are killed before, while and after they store what they
/// found, and while they close what has gone: whoever runs it again has the findings, the items and
/// the history of one who was never disturbed.
class KilledReconcileTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ORDERS = 2000;

  /// What a kill missed is tried again, in a store of its own.
  private static final int TRIES = 5;

  @TempDir private static Path directory;
  private static Path pages = Path.of("");
  private static int stores;

  /// When a process is killed.
  enum Phase {
    BEFORE_STORING,
    STORING,
    AFTER_STORING,
    CLOSING
  }

  @BeforeAll
  static void shop() throws Exception {
    KeptReports.write(directory.resolve("kept"), "tienda", ORDERS);
    pages = Files.createDirectory(directory.resolve("tmp"));
  }

  /// A store, the settings that name it, and what is in it.
  private static final class Store implements AutoCloseable {
    private final Path home;
    private final Database database;

    Store(String kind) throws IOException {
      home = Files.createDirectory(directory.resolve("store-" + ++stores));
      String url = kind.equals("sqlite") ? "jdbc:sqlite:store.db" : TestDatabases.postgresqlUrl();
      Files.writeString(
          home.resolve("pasaje.yaml"),
          """
          integrations:
            tienda: {site: MLA, product: checkout-pro}
          store: { url: "%s" }
          """
              .formatted(url));
      database = Database.open(url, home);
    }

    private String[] arguments(String books) {
      return new String[] {
        "--quiet",
        "reconcile",
        "--archive",
        "../kept",
        "--orders",
        "../kept/" + books,
        "--terms",
        "../kept/reconciliation.yaml",
        "--format",
        "json"
      };
    }

    /// To the end.
    ///
    /// @return what it printed but for what differs from run to run, by its parts
    Map<String, String> run(String books) {
      Run run = Run.in(home).pasaje(arguments(books));
      assertThat(run.exit()).as(run.err()).isIn(0, 1);
      ObjectNode told = (ObjectNode) JSON.readTree(run.out());
      told.remove("kept");
      Map<String, String> parts = new TreeMap<>();
      for (JsonNode item : told.path("open")) {
        parts.put(
            item.path("id").asString(""),
            ((ObjectNode) item).remove(List.of("first_seen", "last_seen")).toString());
      }
      told.remove("open");
      told.properties().forEach(part -> parts.put(part.getKey(), part.getValue().toString()));
      return parts;
    }

    /// Killed a moment after that came to be.
    void killed(String books, BooleanSupplier when, long afterNanos) throws IOException {
      Process process = start(books);
      while (process.isAlive() && !when.getAsBoolean()) {
        LockSupport.parkNanos(200_000);
      }
      LockSupport.parkNanos(afterNanos);
      process.destroyForcibly();
      process.onExit().join();
    }

    /// As a process of its own, to the end.
    void process(String books) throws IOException {
      assertThat(start(books).onExit().join().exitValue()).isIn(0, 1);
    }

    private Process start(String books) throws IOException {
      return new ProcessBuilder(
              Stream.concat(
                      Stream.of(
                          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                          "-Xmx256m",
                          "-XX:TieredStopAtLevel=1",
                          "-Djava.io.tmpdir=" + pages,
                          "--enable-native-access=ALL-UNNAMED",
                          "-classpath",
                          System.getProperty("java.class.path"),
                          Pasaje.class.getName()),
                      Stream.of(arguments(books)))
                  .toList())
          .directory(home.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(home.resolve("log").toFile())
          .start();
    }

    long number(String select) {
      return database
          .read()
          .withHandle(handle -> handle.createQuery(select).mapTo(Long.class).one());
    }

    boolean ended() {
      return number("select count(*) from reconciliation_run where ended_at is not null") > 0;
    }

    long items(String state) {
      return number("select count(*) from open_item where state = '" + state + "'");
    }

    /// All items with their history, but for what differs from run to run.
    Map<String, String> kept() {
      Map<String, String> kept = new TreeMap<>();
      database
          .read()
          .useHandle(handle -> {
            handle
                .createQuery("select * from open_item")
                .mapToMap()
                .forEach(row -> {
                  row.keySet().removeAll(List.of("first_seen", "last_seen", "run_id"));
                  kept.put(String.valueOf(row.get("item_id")), new TreeMap<>(row).toString());
                });
            handle
                .createQuery("select item_id, kind, who, note from open_item_event order by id")
                .mapToMap()
                .forEach(row ->
                    kept.merge(
                        String.valueOf(row.get("item_id")),
                        " " + row.get("kind") + row.get("who") + row.get("note"),
                        String::concat));
          });
      return kept;
    }

    @Override
    public void close() {
      database.close();
    }
  }

  /// The first few, since all would be thousands.
  private static List<String> differences(Map<String, String> one, Map<String, String> other) {
    return Stream.concat(one.keySet().stream(), other.keySet().stream())
        .distinct()
        .filter(key -> !Objects.equals(one.get(key), other.get(key)))
        .limit(3)
        .map(key -> one.get(key) + " instead of " + other.get(key))
        .toList();
  }

  private static boolean working() {
    try (Stream<Path> all = Files.walk(pages)) {
      return all.anyMatch(file -> file.endsWith("orders.parquet"));
    } catch (IOException | java.io.UncheckedIOException gone) {
      return false;
    }
  }

  /// Each database meets what it could get wrong by itself: half of a store, half of a closing.
  @ParameterizedTest
  @CsvSource({"sqlite,BEFORE_STORING,STORING", "postgresql,STORING,CLOSING"})
  @Timeout(240)
  void killed_it_finds_nothing_twice(String kind, Phase first, Phase second) throws Exception {
    killed(kind, EnumSet.of(first, second), 1);
  }

  @Tag("slow")
  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void killed_many_times_in_each_phase_it_finds_nothing_twice(String kind) throws Exception {
    killed(kind, EnumSet.allOf(Phase.class), 12);
  }

  private static void killed(String kind, Set<Phase> phases, int times) throws Exception {
    try (Store calm = new Store(kind)) {
      Map<String, String> found = calm.run("pedidos.csv");
      Map<String, String> open = calm.kept();
      assertThat(open).hasSizeGreaterThan(ORDERS / 4);
      assertThat(open.values()).allMatch(item -> item.endsWith("} found"));
      Map<String, String> nothing = calm.run("corregidos.csv");
      assertThat(nothing).hasSizeLessThan(10);
      Map<String, String> closed = calm.kept();
      assertThat(closed.values()).allMatch(item -> item.endsWith("} found gone"));

      long seed = System.nanoTime();
      Random random = new Random(seed);
      int hit = 0;
      for (int i = 0; hit < times && i < times * TRIES; i++) {
        String as = "%s, seed %d, %d".formatted(kind, seed, i);
        boolean midway = true;
        try (Store store = new Store(kind)) {
          if (phases.contains(Phase.BEFORE_STORING)) {
            store.killed("pedidos.csv", KilledReconcileTest::working, random.nextInt(30_000_000));
            midway = store.items("OPEN") == 0;
          }
          if (phases.contains(Phase.STORING)) {
            store.killed("pedidos.csv", () -> store.items("OPEN") > 0, random.nextInt(2_000_000));
            midway &= store.items("OPEN") < open.size();
          }
          if (phases.contains(Phase.AFTER_STORING)) {
            store.killed("pedidos.csv", store::ended, random.nextInt(20_000_000));
            assertThat(differences(store.kept(), open)).as(as).isEmpty();
          }
          assertThat(differences(store.run("pedidos.csv"), found)).as(as).isEmpty();
          assertThat(differences(store.kept(), open)).as(as).isEmpty();
          if (phases.contains(Phase.CLOSING)) {
            store.killed(
                "corregidos.csv",
                () -> store.items("RESOLVED_AUTO") > 0,
                random.nextInt(1_000_000));
            midway &= store.items("RESOLVED_AUTO") < open.size();
            assertThat(differences(store.run("corregidos.csv"), nothing)).as(as).isEmpty();
            assertThat(differences(store.kept(), closed)).as(as).isEmpty();
          }
        }
        hit += midway ? 1 : 0;
      }
      assertThat(hit).as("killed midway, %s, seed %d", kind, seed).isEqualTo(times);
      calm.process("corregidos.csv");
      try (Stream<Path> left = Files.list(pages)) {
        assertThat(left.map(path -> String.valueOf(path.getFileName())))
            .as("of the killed")
            .noneMatch(name -> name.startsWith("pasaje-reconcile-"));
      }
    }
  }
}
