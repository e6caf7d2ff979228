// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import dev.pasaje.failure.PasajeException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import tools.jackson.databind.node.ObjectNode;

/// Everything in a store, written to one file and read back; the file is the same for both
/// databases, so it also moves a store from one to the other.
///
/// Saving sees one moment, however long it takes, and hinders nobody. What is claimed is saved as
/// free: the nodes that claimed it are not there after a restore.
public final class Backup {
  private static final int ROWS_AT_ONCE = 500;

  /// After a restore, numbers go on so much later. Rows written after the backup are lost, but
  /// their numbers were seen outside: a receiver that knows an event's id would take a new event
  /// under it for a repetition.
  static final long SKIPPED_NUMBERS = 1_000_000;

  private final Database database;
  private final Tables tables;

  public Backup(Database database) {
    this.database = database;
    this.tables = new Tables(database.dialect());
  }

  /// Hears how far it is.
  public interface Progress {
    void rows(long done, long all);
  }

  /// What to do when the file is there already.
  public enum Existing {
    KEEP,
    REPLACE
  }

  /// What is in a backup.
  public record Contents(String schemaVersion, Instant createdAt, long rows) {
    static Contents of(BackupFile.Manifest manifest) {
      return new Contents(manifest.schemaVersion(), manifest.createdAt(), manifest.rows());
    }
  }

  /// Writes the file whole or not at all; only its owner may read it.
  public Contents save(Path file, Existing existing, Instant now, Progress progress) {
    Path whole = file.toAbsolutePath();
    if (Files.isDirectory(whole) || (existing == Existing.KEEP && Files.exists(whole))) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "backup.exists", Map.of("file", file.toString()));
    }
    Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      BackupFile.Manifest manifest;
      try (FileChannel channel =
          FileChannel.open(
              partial,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(whole))) {
        ZipOutputStream zip =
            new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        manifest = write(zip, now, progress);
        zip.finish();
        zip.flush();
        channel.force(true);
      }
      Files.move(
          partial, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(whole.getParent());
      return Contents.of(manifest);
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "backup.write",
          Map.of("file", file.toString(), "why", why(broken)),
          broken);
    } finally {
      try {
        Files.deleteIfExists(partial);
      } catch (IOException leftBehind) {
        partial.toFile().deleteOnExit();
      }
    }
  }

  /// The message of many of these is the path alone.
  private static String why(IOException broken) {
    return broken instanceof FileAlreadyExistsException
        ? "another backup is being written"
        : broken.getClass().getSimpleName().replace("Exception", "") + ": " + broken.getMessage();
  }

  private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
    Path folder = file.getParent();
    return folder != null
            && Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// A new name is on disk only once its folder is. Not every system lets a folder be opened.
  private static void sync(@org.jspecify.annotations.Nullable Path folder) {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException impossible) {
        return;
      }
    }
  }

  private BackupFile.Manifest write(ZipOutputStream zip, Instant now, Progress progress)
      throws IOException {
    // SQLite's every transaction sees one moment; PostgreSQL's only when asked to.
    TransactionIsolationLevel level =
        switch (database.dialect()) {
          case SQLITE -> TransactionIsolationLevel.SERIALIZABLE;
          case POSTGRESQL -> TransactionIsolationLevel.REPEATABLE_READ;
        };
    BackupFile.Manifest manifest =
        database
            .read()
            .inTransaction(
                level,
                handle -> {
                  List<Tables.Table> all = tables.all(handle);
                  long rows = 0;
                  for (Tables.Table table : all) {
                    rows += Tables.rows(handle, table);
                  }
                  Pace pace = new Pace(progress, rows);
                  List<BackupFile.Part> parts = new ArrayList<>();
                  for (Tables.Table table : all) {
                    parts.add(write(handle, table, zip, pace));
                  }
                  return new BackupFile.Manifest(Tables.version(handle), now, parts);
                });
    zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
    zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    return manifest;
  }

  private BackupFile.Part write(Handle handle, Tables.Table table, ZipOutputStream zip, Pace pace)
      throws IOException {
    zip.putNextEntry(new ZipEntry(BackupFile.Part.entry(table.name())));
    DigestOutputStream out = new DigestOutputStream(zip, BackupFile.sha256());
    long count = 0;
    Connection connection = handle.getConnection();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + String.join(", ", table.columns().stream().map(Tables.Column::name).toList())
                + " from "
                + table.name()
                + (table.numbered() ? " order by id" : ""))) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          write(rows, table, out);
          count++;
          pace.step();
        }
      }
    } catch (SQLException unread) {
      throw new IOException(table.name() + ": " + unread.getMessage(), unread);
    }
    zip.closeEntry();
    return new BackupFile.Part(
        table.name(),
        count,
        table.numbered() ? tables.lastNumber(handle, table) : 0,
        HexFormat.of().formatHex(out.getMessageDigest().digest()));
  }

  private static void write(ResultSet rows, Tables.Table table, OutputStream out)
      throws IOException, SQLException {
    ObjectNode line = BackupFile.JSON.createObjectNode();
    for (int i = 0; i < table.columns().size(); i++) {
      Tables.Column column = table.columns().get(i);
      switch (column.content()) {
        case TEXT -> line.put(column.name(), rows.getString(i + 1));
        case NUMBER -> line.put(column.name(), rows.getLong(i + 1));
        case BYTES -> {
          byte[] bytes = rows.getBytes(i + 1);
          line.put(column.name(), bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
        }
      }
      if (rows.wasNull()) {
        line.putNull(column.name());
      }
    }
    if (table.leased()) {
      line.put("owner", "").put("lease_until", 0);
    }
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Looks through a whole file, and touches no store.
  public static Contents verify(Path file) {
    try (BackupFile backup = BackupFile.open(file)) {
      for (BackupFile.Part part : backup.manifest().parts()) {
        backup.read(part, _ -> {});
      }
      return Contents.of(backup.manifest());
    }
  }

  /// Fills an empty store, in one transaction: a file that turns out to be damaged changes nothing.
  public Contents restore(Path file, Progress progress) {
    try (BackupFile backup = BackupFile.open(file)) {
      BackupFile.Manifest manifest = backup.manifest();
      database
          .write()
          .useTransaction(handle -> {
            List<Tables.Table> all = tables.all(handle);
            tables.lock(handle, all);
            admit(handle, manifest, all, file);
            Pace pace = new Pace(progress, manifest.rows());
            for (BackupFile.Part part : manifest.parts()) {
              Tables.Table table =
                  all.stream()
                      .filter(one -> one.name().equals(part.table()))
                      .findFirst()
                      .orElseThrow(() ->
                          BackupFile.damaged(
                              file, new IOException("there is no table " + part.table())));
              new Filling(handle, tables, table, file).fill(backup, part, pace);
            }
          });
      return Contents.of(manifest);
    }
  }

  private static void admit(
      Handle handle, BackupFile.Manifest manifest, List<Tables.Table> all, Path file) {
    String version = Tables.version(handle);
    if (!version.equals(manifest.schemaVersion())) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "backup.version",
          Map.of("file", file.toString(), "found", manifest.schemaVersion(), "expected", version));
    }
    for (Tables.Table table : all) {
      if (Tables.rows(handle, table) > 0) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "backup.not-empty", Map.of("table", table.name()));
      }
    }
  }

  /// Counts rows over all tables.
  static final class Pace {
    private final Progress progress;
    private final long all;
    private long done;

    Pace(Progress progress, long all) {
      this.progress = progress;
      this.all = all;
    }

    void step() {
      done++;
      progress.rows(done, all);
    }
  }
}
