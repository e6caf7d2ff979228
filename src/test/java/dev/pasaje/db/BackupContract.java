// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a backup promises, from either database into either.
abstract class BackupContract {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /// Columns that may be empty; all others may not.
  private static final List<String> NULLABLE =
      List.of("drift_ms", "held_at", "released_at", "done_at");

  @TempDir Path directory;

  private Database source;
  private final List<Database> opened = new ArrayList<>();

  abstract Database open();

  @BeforeEach
  void fill() {
    source = kept(open());
  }

  @AfterEach
  void close() {
    opened.forEach(Database::close);
  }

  private Database kept(Database database) {
    opened.add(database);
    return database;
  }

  private Stream<Database> targets() {
    return Stream.of(kept(TestDatabases.sqlite(directory)), kept(TestDatabases.postgresql()));
  }

  private static void fill(Database database, Random random, int most) {
    Tables tables = new Tables(database.dialect());
    database
        .write()
        .useTransaction(handle -> {
          int next = 0;
          for (Tables.Table table : tables.all(handle)) {
            int rows = random.nextInt(most + 1);
            for (int i = 0; i < rows; i++) {
              next++;
              add(handle, table, random, next);
            }
          }
        });
  }

  private static void add(Handle handle, Tables.Table table, Random random, int number) {
    List<Tables.Column> columns =
        table.columns().stream()
            .filter(column -> !(table.numbered() && column.name().equals("id")))
            .toList();
    Object[] values =
        columns.stream()
            .map(column ->
                NULLABLE.contains(column.name()) && random.nextBoolean()
                    ? null
                    : switch (column.content()) {
                      case TEXT -> number + text(random);
                      case NUMBER ->
                          // Some of them are of four bytes in PostgreSQL.
                          column.name().matches("attempts|status|waiting|replays")
                              ? random.nextInt(1000)
                              : random.nextLong();
                      case BYTES -> bytes(random);
                    })
            .toArray();
    handle.execute(
        "insert into "
            + table.name()
            + " ("
            + String.join(", ", columns.stream().map(Tables.Column::name).toList())
            + ") values ("
            + String.join(", ", columns.stream().map(_ -> "?").toList())
            + ")",
        values);
  }

  private static String text(Random random) {
    String letters = "aZ09 \"\\'\n\r\t{}[]:,=%é€ñ\u2028😀\u0001";
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Everything that a backup is to keep, in an order of its own.
  private static Map<String, List<String>> contents(Database database) {
    return database
        .read()
        .withHandle(handle -> {
          Map<String, List<String>> all = new TreeMap<>();
          for (Tables.Table table : new Tables(database.dialect()).all(handle)) {
            all.put(
                table.name(),
                handle.createQuery("select * from " + table.name()).mapToMap().list().stream()
                    .map(BackupContract::shown)
                    .sorted()
                    .toList());
          }
          return all;
        });
  }

  private static String shown(Map<String, Object> row) {
    Map<String, String> shown = new TreeMap<>();
    row.forEach((name, value) ->
        shown.put(
            name,
            value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : String.valueOf(value)));
    if (shown.containsKey("lease_until")) {
      shown.put("owner", "");
      shown.put("lease_until", "0");
    }
    return shown.toString();
  }

  private Path save() {
    Path file = directory.resolve("store.backup");
    new Backup(source).save(file, Backup.Existing.REPLACE, NOW, (_, _) -> {});
    return file;
  }

  private static void restore(Path file, Database target) {
    new Backup(target).restore(file, (_, _) -> {});
  }

  @Test
  void whatever_is_in_a_store_comes_back_in_either_database() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    fill(source, random, 1200);
    Map<String, List<String>> before = contents(source);

    Path file = save();
    long rows = before.values().stream().mapToLong(List::size).sum();

    assertThat(Backup.verify(file))
        .isEqualTo(new Backup.Contents(TestDatabases.tablesVersion(), NOW, rows));
    targets()
        .forEach(target -> {
          restore(file, target);
          assertThat(contents(target)).as("seed %d", seed).isEqualTo(before);
        });
    assertThat(contents(source)).isEqualTo(before);
  }

  @Test
  void an_empty_store_comes_back_empty() {
    Path file = save();

    targets()
        .forEach(target -> {
          restore(file, target);
          assertThat(contents(target).values()).allMatch(List::isEmpty);
        });
  }

  @Test
  void what_was_claimed_is_free_and_progress_is_told() {
    work(source, "1", "node-1", 99);
    Path file = directory.resolve("b");
    List<String> heard = new ArrayList<>();

    new Backup(source)
        .save(file, Backup.Existing.KEEP, NOW, (done, all) -> heard.add(done + "/" + all));
    Database target = kept(TestDatabases.sqlite(directory));
    new Backup(target).restore(file, (done, all) -> heard.add(done + "/" + all));

    assertThat(heard).containsExactly("1/1", "1/1");
    String claim =
        target
            .read()
            .withHandle(handle ->
                handle
                    .createQuery("select owner || lease_until from work")
                    .mapTo(String.class)
                    .one());
    assertThat(claim).isEqualTo("0");
  }

  private static void work(Database database, String id, String owner, long until) {
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "insert into work values ('tienda', 'payment', ?, 1, 0, 5, 'hint', 'due', 5, 0, ?,"
                    + " ?, '')",
                id,
                owner,
                until));
  }

  private static long event(Database database, String reference) {
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "insert into outbox (integration, reference, revision, type, created_at, body)"
                    + " values ('tienda', ?, 1, 'order.changed', 5, '{}')",
                reference));
    return database
        .read()
        .withHandle(
            handle -> handle.createQuery("select max(id) from outbox").mapTo(Long.class).one());
  }

  @Test
  void a_number_that_was_given_once_is_never_given_again() {
    event(source, "A-1");
    long last = event(source, "A-2");
    source.write().useHandle(handle -> handle.execute("delete from outbox"));
    event(source, "A-3");
    source.write().useHandle(handle -> handle.execute("delete from outbox where id > ?", last));
    Path file = save();

    targets()
        .forEach(target -> {
          restore(file, target);
          assertThat(event(target, "A-4")).isEqualTo(last + 1 + Backup.SKIPPED_NUMBERS + 1);
        });
  }

  @Test
  void a_backup_shows_one_moment_however_much_is_written_meanwhile() {
    event(source, "A-1");
    work(source, "1", "", 0);
    Map<String, List<String>> before = contents(source);
    AtomicBoolean written = new AtomicBoolean();
    Path file = directory.resolve("b");

    new Backup(source)
        .save(
            file,
            Backup.Existing.KEEP,
            NOW,
            (_, _) -> {
              // `outbox` has been read, `work` has not.
              if (!written.getAndSet(true)) {
                elsewhere(() -> {
                  event(source, "A-2");
                  work(source, "2", "", 0);
                });
              }
            });
    Database target = kept(TestDatabases.sqlite(directory));
    restore(file, target);

    assertThat(written).isTrue();
    assertThat(contents(target)).isEqualTo(before);
    assertThat(contents(source)).isNotEqualTo(before);
  }

  @Test
  void a_file_that_was_cut_changes_nothing() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    fill(source, random, 20);
    byte[] whole = Files.readAllBytes(save());
    Database target = kept(open());
    Map<String, List<String>> before = contents(target);
    Path cut = directory.resolve("cut");

    for (int i = 0; i < 40; i++) {
      int length = i == 0 ? 0 : i == 1 ? whole.length - 1 : random.nextInt(whole.length);
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      refused(cut, target, "seed " + seed + ", cut at " + length);
    }
    assertThat(contents(target)).as("seed %d", seed).isEqualTo(before);
  }

  private static void refused(Path file, Database target, String as) {
    PasajeException told = catchThrowableOfType(PasajeException.class, () -> restore(file, target));
    assertThat(told).as(as).isNotNull();
    assertThat(told.code()).as(as).isEqualTo("backup.damaged");
    assertThat(told.in(Language.EN)).as(as).hasLineCount(1);
    assertThatThrownBy(() -> Backup.verify(file)).as(as).isInstanceOf(PasajeException.class);
  }

  @Test
  void a_flipped_byte_is_noticed_or_harmless() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    fill(source, random, 20);
    Map<String, List<String>> before = contents(source);
    byte[] whole = Files.readAllBytes(save());
    Path flipped = directory.resolve("flipped");
    Database target = kept(open());
    int noticed = 0;

    for (int i = 0; i < 150; i++) {
      int at = random.nextInt(whole.length);
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, bytes);
      String as = "seed " + seed + ", byte " + at;
      try {
        restore(flipped, target);
        assertThat(contents(target)).as(as).isEqualTo(before);
        target = kept(open());
      } catch (PasajeException told) {
        noticed++;
        assertThat(told.in(Language.ES)).as(as).hasLineCount(1);
        assertThat(contents(target).values()).as(as).allMatch(List::isEmpty);
      }
    }
    assertThat(noticed).as("seed %d", seed).isGreaterThan(100);
  }

  /// In the same thread, JDBI would take the connection that reads.
  private static void elsewhere(Runnable task) {
    try {
      Thread.ofVirtual().start(task).join();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  /// The file with one entry's text changed, and a sound zip again.
  private Path forged(Path file, String entry, String from, String to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile old = new ZipFile(file.toFile());
        ZipOutputStream forged = new ZipOutputStream(bytes)) {
      for (Enumeration<? extends ZipEntry> all = old.entries(); all.hasMoreElements(); ) {
        ZipEntry one = all.nextElement();
        try (InputStream in = old.getInputStream(one)) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          if (one.getName().equals(entry) && to.equals("-")) {
            continue;
          }
          forged.putNextEntry(new ZipEntry(one.getName()));
          String written = one.getName().equals(entry) ? text.replace(from, to) : text;
          forged.write(written.getBytes(StandardCharsets.UTF_8));
          forged.closeEntry();
        }
      }
    }
    return Files.write(directory.resolve("forged"), bytes.toByteArray());
  }

  @Test
  void a_file_that_somebody_changed_is_refused() throws IOException {
    event(source, "A-1");
    event(source, "A-2");
    Path file = save();
    Database target = kept(open());

    refused(forged(file, "outbox.jsonl", "A-1", "B-1"), target, "another value");
    refused(forged(file, "outbox.jsonl", "\n", "\n\n"), target, "an empty line");
    refused(forged(file, "outbox.jsonl", "{", ""), target, "no JSON");
    refused(forged(file, "outbox.jsonl", "", "-"), target, "no entry");
    refused(forged(file, "manifest.json", "", "-"), target, "no manifest");
    refused(forged(file, "manifest.json", "\"format\" : 1", "\"format\" : 2"), target, "format");
    refused(forged(file, "manifest.json", "\"rows\" : 2", "\"rows\" : \"x\""), target, "rows");
    refused(forged(file, "manifest.json", "\"outbox\"", "\"users\""), target, "other table");
    assertThat(contents(target).values()).allMatch(List::isEmpty);
    assertThat(code(directory.resolve("nothing"), target)).isEqualTo("backup.missing");
    assertThat(code(directory, target)).isEqualTo("backup.missing");
  }

  private static String code(Path file, Database target) {
    return catchThrowableOfType(PasajeException.class, () -> restore(file, target)).code();
  }

  @Test
  void only_an_empty_store_of_the_same_version_is_filled() {
    event(source, "A-1");
    Path file = save();
    Database target = kept(open());
    event(target, "B-1");
    Map<String, List<String>> before = contents(target);

    assertThat(code(file, target)).isEqualTo("backup.not-empty");
    assertThat(contents(target)).isEqualTo(before);
    source
        .write()
        .useHandle(handle ->
            handle.execute(
                "update flyway_schema_history set version = '3.1' where version = ?",
                TestDatabases.tablesVersion()));
    assertThat(code(save(), kept(open()))).isEqualTo("backup.version");
  }

  @Test
  void a_backup_is_its_owners_and_replaces_nothing_unasked() throws IOException {
    Path file = save();
    byte[] first = Files.readAllBytes(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    event(source, "A-1");
    assertThat(unsaved(file)).isEqualTo("backup.exists");
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    assertThat(unsaved(directory)).isEqualTo("backup.exists");
    assertThat(unsaved(directory.resolve("nowhere/b"))).isEqualTo("backup.write");
    save();
    assertThat(Files.readAllBytes(file)).isNotEqualTo(first);
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all.filter(one -> one.toString().endsWith(".partial"))).isEmpty();
    }
  }

  private String unsaved(Path file) {
    return catchThrowableOfType(
            PasajeException.class,
            () -> new Backup(source).save(file, Backup.Existing.KEEP, NOW, (_, _) -> {}))
        .code();
  }

  @Test
  void the_state_of_a_store_is_told_without_touching_it() {
    StoreState state = source.state();

    assertThat(state.schemaVersion()).contains(TestDatabases.tablesVersion());
    assertThat(state.age()).isEqualTo(StoreState.Age.CURRENT);
    assertThat(state.bytes()).isPositive();
    assertThat(state.durability())
        .isEqualTo(
            switch (state.dialect()) {
              case SQLITE -> "wal, synchronous=FULL";
              case POSTGRESQL -> "synchronous_commit=on, fsync=off";
            });
    // The server of the tests is not made to last.
    assertThat(state.durable()).isEqualTo(state.dialect() == Dialect.SQLITE);
    source
        .write()
        .useHandle(handle ->
            handle.execute(
                "delete from flyway_schema_history where version = ?",
                TestDatabases.tablesVersion()));
    assertThat(source.state().age()).isEqualTo(StoreState.Age.OLDER);
    source
        .write()
        .useHandle(handle ->
            handle.execute(
                "update flyway_schema_history set version = '9', script = 'V9__x.sql'"
                    + " where version = '3'"));
    assertThat(source.state().age()).isEqualTo(StoreState.Age.NEWER);
  }

  @Test
  void looking_at_a_store_that_is_not_there_makes_none() {
    assertThat(Database.look("jdbc:sqlite:none.db", directory)).isEmpty();
    assertThat(directory.resolve("none.db")).doesNotExist();
  }
}
