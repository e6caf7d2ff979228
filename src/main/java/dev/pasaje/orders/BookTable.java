// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.pasaje.failure.PasajeException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A CSV file with a heading, as shops, banks and spreadsheets write them: commas, semicolons, tabs
/// or bars, whichever the heading has most of; UTF-8, or else Latin-1; any line ends, even mixed.
/// Streaming.
public final class BookTable {
  private static final String SEPARATORS = ",;\t|";

  private BookTable() {}

  /// Takes a file's lines, the heading first.
  public interface Lines {
    /// @param names stripped, in lower case; none when the file is empty
    void heading(List<String> names);

    /// @param line where it starts in the file, from 1
    /// @param cells maybe more or fewer than the heading has
    void line(long line, List<String> cells);
  }

  /// @throws PasajeException when it is no such file or cannot be read
  public static void read(Path file, Lines lines) {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "a directory", null);
    }
    try {
      Charset charset = charset(file);
      try (CsvReader<CsvRecord> rows =
          CsvReader.builder()
              .fieldSeparator(separator(file, charset))
              .skipEmptyLines(true)
              .detectBomHeader(false)
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord(reader(file, charset))) {
        Iterator<CsvRecord> row = rows.iterator();
        lines.heading(
            row.hasNext()
                ? row.next().getFields().stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList()
                : List.of());
        while (row.hasNext()) {
          CsvRecord record = row.next();
          lines.line(record.getStartingLineNumber(), record.getFields());
        }
      }
    } catch (NoSuchFileException missing) {
      throw unreadable(file, "there is no such file", missing);
    } catch (IOException broken) {
      throw unreadable(file, String.valueOf(broken.getMessage()), broken);
    } catch (UncheckedIOException | CsvParseException broken) {
      Throwable cause = broken.getCause() == null ? broken : broken.getCause();
      throw unreadable(file, String.valueOf(cause.getMessage()), broken);
    }
  }

  /// Without its byte order mark.
  private static Reader reader(Path file, Charset charset) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(3);
    boolean marked = in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF;
    if (!marked) {
      in.reset();
    }
    return new InputStreamReader(in, charset);
  }

  /// One look at all of it: a file is UTF-8 to its end or not at all.
  private static Charset charset(Path file) throws IOException {
    try (Reader all =
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
      char[] some = new char[1 << 16];
      while (all.read(some) >= 0) {
        // Reading it is the question.
      }
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException other) {
      return marked(file) ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }
  }

  /// Spreadsheets save "Unicode text" as UTF-16 with its mark.
  private static boolean marked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      int second = in.read();
      return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    }
  }

  private static char separator(Path file, Charset charset) throws IOException {
    try (BufferedReader reader = new BufferedReader(reader(file, charset))) {
      String heading = String.valueOf(reader.readLine());
      char best = ',';
      long most = 0;
      for (int i = 0; i < SEPARATORS.length(); i++) {
        char candidate = SEPARATORS.charAt(i);
        long times = heading.chars().filter(c -> c == candidate).count();
        if (times > most) {
          most = times;
          best = candidate;
        }
      }
      return best;
    }
  }

  private static PasajeException unreadable(Path file, String why, @Nullable Exception cause) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "orders.book",
        Map.of("book", file.toString(), "why", why.lines().findFirst().orElse("")),
        cause);
  }
}
