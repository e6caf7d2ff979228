// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Remembers where the lines begin that were read ahead, so that reading can go back to the line
/// after a quote that never ends. LF, CR LF and a lone CR end a line.
final class LineStarts extends FilterInputStream {
  private long[] starts = new long[1 << 12];
  private int size;
  private long firstLine;
  private long offset;
  private boolean afterReturn;

  /// @param line number of the first line
  /// @param offset of its first byte in the file
  LineStarts(InputStream in, long line, long offset) {
    super(in);
    this.firstLine = line;
    this.offset = offset;
    starts[0] = offset;
    size = 1;
  }

  long offset() {
    return offset;
  }

  /// Where a line begins; -1 when the file has no such line, or it is not yet read.
  long startOf(long line) {
    long index = line - firstLine;
    return index < 0 || index >= size ? -1 : starts[(int) index];
  }

  /// The same, reading on until that line is there: one record may be longer than what was read
  /// ahead.
  long find(long line) throws IOException {
    byte[] more = new byte[1 << 16];
    while (startOf(line) < 0 && read(more, 0, more.length) >= 0) {
      // Only the beginnings of lines are kept.
    }
    return startOf(line);
  }

  /// Lines before this one are not asked for any more.
  void reached(long line) {
    long done = line - firstLine;
    if (done > 1 << 12 && done < size) {
      System.arraycopy(starts, (int) done, starts, 0, size - (int) done);
      size -= (int) done;
      firstLine = line;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int got = super.read(bytes, from, most);
    for (int i = from; i < from + got; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        if (afterReturn) {
          starts[size - 1] = offset + (i - from) + 1;
        } else {
          add(offset + (i - from) + 1);
        }
      } else if (b == '\r') {
        add(offset + (i - from) + 1);
      }
      afterReturn = b == '\r';
    }
    offset += Math.max(0, got);
    return got;
  }

  private void add(long start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
    }
    starts[size++] = start;
  }
}
