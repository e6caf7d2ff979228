// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.pasaje.reports.ReportRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Reads a CSV report: finds its separator by the headings, and after a record that ran over
/// several lines and makes no sense goes on with its second line, so that a stray quote costs one
/// row.
final class CsvFile {
  /// No record of a report is as long, in characters.
  private static final int LONGEST_RECORD = 256 << 10;

  private static final int MOST_RESTARTS = 10_000;
  private static final String SEPARATORS = ",;\t|";
  private static final int PROGRESS_EVERY = 4096;

  private final Path file;
  private final String name;
  private final Fingerprint print;
  private final RowSink sink;

  CsvFile(Path file, String name, Fingerprint print, RowSink sink) {
    this.file = file;
    this.name = name;
    this.print = print;
    this.sink = sink;
  }

  Parsed read() throws IOException {
    char separator = separator();
    long start = print.markBytes();
    long line = 1;
    long end = Files.size(file);
    Diary diary = new Diary(sink);
    Heading heading = null;
    RowReader reader = null;
    int restarts = 0;
    while (start >= 0 && start < end) {
      long again = -1;
      try (FileChannel channel = FileChannel.open(file).position(start);
          LineStarts lines = new LineStarts(Channels.newInputStream(channel), line, start);
          CsvReader<CsvRecord> records = open(lines, separator)) {
        Iterator<CsvRecord> each = records.iterator();
        // FastCSV counts from the first line it was given.
        long base = line - 1;
        long last;
        long next = line;
        while (again < 0) {
          RawRow row;
          try {
            if (!each.hasNext()) {
              break;
            }
            CsvRecord record = each.next();
            last = base + record.getStartingLineNumber();
            row = row(last, record);
            next = last + row.lines();
          } catch (CsvParseException | IllegalStateException tooLong) {
            diary.malformed(new Malformed(next, "", "\"", Why.QUOTE, ""));
            again = next + 1;
            start = lines.find(again);
            continue;
          }
          lines.reached(last);
          if (heading == null || reader == null) {
            heading = Heading.of(name, Arrays.asList(row.cells()));
            reader = new RowReader(heading, diary);
            sink.begin(heading.family(), print.sha256());
            continue;
          }
          boolean swallowed = row.lines() > 1 && swallows(row, separator, heading.size());
          if (swallowed) {
            diary.malformed(new Malformed(last, "", "\"", Why.QUOTE, row.raw()));
          }
          ReportRow read = swallowed ? null : reader.read(row);
          if (read != null) {
            diary.row(read);
          } else if (row.lines() > 1) {
            again = last + 1;
            start = lines.startOf(again);
          }
          if (diary.rowsSoFar() % PROGRESS_EVERY == 0) {
            sink.progress(lines.offset(), end);
          }
        }
      }
      if (again < 0) {
        break;
      }
      line = again;
      if (++restarts > MOST_RESTARTS) {
        throw new Refused("quotes", name, Map.of("line", Long.toString(line)), null);
      }
    }
    if (heading == null) {
      // A first line longer than any record is none of a report's.
      throw new Refused(restarts > 0 ? "no-report" : "empty", name);
    }
    sink.progress(end, end);
    return diary.close(
        name,
        print.sha256(),
        heading,
        new Parsed.Layout(
            "csv", print.charset().name(), String.valueOf(separator), heading.language()));
  }

  /// Two stray quotes make one cell of all the rows between them: no cell of a report has a line
  /// with as many separators as a row.
  private static boolean swallows(RawRow row, char separator, int columns) {
    for (String cell : row.cells()) {
      if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
        boolean whole =
            cell.lines()
                .anyMatch(line -> line.chars().filter(c -> c == separator).count() * 2 >= columns);
        if (whole) {
          return true;
        }
      }
    }
    return false;
  }

  private static RawRow row(long line, CsvRecord record) {
    String[] cells = new String[record.getFieldCount()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = record.getField(i);
    }
    return new RawRow(line, cells, RawRow.NONE, RawRow.NONE);
  }

  private CsvReader<CsvRecord> open(InputStream in, char separator) {
    Charset charset = print.charset();
    return CsvReader.builder()
        .fieldSeparator(separator)
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .maxBufferSize(LONGEST_RECORD)
        .ofCsvRecord(in, charset);
  }

  /// The one that makes the most known headings of the first line.
  private char separator() throws IOException {
    String first = firstLine();
    char best = ',';
    long most = -1;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char candidate = SEPARATORS.charAt(i);
      long known = Heading.known(cells(first, candidate));
      if (known > most) {
        most = known;
        best = candidate;
      }
    }
    return best;
  }

  private static List<String> cells(String line, char separator) {
    try {
      return CsvReader.builder()
          .fieldSeparator(separator)
          .allowExtraCharsAfterClosingQuote(true)
          .ofSingleCsvRecord(line)
          .getFields();
    } catch (CsvParseException | IllegalStateException none) {
      return List.of();
    }
  }

  private String firstLine() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(print.markBytes());
      byte[] head = in.readNBytes(64 << 10);
      String text = new String(head, print.charset());
      return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
  }
}
